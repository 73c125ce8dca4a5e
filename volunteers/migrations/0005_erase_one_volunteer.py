"""The one way in which a volunteer goes: everything of one person, at once, by a function of the owner.

The app role can neither change nor remove rows of event tables. It may call this function, which asks for a tombstone
first, and tombstones cannot be taken back. What stays are husks that say nothing about anybody: the volunteer's key, her
placements and attendances with their states and days, so that the statistics stay as they were. A table that comes
later goes with her as long as it names `volunteer_id` or `placement_id` as the others do.
"""

from django.db import migrations

FUNCTION = r"""
CREATE FUNCTION volunteers_erase(target uuid) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
    uuids CONSTANT text := '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
    -- Husks, emptied below instead of removed.
    kept CONSTANT text[] := ARRAY['volunteers_volunteer', 'volunteers_placement', 'volunteers_cooperationagreement',
        'volunteers_courseattendance', 'volunteers_followup', 'volunteers_tombstone'];
    grave volunteers_tombstone%ROWTYPE;
    person volunteers_volunteer%ROWTYPE;
    addresses text[];
    placements uuid[];
    gone uuid[];
    removed uuid[];
    nobody integer;
    files text[];
    counts jsonb := '{}';
    history integer := 0;
    number integer;
    place record;
BEGIN
    SELECT * INTO grave FROM volunteers_tombstone WHERE key = target;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'volunteers_erase_needs_tombstone' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'volunteers_erase_needs_tombstone';
    END IF;
    SELECT * INTO person FROM volunteers_volunteer WHERE id = target FOR UPDATE;
    IF NOT FOUND OR person.state = 'erased' THEN
        RETURN NULL;
    END IF;
    SELECT id INTO STRICT nobody FROM accounts_user WHERE email = 'geloescht@portal.invalid';
    SELECT coalesce(array_agg(DISTINCT lower(email)), '{}') INTO addresses FROM (
        SELECT person.email AS email
        UNION SELECT email FROM volunteers_volunteerevent WHERE id = target
        UNION SELECT email FROM accounts_user WHERE id = person.user_id
        UNION SELECT email FROM account_emailaddress WHERE user_id = person.user_id) AS every WHERE email <> '';
    SELECT coalesce(array_agg(id), '{}') INTO placements FROM volunteers_placement WHERE volunteer_id = target;
    gone := ARRAY[target] || placements;

    -- Triggers that keep history; all others stay at work. Set here and taken back at the end: a function's own SET of
    -- such a name is for superusers only.
    PERFORM set_config('pgtrigger.ignore', (
        SELECT coalesce(array_agg(t.tgname), '{}')::text FROM pg_trigger AS t JOIN pg_class AS c ON c.oid = t.tgrelid
        WHERE c.relnamespace = 'public'::regnamespace
          AND (c.relname LIKE 'volunteers\_%' OR c.relname = 'accounts_invitationevent')
          AND t.tgname LIKE 'pgtrigger\_%'), true);

    -- Husks: words go, states and days stay, and nothing names her account any more.
    UPDATE volunteers_placement SET reasons = '[]', decline_note = '', end_note = '', override_reason =
            CASE WHEN override_reason = '' THEN '' ELSE 'gelöscht' END,
        suggested_by_id = CASE WHEN suggested_by_id = person.user_id THEN nobody ELSE suggested_by_id END,
        interested_by_id = CASE WHEN interested_by_id = person.user_id THEN nobody ELSE interested_by_id END,
        volunteer_declined_by_id =
            CASE WHEN volunteer_declined_by_id = person.user_id THEN nobody ELSE volunteer_declined_by_id END,
        ended_by_id = CASE WHEN ended_by_id = person.user_id THEN nobody ELSE ended_by_id END
    WHERE volunteer_id = target;
    UPDATE volunteers_cooperationagreement SET tasks_text = '', insurance_note = '',
        volunteer_signed_by_id = CASE WHEN volunteer_signed_by_id IS NULL THEN NULL ELSE nobody END
    WHERE placement_id = ANY (placements);
    UPDATE volunteers_followup SET note = '' WHERE placement_id = ANY (placements);
    UPDATE volunteers_courseattendance SET
        registered_by_id = CASE WHEN registered_by_id = person.user_id THEN nobody ELSE registered_by_id END,
        recorded_by_id = CASE WHEN recorded_by_id = person.user_id THEN nobody ELSE recorded_by_id END
    WHERE volunteer_id = target;

    FOR place IN
        SELECT c.relname AS name, right(c.relname, 5) = 'event' AS is_history,
               bool_or(a.attname = 'id' AND a.atttypid = 'uuid'::regtype) AS has_key,
               string_agg(format('%I = ANY (%s)', a.attname, CASE a.attname
                   WHEN 'volunteer_id' THEN '$1' ELSE '$2' END), ' OR ') FILTER (WHERE a.attname <> 'id') AS condition
        FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid AND NOT a.attisdropped
        WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND c.relname LIKE 'volunteers\_%'
          AND c.relname <> ALL (kept) AND a.attname IN ('id', 'volunteer_id', 'placement_id')
        GROUP BY c.relname ORDER BY is_history, c.relname
    LOOP
        CONTINUE WHEN place.condition IS NULL;
        EXECUTE format('WITH dropped AS (DELETE FROM %I WHERE %s RETURNING %s AS key)
                        SELECT count(*), coalesce(array_agg(key) FILTER (WHERE key IS NOT NULL), ''{}'') FROM dropped',
                       place.name, place.condition, CASE WHEN place.has_key THEN 'id' ELSE 'NULL::uuid' END)
        INTO number, removed USING ARRAY[target], placements;
        gone := gone || removed;
        IF place.is_history THEN
            history := history + number;
        ELSE
            counts := counts || jsonb_build_object(place.name, number);
        END IF;
    END LOOP;
    DELETE FROM volunteers_volunteerevent WHERE id = target;
    GET DIAGNOSTICS number = ROW_COUNT;
    history := history + number;
    -- Sign-ups of the same address that nobody has confirmed.
    DELETE FROM volunteers_volunteer AS v WHERE v.state = 'draft' AND v.id <> target AND EXISTS (
        SELECT 1 FROM unnest(addresses) AS one WHERE strpos(lower(v.draft::text), one) > 0);

    UPDATE volunteers_volunteer SET state = 'erased', user_id = NULL, given_name = '', family_name = '', email = '',
        phone = '', born_on = NULL, language = 'de', wants_simple_german = false, german_level = '',
        activity_types = '{}', is_open_to_all = false, skills = '{}', radius_km = 0, is_mobile = false,
        hours_per_week = NULL, is_always_free = false, about = '', lead_id = NULL, paused_until = NULL,
        confirmed_by_id = CASE WHEN confirmed_by_id IS NULL THEN NULL ELSE nobody END,
        left_by_id = CASE WHEN left_by_id IS NULL THEN NULL ELSE nobody END,
        draft = '{}', draft_token = '', expires_at = NULL,
        erased_at = grave.erased_at, erased_by_id = grave.erased_by_id, version = version + 1
    WHERE id = target;

    -- The account, if it was for helping only: nobody is deleted, but nothing says any more who it was.
    IF person.user_id IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM offers_membership AS m WHERE m.user_id = person.user_id)
       AND NOT EXISTS (SELECT 1 FROM accounts_user_groups AS g WHERE g.user_id = person.user_id)
       AND EXISTS (SELECT 1 FROM accounts_user AS u WHERE u.id = person.user_id AND u.wish IN ('', 'volunteer')) THEN
        FOR place IN SELECT c.table_name AS name FROM information_schema.columns AS c
                     WHERE c.table_schema = 'public' AND c.column_name = 'user_id'
                       AND c.table_name IN ('mfa_authenticator', 'usersessions_usersession', 'portal_draft') LOOP
            EXECUTE format('DELETE FROM %I WHERE user_id = $1', place.name) USING person.user_id;
        END LOOP;
        DELETE FROM account_emailconfirmation AS c USING account_emailaddress AS a
        WHERE a.id = c.email_address_id AND a.user_id = person.user_id;
        DELETE FROM account_emailaddress WHERE user_id = person.user_id;
        DELETE FROM accounts_invitation WHERE lower(email) = ANY (addresses);
        DELETE FROM accounts_invitationevent WHERE lower(email) = ANY (addresses);
        UPDATE accounts_user SET email = 'geloescht-' || gen_random_uuid() || '@portal.invalid', name = 'gelöschte Person',
            password = '!', key = gen_random_uuid(), wish = '', last_login = NULL, is_active = false,
            left_at = coalesce(left_at, grave.erased_at), left_by_id = coalesce(left_by_id, nobody)
        WHERE id = person.user_id;
        counts := counts || jsonb_build_object('accounts_user', 1);
    END IF;

    WITH dropped AS (
        DELETE FROM portal_preparedfile WHERE EXISTS (
            SELECT 1 FROM regexp_matches(params::text, uuids, 'gi') AS m(found) WHERE m.found[1]::uuid = ANY (gone))
        RETURNING id, content)
    SELECT coalesce(array_agg(id), '{}'), coalesce(array_agg(content) FILTER (WHERE content <> ''), '{}'), count(*)
    INTO removed, files, number FROM dropped;
    gone := gone || removed;
    counts := counts || jsonb_build_object('portal_preparedfile', number);

    WITH dropped AS (
        DELETE FROM portal_outboxmail WHERE lower("to") = ANY (addresses) OR EXISTS (
            SELECT 1 FROM regexp_matches(body, uuids, 'gi') AS m(found) WHERE m.found[1]::uuid = ANY (gone))
        RETURNING id)
    SELECT coalesce(array_agg(id), '{}'), count(*) INTO removed, number FROM dropped;
    gone := gone || removed;
    counts := counts || jsonb_build_object('portal_outboxmail', number);

    FOR place IN SELECT * FROM (VALUES ('portal_draft', 'path'), ('portal_idempotencykey', 'result'),
                                       ('portal_shortlink', 'path'), ('procrastinate_jobs', 'args::text'))
                 AS v(name, "column")
    LOOP
        EXECUTE format('DELETE FROM %I WHERE EXISTS (SELECT 1 FROM regexp_matches(%s, %L, ''gi'') AS m(found)
                        WHERE m.found[1]::uuid = ANY ($1))', place.name, place."column", uuids) USING gone;
        GET DIAGNOSTICS number = ROW_COUNT;
        counts := counts || jsonb_build_object(place.name, number);
    END LOOP;
    PERFORM set_config('pgtrigger.ignore', '{}', true);
    RETURN jsonb_build_object('counts', counts || jsonb_build_object('history', history), 'files', to_jsonb(files));
END;
$$;
REVOKE ALL ON FUNCTION volunteers_erase(uuid) FROM PUBLIC;
"""


class Migration(migrations.Migration):
    """Who may call it is granted with everything else, by `database_roles.apply`."""

    dependencies = [
        ("volunteers", "0004_match_runs"),
        ("portal", "0006_standing_files"),
        ("accounts", "0003_say_why_an_address_is_taken"),
        ("offers", "0012_eligibility"),
    ]

    operations = [migrations.RunSQL(FUNCTION, "DROP FUNCTION volunteers_erase(uuid)")]

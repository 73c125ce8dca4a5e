"""The one way in which history goes: everything of one person, at once, by a function of the owner.

The app role can neither change nor remove rows of event tables. It may call this function, which asks for a tombstone
first, and tombstones cannot be taken back. What a table holds of a person is found by the names of its columns, so that
a table that comes later is covered as long as it names folder, person, appointment, paper or assessment as the others
do; the test of erasing looks into every column of every table for the rest.
"""

from django.db import migrations

FUNCTION = r"""
CREATE FUNCTION welcome_folder_erase(target uuid) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
DECLARE
    uuids CONSTANT text := '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
    kept CONSTANT text[] := ARRAY['welcome_folder_viewlog', 'welcome_folder_tombstone', 'welcome_folder_erasure',
        'welcome_folder_erasureevent', 'welcome_folder_person', 'welcome_folder_personevent',
        'welcome_folder_welcomefolder', 'welcome_folder_welcomefolderevent'];
    grave welcome_folder_tombstone%ROWTYPE;
    husk welcome_folder_welcomefolder%ROWTYPE;
    people uuid[];
    lone uuid[];
    appointments uuid[] := '{}';
    papers uuid[] := '{}';
    assessments uuid[] := '{}';
    addresses text[];
    gone uuid[];
    removed uuid[];
    paths text[];
    files text[];
    counts jsonb := '{}';
    history integer := 0;
    number integer;
    place record;
BEGIN
    SELECT * INTO grave FROM welcome_folder_tombstone WHERE key = target;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'welcome_folder_erase_needs_tombstone' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'welcome_folder_erase_needs_tombstone';
    END IF;

    IF grave.kind = 'folder' THEN
        SELECT * INTO husk FROM welcome_folder_welcomefolder WHERE id = target FOR UPDATE;
        IF NOT FOUND OR husk.state = 'erased' THEN
            RETURN NULL;
        END IF;
        people := ARRAY[husk.person_id];
        -- Relatives without a folder of their own, as far as only this person leads to them.
        WITH RECURSIVE reached(id) AS (
            SELECT husk.person_id
            UNION
            SELECT other.id FROM reached
            JOIN welcome_folder_familytie AS t ON reached.id IN (t.person_id, t.relative_id)
            CROSS JOIN LATERAL (SELECT CASE WHEN t.person_id = reached.id THEN t.relative_id ELSE t.person_id END) AS other(id)
            WHERE NOT EXISTS (SELECT 1 FROM welcome_folder_welcomefolder AS f WHERE f.person_id = other.id)
        )
        SELECT coalesce(array_agg(id), '{}') INTO lone FROM reached WHERE id <> husk.person_id;
        LOOP
            SELECT coalesce(array_agg(one), '{}') INTO removed FROM unnest(lone) AS one WHERE EXISTS (
                SELECT 1 FROM welcome_folder_familytie AS t
                WHERE t.person_id = one AND t.relative_id <> husk.person_id AND t.relative_id <> ALL (lone)
                   OR t.relative_id = one AND t.person_id <> husk.person_id AND t.person_id <> ALL (lone));
            EXIT WHEN cardinality(removed) = 0;
            SELECT coalesce(array_agg(one), '{}') INTO lone FROM unnest(lone) AS one WHERE one <> ALL (removed);
        END LOOP;
        people := people || lone;
        SELECT coalesce(array_agg(DISTINCT id), '{}') INTO appointments FROM (
            SELECT id FROM welcome_folder_appointment WHERE folder_id = target
            UNION SELECT id FROM welcome_folder_appointmentevent WHERE folder_id = target) AS every;
        SELECT coalesce(array_agg(DISTINCT id), '{}') INTO papers FROM (
            SELECT id FROM welcome_folder_folderdocument WHERE folder_id = target
            UNION SELECT id FROM welcome_folder_folderdocumentevent WHERE folder_id = target) AS every;
        SELECT coalesce(array_agg(DISTINCT id), '{}') INTO assessments FROM (
            SELECT id FROM welcome_folder_needsassessment WHERE folder_id = target
            UNION SELECT id FROM welcome_folder_needsassessmentevent WHERE folder_id = target) AS every;
    ELSE
        -- Somebody who was erased with a folder, and has come back with a backup.
        IF NOT EXISTS (SELECT 1 FROM welcome_folder_person WHERE id = target)
           OR EXISTS (SELECT 1 FROM welcome_folder_welcomefolder WHERE person_id = target) THEN
            RETURN NULL;
        END IF;
        people := ARRAY[target];
    END IF;
    gone := ARRAY[target] || people || appointments || papers || assessments;

    -- Triggers that keep history, and those that would write it anew; all others stay at work. Set here and taken back
    -- at the end: a function's own SET of such a name is for superusers only.
    PERFORM set_config('pgtrigger.ignore', (
        SELECT array_agg(t.tgname)::text FROM pg_trigger AS t JOIN pg_class AS c ON c.oid = t.tgrelid
        WHERE c.relnamespace = 'public'::regnamespace AND c.relname LIKE 'welcome\_folder\_%'
          AND (t.tgname LIKE 'pgtrigger\_append\_only\_%' OR t.tgname LIKE 'pgtrigger\_delete\_delete\_%')), true);

    SELECT coalesce(array_agg(DISTINCT lower(email)), '{}') INTO addresses FROM (
        SELECT email FROM welcome_folder_person WHERE id = ANY (people)
        UNION SELECT email FROM welcome_folder_personevent WHERE id = ANY (people)) AS every
    WHERE email <> '' AND NOT EXISTS (
        SELECT 1 FROM welcome_folder_person AS p WHERE lower(p.email) = lower(every.email) AND p.id <> ALL (people));

    WITH dropped AS (
        DELETE FROM portal_storedfile WHERE id IN (
            SELECT file_id FROM welcome_folder_documentfile WHERE document_id = ANY (papers)
            UNION SELECT file_id FROM welcome_folder_documentfileevent WHERE document_id = ANY (papers))
        RETURNING id, original, copy)
    SELECT coalesce(array_agg(id), '{}'), coalesce(array_agg(original) || array_agg(copy), '{}'), count(*)
    INTO removed, files, number FROM dropped;
    gone := gone || removed;
    counts := counts || jsonb_build_object('portal_storedfile', number);

    FOR place IN
        SELECT c.relname AS name, right(c.relname, 5) = 'event' AS is_history,
               bool_or(a.attname = 'id' AND a.atttypid = 'uuid'::regtype) AS has_key,
               string_agg(format('%I = ANY (%s)', a.attname, CASE a.attname
                   WHEN 'folder_id' THEN '$1' WHEN 'person_id' THEN '$2' WHEN 'relative_id' THEN '$2'
                   WHEN 'appointment_id' THEN '$3' WHEN 'document_id' THEN '$4' ELSE '$5' END), ' OR ')
               FILTER (WHERE a.attname <> 'id' AND a.atttypid = 'uuid'::regtype) AS condition
        FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid AND NOT a.attisdropped
        WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND c.relname LIKE 'welcome\_folder\_%'
          AND c.relname <> ALL (kept) AND a.attname IN
              ('id', 'folder_id', 'person_id', 'relative_id', 'appointment_id', 'document_id', 'assessment_id')
        GROUP BY c.relname ORDER BY is_history, c.relname
    LOOP
        CONTINUE WHEN place.condition IS NULL;
        EXECUTE format('WITH dropped AS (DELETE FROM %I WHERE %s RETURNING %s AS key)
                        SELECT count(*), coalesce(array_agg(key) FILTER (WHERE key IS NOT NULL), ''{}'') FROM dropped',
                       place.name, place.condition, CASE WHEN place.has_key THEN 'id' ELSE 'NULL::uuid' END)
        INTO number, removed USING ARRAY[CASE WHEN grave.kind = 'folder' THEN target END], people, appointments,
            papers, assessments;
        gone := gone || removed;
        IF place.is_history THEN
            history := history + number;
        ELSE
            counts := counts || jsonb_build_object(place.name, number);
        END IF;
    END LOOP;

    IF grave.kind = 'folder' THEN
        DELETE FROM welcome_folder_welcomefolderevent WHERE id = target;
        GET DIAGNOSTICS number = ROW_COUNT;
        history := history + number;
        UPDATE welcome_folder_welcomefolder SET state = 'erased', person_id = NULL, number = NULL, lead_id = NULL,
            resting_until = NULL, resting_reason = '', closing_reason = '', restricting_reason = '',
            erased_at = grave.erased_at, erased_by_id = grave.erased_by_id, version = version + 1
        WHERE id = target;
    END IF;
    DELETE FROM welcome_folder_person WHERE id = ANY (people);
    GET DIAGNOSTICS number = ROW_COUNT;
    counts := counts || jsonb_build_object('welcome_folder_person', number);
    DELETE FROM welcome_folder_personevent WHERE id = ANY (people);
    GET DIAGNOSTICS number = ROW_COUNT;
    history := history + number;

    WITH dropped AS (
        DELETE FROM portal_preparedfile WHERE EXISTS (
            SELECT 1 FROM regexp_matches(params::text, uuids, 'gi') AS m(found) WHERE m.found[1]::uuid = ANY (gone))
        RETURNING id, content)
    SELECT coalesce(array_agg(id), '{}'), coalesce(array_agg(content) FILTER (WHERE content <> ''), '{}'), count(*)
    INTO removed, paths, number FROM dropped;
    gone := gone || removed;
    files := files || paths;
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
    counts := counts || jsonb_build_object('history', history);
    RETURN jsonb_build_object('counts', counts, 'files', to_jsonb(files), 'people', to_jsonb(people));
END;
$$;
REVOKE ALL ON FUNCTION welcome_folder_erase(uuid) FROM PUBLIC;
"""


class Migration(migrations.Migration):
    """Who may call it is granted with everything else, by `database_roles.apply`."""

    dependencies = [
        ("welcome_folder", "0005_erasure"),
        ("portal", "0006_standing_files"),
    ]

    operations = [migrations.RunSQL(FUNCTION, "DROP FUNCTION welcome_folder_erase(uuid)")]

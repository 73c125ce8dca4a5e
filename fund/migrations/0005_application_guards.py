"""What the database itself refuses about applications, however it is asked. Plain SQL: the app role cannot ignore it.

A violation reads like that of a constraint: it has a name, and the database's own error for broken checks.
"""

from django.db import migrations

from herne_integration.constraints import refusal

# No temporary table can pretend to be one of ours.
FUNCTION = "LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp"
# The same table as `NEXT_STATES`; a test compares every pair of states.
FOLLOWS = """
    ('draft', 'submitted'),
    ('submitted', 'formal_check'), ('submitted', 'withdrawn'),
    ('formal_check', 'supplement'), ('formal_check', 'admissible'), ('formal_check', 'inadmissible'),
    ('formal_check', 'withdrawn'),
    ('supplement', 'formal_check'), ('supplement', 'withdrawn'),
    ('admissible', 'scheduled'), ('admissible', 'withdrawn'),
    ('inadmissible', 'notified'),
    ('scheduled', 'approved'), ('scheduled', 'approved_with_conditions'), ('scheduled', 'deferred'),
    ('scheduled', 'rejected'), ('scheduled', 'withdrawn'),
    ('approved', 'notified'), ('approved_with_conditions', 'notified'), ('rejected', 'notified'),
    ('deferred', 'scheduled'), ('deferred', 'withdrawn')
"""
APPLICATION = f"""
CREATE FUNCTION fund_application_guard() RETURNS trigger {FUNCTION} AS $$
BEGIN
    IF NEW.state IS DISTINCT FROM OLD.state
       AND (OLD.state::text, NEW.state::text) NOT IN ({FOLLOWS}) THEN
        {refusal("fund_application_next_state")}
    END IF;
    IF OLD.number <> '' AND (NEW.number, NEW.applicant_id, NEW.round_id)
       IS DISTINCT FROM (OLD.number, OLD.applicant_id, OLD.round_id) THEN
        {refusal("fund_application_number_stays")}
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER fund_application_guard BEFORE UPDATE ON fund_application
    FOR EACH ROW EXECUTE FUNCTION fund_application_guard();
"""
# Locks the application, so that two submissions wait for each other; then the first version has to keep the round's
# last second, and every later one may differ only in what was asked for.
VERSION = f"""
CREATE FUNCTION fund_application_version_guard() RETURNS trigger {FUNCTION} AS $$
DECLARE
    round_row fund_round; before jsonb; asked fund_supplement; part text; inner_part text; latest integer;
BEGIN
    IF TG_OP <> 'INSERT' THEN
        {refusal("fund_application_version_stays")}
    END IF;
    PERFORM 1 FROM fund_application WHERE id = NEW.application_id FOR NO KEY UPDATE;
    SELECT coalesce(max(number), 0) INTO latest FROM fund_applicationversion
        WHERE application_id = NEW.application_id;
    IF NEW.number <> latest + 1 THEN
        {refusal("fund_application_version_follows_the_last")}
    END IF;
    SELECT * INTO round_row FROM fund_round WHERE id = NEW.round_id FOR SHARE;
    IF NEW.guideline_id <> round_row.guideline_id OR NOT EXISTS (
        SELECT 1 FROM fund_application WHERE id = NEW.application_id AND round_id = NEW.round_id) THEN
        {refusal("fund_application_version_of_its_round")}
    END IF;
    IF NEW.number = 1 THEN
        IF NEW.submitted_at < round_row.opens_at
           OR date_trunc('second', NEW.submitted_at) > round_row.closes_at THEN
            {refusal("fund_application_version_in_time")}
        END IF;
        RETURN NEW;
    END IF;
    SELECT * INTO asked FROM fund_supplement WHERE id = NEW.supplement_id FOR SHARE;
    IF asked.application_id <> NEW.application_id OR asked.answered_at IS NOT NULL OR asked.closed_at IS NOT NULL
       OR (NEW.submitted_at AT TIME ZONE 'Europe/Berlin')::date > asked.due_on THEN
        {refusal("fund_application_version_answers_an_open_request")}
    END IF;
    SELECT content INTO before FROM fund_applicationversion
        WHERE application_id = NEW.application_id AND number = latest;
    FOR part IN SELECT jsonb_object_keys(before || NEW.content) LOOP
        IF part IN ('answers', 'documents') THEN
            FOR inner_part IN SELECT jsonb_object_keys((before -> part) || (NEW.content -> part)) LOOP
                IF (before -> part -> inner_part) IS DISTINCT FROM (NEW.content -> part -> inner_part)
                   AND (CASE part WHEN 'documents' THEN 'document:' ELSE '' END || inner_part) <> ALL (asked.unlocks)
                THEN
                    {refusal("fund_application_version_only_what_was_asked")}
                END IF;
            END LOOP;
        ELSIF (before -> part) IS DISTINCT FROM (NEW.content -> part) AND part <> ALL (asked.unlocks) THEN
            {refusal("fund_application_version_only_what_was_asked")}
        END IF;
    END LOOP;
    RETURN NEW;
END $$;
CREATE TRIGGER fund_application_version_guard BEFORE INSERT OR UPDATE OR DELETE ON fund_applicationversion
    FOR EACH ROW EXECUTE FUNCTION fund_application_version_guard();
"""
# The round's insert locks its guideline against changes, so that a guideline is either changed or used, never both.
GUIDELINE = f"""
CREATE FUNCTION fund_guideline_version_guard() RETURNS trigger {FUNCTION} AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM fund_round WHERE guideline_id = OLD.id) AND NEW IS DISTINCT FROM OLD THEN
        {refusal("fund_guideline_version_used_stays")}
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER fund_guideline_version_guard BEFORE UPDATE OR DELETE ON fund_guidelineversion
    FOR EACH ROW EXECUTE FUNCTION fund_guideline_version_guard();
CREATE FUNCTION fund_round_guard() RETURNS trigger {FUNCTION} AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF (NEW.guideline_id, NEW.fund_id) IS DISTINCT FROM (OLD.guideline_id, OLD.fund_id)
           AND EXISTS (SELECT 1 FROM fund_applicationversion WHERE round_id = OLD.id) THEN
            {refusal("fund_round_guideline_stays")}
        END IF;
    END IF;
    PERFORM 1 FROM fund_guidelineversion WHERE id = NEW.guideline_id AND fund_id = NEW.fund_id FOR SHARE;
    IF NOT FOUND THEN
        {refusal("fund_round_guideline_of_its_fund")}
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER fund_round_guard BEFORE INSERT OR UPDATE ON fund_round
    FOR EACH ROW EXECUTE FUNCTION fund_round_guard();
"""
# What a person has decided, answered or given stays as it is.
SETTLED = f"""
CREATE FUNCTION fund_settled_guard() RETURNS trigger {FUNCTION} AS $$
DECLARE
    settled boolean := false; row_before jsonb := to_jsonb(OLD);
BEGIN
    IF TG_TABLE_NAME = 'fund_checkline' THEN
        settled := EXISTS (SELECT 1 FROM fund_formalcheck
                           WHERE id = (row_before ->> 'check_of_id')::uuid AND decided_at IS NOT NULL);
    ELSE
        settled := coalesce(row_before ->> 'decided_at', row_before ->> 'answered_at', row_before ->> 'closed_at',
                            row_before ->> 'given_at') IS NOT NULL;
    END IF;
    IF settled AND (TG_OP = 'DELETE' OR to_jsonb(NEW) IS DISTINCT FROM row_before) THEN
        {refusal("fund_settled_stays")}
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER fund_settled_guard BEFORE UPDATE OR DELETE ON fund_formalcheck
    FOR EACH ROW EXECUTE FUNCTION fund_settled_guard();
CREATE TRIGGER fund_settled_guard BEFORE UPDATE OR DELETE ON fund_checkline
    FOR EACH ROW EXECUTE FUNCTION fund_settled_guard();
CREATE TRIGGER fund_settled_guard BEFORE UPDATE OR DELETE ON fund_supplement
    FOR EACH ROW EXECUTE FUNCTION fund_settled_guard();
CREATE TRIGGER fund_settled_guard BEFORE UPDATE OR DELETE ON fund_opinion
    FOR EACH ROW EXECUTE FUNCTION fund_settled_guard();
"""
BACK = """
DROP FUNCTION fund_application_guard() CASCADE;
DROP FUNCTION fund_application_version_guard() CASCADE;
DROP FUNCTION fund_guideline_version_guard() CASCADE;
DROP FUNCTION fund_round_guard() CASCADE;
DROP FUNCTION fund_settled_guard() CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [("fund", "0004_guards")]

    operations = [
        migrations.RunSQL(APPLICATION + VERSION + GUIDELINE + SETTLED, BACK),
    ]

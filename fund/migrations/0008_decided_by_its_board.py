"""An application is granted or rejected where its board has passed a resolution that says so, and nowhere else.

A plain trigger of the owner's, like those of 0004 and 0005; its name comes after `fund_application_guard`, which says
first whether the state may follow at all.
"""

from django.db import migrations

from herne_integration.constraints import refusal

FUNCTION = "LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp"
VERDICT = f"""
CREATE FUNCTION fund_application_verdict() RETURNS trigger {FUNCTION} AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.state = OLD.state THEN
        RETURN NEW;
    END IF;
    IF NEW.state IN ('approved', 'approved_with_conditions', 'rejected') AND NOT EXISTS (
        SELECT 1 FROM fund_resolution AS r JOIN fund_applicationversion AS v ON v.id = r.application_version_id
        WHERE v.application_id = NEW.id
        AND r.verdict = CASE NEW.state WHEN 'rejected' THEN 'rejected' ELSE 'passed' END
        AND r.with_conditions = (NEW.state = 'approved_with_conditions')) THEN
        {refusal("fund_application_decided_by_its_board")}
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER fund_application_verdict BEFORE INSERT OR UPDATE OF state ON fund_application
    FOR EACH ROW EXECUTE FUNCTION fund_application_verdict();
"""


class Migration(migrations.Migration):
    dependencies = [("fund", "0007_titles_and_names_to_compare")]

    operations = [
        migrations.RunSQL(VERDICT, "DROP FUNCTION fund_application_verdict() CASCADE;"),
    ]

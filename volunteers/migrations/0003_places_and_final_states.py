"""What the database refuses in the volunteers' tables, however it is asked.

Plain triggers of the owner and not pgtrigger's: those can be switched off by a setting (`pgtrigger.ignore`) that the app
role may set. A violation reads like that of a constraint: it has a name, and the database's own error for broken checks.
"""

from django.db import migrations

MOVES = (
    "suggested>interested suggested>v_declined suggested>ended interested>asked interested>v_declined interested>ended"
    " asked>introduced asked>o_declined asked>v_declined asked>ended introduced>trial introduced>active"
    " introduced>ended trial>active trial>ended active>ended"
).split()


def refuse(name):
    """The statement by which a trigger refuses."""
    return f"RAISE EXCEPTION '{name}' USING ERRCODE = 'check_violation', CONSTRAINT = '{name}';"


def trigger(name, table, when, body, declare=""):
    """(SQL that makes a trigger with its function, SQL that drops them)."""
    make = f"""
CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
{"DECLARE " + declare if declare else ""}
BEGIN
{body}
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END;
$$;
CREATE TRIGGER {name} BEFORE {when} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}();
"""
    return make, f"DROP TRIGGER {name} ON {table}; DROP FUNCTION {name}();"


LIVE = "('introduced', 'trial', 'active')"
SEATED = "('registered', 'attended', 'missed')"
# Whoever was erased leaves husks: rows that are emptied then, by `volunteers_erase`.
BURIED = "EXISTS (SELECT 1 FROM volunteers_tombstone AS t WHERE t.key = {key})"

TRIGGERS = [
    # One place, one placement: the opportunity's row is locked, so that two at once are counted one after the other.
    trigger(
        "volunteers_placement_has_a_place",
        "volunteers_placement",
        "INSERT OR UPDATE",
        f"""
    IF NEW.state IN {LIVE} AND (TG_OP = 'INSERT' OR OLD.state NOT IN {LIVE}) THEN
        SELECT o.capacity, o.state INTO place FROM volunteers_opportunity AS o
        WHERE o.id = NEW.opportunity_id FOR NO KEY UPDATE;
        IF place.state <> 'confirmed' THEN
            {refuse("volunteers_placement_opportunity_confirmed")}
        END IF;
        IF place.capacity IS NULL OR place.capacity <= (
            SELECT count(*) FROM volunteers_placement AS p
            WHERE p.opportunity_id = NEW.opportunity_id AND p.state IN {LIVE} AND p.id <> NEW.id) THEN
            {refuse("volunteers_placement_has_a_place")}
        END IF;
    END IF;
""",
        declare="place record;",
    ),
    trigger(
        "volunteers_placement_moves_as_told",
        "volunteers_placement",
        "UPDATE",
        f"""
    IF NEW.volunteer_id <> OLD.volunteer_id OR NEW.opportunity_id <> OLD.opportunity_id
       OR OLD.line_number IS NOT NULL AND NEW.line_number IS DISTINCT FROM OLD.line_number THEN
        {refuse("volunteers_placement_keeps_both_sides")}
    END IF;
    IF NEW.state <> OLD.state AND OLD.state || '>' || NEW.state <> ALL ('{{{",".join(MOVES)}}}') THEN
        {refuse("volunteers_placement_moves_as_told")}
    END IF;
""",
    ),
    trigger(
        "volunteers_opportunity_holds_its_placements",
        "volunteers_opportunity",
        "UPDATE OF capacity",
        f"""
    IF NEW.capacity IS DISTINCT FROM OLD.capacity AND coalesce(NEW.capacity, 0) < (
        SELECT count(*) FROM volunteers_placement AS p WHERE p.opportunity_id = NEW.id AND p.state IN {LIVE}) THEN
        {refuse("volunteers_opportunity_holds_its_placements")}
    END IF;
""",
    ),
    trigger(
        "volunteers_course_attendance_has_a_seat",
        "volunteers_courseattendance",
        "INSERT OR UPDATE",
        f"""
    IF NEW.state IN {SEATED} AND (TG_OP = 'INSERT' OR OLD.state NOT IN {SEATED}) THEN
        SELECT c.seats INTO course FROM volunteers_course AS c
        WHERE c.id = (SELECT s.course_id FROM volunteers_coursesession AS s WHERE s.id = NEW.session_id)
        FOR NO KEY UPDATE;
        IF course.seats <= (SELECT count(*) FROM volunteers_courseattendance AS a
                            WHERE a.session_id = NEW.session_id AND a.state IN {SEATED} AND a.id <> NEW.id) THEN
            {refuse("volunteers_course_attendance_has_a_seat")}
        END IF;
    END IF;
""",
        declare="course record;",
    ),
    trigger(
        "volunteers_course_seats_those_who_come",
        "volunteers_course",
        "UPDATE OF seats",
        f"""
    IF NEW.seats < coalesce((
        SELECT max(number) FROM (
            SELECT count(*) AS number FROM volunteers_courseattendance AS a
            JOIN volunteers_coursesession AS s ON s.id = a.session_id
            WHERE s.course_id = NEW.id AND a.state IN {SEATED} GROUP BY a.session_id) AS taken), 0) THEN
        {refuse("volunteers_course_seats_those_who_come")}
    END IF;
""",
    ),
    *(
        trigger(
            f"volunteers_{name}_published_stays",
            f"volunteers_{table}",
            "UPDATE OR DELETE",
            f"""
    IF OLD.published_at IS NOT NULL THEN
        {refuse(f"volunteers_{name}_published_stays")}
    END IF;
""",
        )
        for name, table in (
            ("policy", "requirementpolicy"),
            ("consent_text", "consenttext"),
            ("agreement_text", "agreementtext"),
        )
    ),
    # A row lock on the policy, so that nobody publishes while somebody else changes an item.
    trigger(
        "volunteers_policy_item_published_stays",
        "volunteers_policyitem",
        "INSERT OR UPDATE OR DELETE",
        f"""
    FOR policy IN SELECT p.published_at FROM volunteers_requirementpolicy AS p
                  WHERE p.id IN (OLD.policy_id, NEW.policy_id) FOR SHARE LOOP
        IF policy.published_at IS NOT NULL THEN
            {refuse("volunteers_policy_item_published_stays")}
        END IF;
    END LOOP;
""",
        declare="policy record;",
    ),
    trigger(
        "volunteers_agreement_signed_stays",
        "volunteers_cooperationagreement",
        "UPDATE OR DELETE",
        f"""
    IF (OLD.volunteer_signed_at IS NOT NULL OR OLD.organisation_signed_at IS NOT NULL)
       AND (TG_OP = 'DELETE'
            OR (NEW.placement_id, NEW.text_id, NEW.insurance, NEW.insurance_note, NEW.tasks_text) IS DISTINCT FROM
               (OLD.placement_id, OLD.text_id, OLD.insurance, OLD.insurance_note, OLD.tasks_text)
            OR OLD.volunteer_signed_at IS NOT NULL
               AND (NEW.volunteer_signed_at, NEW.volunteer_signed_by_id)
                   IS DISTINCT FROM (OLD.volunteer_signed_at, OLD.volunteer_signed_by_id)
            OR OLD.organisation_signed_at IS NOT NULL
               AND (NEW.organisation_signed_at, NEW.organisation_signed_by_id)
                   IS DISTINCT FROM (OLD.organisation_signed_at, OLD.organisation_signed_by_id))
       AND NOT {BURIED.format(key="(SELECT p.volunteer_id FROM volunteers_placement AS p WHERE p.id = OLD.placement_id)")}
    THEN
        {refuse("volunteers_agreement_signed_stays")}
    END IF;
""",
    ),
    trigger(
        "volunteers_consent_given_stays",
        "volunteers_consent",
        "UPDATE",
        f"""
    IF (NEW.volunteer_id, NEW.purpose, NEW.text_id, NEW.given_at, NEW.given_by_id) IS DISTINCT FROM
       (OLD.volunteer_id, OLD.purpose, OLD.text_id, OLD.given_at, OLD.given_by_id)
       OR OLD.withdrawn_at IS NOT NULL AND NEW.withdrawn_at IS DISTINCT FROM OLD.withdrawn_at THEN
        {refuse("volunteers_consent_given_stays")}
    END IF;
""",
    ),
    trigger(
        "volunteers_clearance_stays",
        "volunteers_clearance",
        "UPDATE",
        refuse("volunteers_clearance_stays"),
    ),
    trigger(
        "volunteers_confirmation_request_answers_once",
        "volunteers_confirmationrequest",
        "UPDATE",
        f"""
    IF OLD.used_at IS NOT NULL THEN
        {refuse("volunteers_confirmation_request_answers_once")}
    END IF;
""",
    ),
    trigger(
        "volunteers_volunteer_stays_erased",
        "volunteers_volunteer",
        "INSERT OR UPDATE",
        f"""
    IF TG_OP = 'INSERT' AND {BURIED.format(key="NEW.id")} OR TG_OP = 'UPDATE' AND OLD.state = 'erased' THEN
        {refuse("volunteers_volunteer_stays_erased")}
    END IF;
""",
    ),
]


class Migration(migrations.Migration):
    """Places, seats, moves, and what is published, signed or erased."""

    dependencies = [("volunteers", "0002_consents_agreements_courses_and_routes")]

    operations = [migrations.RunSQL(make, drop) for make, drop in TRIGGERS]

"""What the database itself refuses where money and votes are at stake, whoever asks and by whatever way.

Plain triggers of the owner, not pgtrigger's: those can be switched off by `SET pgtrigger.ignore`. The functions read
no temporary table that pretends to be ours (`search_path`), and what counts under a lock refuses a transaction that
does not see what others have committed meanwhile. A refusal reads like a broken constraint of its name.
"""

from django.db import migrations

from herne_integration.constraints import refusal

TABLES = {
    "fund_ledger_entry": "fund_ledgerentry",
    "fund_session": "fund_session",
    "fund_attendance": "fund_attendance",
    "fund_agenda_item": "fund_agendaitem",
    "fund_recusal": "fund_recusal",
    "fund_vote": "fund_vote",
    "fund_resolution": "fund_resolution",
    "fund_minutes": "fund_minutes",
    "fund_award": "fund_award",
    "fund_condition": "fund_condition",
    "fund_remedy_text": "fund_remedytext",
    "fund_notice": "fund_notice",
}
FUNCTION = "LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp"
FRESH = f"""
IF current_setting('transaction_isolation') <> 'read committed' THEN
    {refusal("fund_ledger_entry_sees_what_others_did")}
END IF;
"""

# Who holds a vote on an item at a moment: each voting seat is taken by its member or by the first deputy who is there,
# lives in her term and is not recused. The same as `voting.bench` and `voting.circular_bench`.
SEATS = f"""
CREATE FUNCTION fund_bench(item uuid, at timestamptz)
RETURNS TABLE (house uuid, seat uuid, counts boolean) STABLE {FUNCTION} AS $$
BEGIN RETURN QUERY
WITH held AS (
    SELECT s.id, s.board_id, s.form,
           (CASE WHEN s.form = 'circular' THEN s.starts_at ELSE at END AT TIME ZONE 'Europe/Berlin')::date AS day
    FROM fund_agendaitem AS i JOIN fund_session AS s ON s.id = i.session_id WHERE i.id = item
), live AS (
    SELECT t.id, t.starts_on, COALESCE(t.deputy_of_id, t.id) AS house, t.deputy_of_id IS NULL AS is_member,
           EXISTS (SELECT 1 FROM fund_recusal AS r WHERE r.item_id = item AND r.seat_id = t.id
                   AND (r.ruling = 'upheld' OR (r.ruling = '' AND r.standing = 'excluded'))) AS is_recused,
           h.form = 'circular' OR EXISTS (
               SELECT 1 FROM fund_attendance AS a WHERE a.session_id = h.id AND a.seat_id = t.id
               AND a.arrived_at <= at AND (a.left_at IS NULL OR a.left_at > at)) AS is_there
    FROM fund_seat AS t JOIN held AS h ON h.board_id = t.board_id
    WHERE t.is_voting AND t.starts_on <= h.day AND (t.ends_on IS NULL OR t.ends_on >= h.day)
), first AS (
    SELECT DISTINCT ON (l.house) l.house, l.id FROM live AS l WHERE l.is_there AND NOT l.is_recused
    ORDER BY l.house, l.is_member DESC, l.starts_on, l.id
)
SELECT m.id, f.id, f.id IS NOT NULL OR NOT m.is_recused
FROM live AS m LEFT JOIN first AS f ON f.house = m.id WHERE m.is_member;
END $$;
"""

LEDGER = f"""
CREATE FUNCTION fund_ledger_entry_guard() RETURNS trigger {FUNCTION} AS $$
DECLARE
    year fund_budgetyear%ROWTYPE;
BEGIN
IF TG_OP <> 'INSERT' THEN
    {refusal("fund_ledger_entry_never_changes")}
END IF;
{FRESH}
-- Bookings of one year queue here; foreign keys to the year do not wait.
SELECT * INTO year FROM fund_budgetyear WHERE id = NEW.year_id FOR NO KEY UPDATE;
NEW.entered_at := clock_timestamp();
IF NEW.recorded_at > NEW.entered_at + interval '1 minute' THEN
    {refusal("fund_ledger_entry_not_from_the_future")}
END IF;
-- The clock of another machine may be ahead by a moment.
NEW.recorded_at := least(NEW.recorded_at, NEW.entered_at);
IF NOT EXISTS (SELECT 1 FROM fund_fundingsource AS s WHERE s.id = NEW.source_id AND s.fund_id = year.fund_id)
   OR (NEW.envelope_id IS NOT NULL AND NOT EXISTS (
       SELECT 1 FROM fund_envelope AS e WHERE e.id = NEW.envelope_id AND e.year_id = NEW.year_id)) THEN
    {refusal("fund_ledger_entry_pot_of_its_fund")}
END IF;
IF NEW.valid_on < year.starts_on
   OR (NEW.valid_on > year.ends_on AND NEW.kind NOT IN ('release', 'decommit', 'carry_over_out')) THEN
    {refusal("fund_ledger_entry_within_its_year")}
END IF;
IF year.closed_at IS NOT NULL AND NEW.kind NOT IN ('release', 'decommit', 'carry_over_out') THEN
    {refusal("fund_ledger_entry_year_is_open")}
END IF;
-- On no day from its own on may an entry leave less than nothing: neither in the pot, nor for its application.
IF NEW.kind IN ('commit', 'carry_over_out') AND EXISTS (
    SELECT 1 FROM (
        SELECT valid_on, sum(sum(CASE WHEN kind IN ('allot', 'carry_over_in', 'decommit') THEN amount
                                      WHEN kind IN ('commit', 'carry_over_out') THEN -amount ELSE 0 END))
                         OVER (ORDER BY valid_on) AS left_over
        FROM (SELECT valid_on, kind, amount FROM fund_ledgerentry AS l
              WHERE l.year_id = NEW.year_id AND l.source_id = NEW.source_id
              AND l.envelope_id IS NOT DISTINCT FROM NEW.envelope_id
              UNION ALL SELECT NEW.valid_on, NEW.kind, NEW.amount) AS entries
        GROUP BY valid_on) AS days
    WHERE valid_on >= NEW.valid_on AND left_over < 0) THEN
    {refusal("fund_ledger_entry_never_overspent")}
END IF;
IF NEW.kind IN ('release', 'decommit') AND EXISTS (
    SELECT 1 FROM (
        SELECT valid_on, sum(sum(CASE WHEN kind IN ('reserve', 'commit') THEN amount ELSE -amount END))
                         OVER (ORDER BY valid_on) AS left_over
        FROM (SELECT valid_on, kind, amount FROM fund_ledgerentry AS l
              WHERE l.year_id = NEW.year_id AND l.source_id = NEW.source_id
              AND l.envelope_id IS NOT DISTINCT FROM NEW.envelope_id AND l.application_id = NEW.application_id
              AND l.kind = ANY (CASE NEW.kind WHEN 'release' THEN ARRAY['reserve', 'release']
                                ELSE ARRAY['commit', 'decommit'] END)
              UNION ALL SELECT NEW.valid_on, NEW.kind, NEW.amount) AS entries
        GROUP BY valid_on) AS days
    WHERE valid_on >= NEW.valid_on AND left_over < 0) THEN
    {refusal("fund_ledger_entry_returns_what_was_booked")}
END IF;
RETURN NEW;
END $$;
"""

SESSION = f"""
CREATE FUNCTION fund_session_guard() RETURNS trigger {FUNCTION} AS $$
BEGIN
IF TG_OP = 'DELETE' THEN
    IF OLD.state <> 'planned' THEN
        {refusal("fund_session_stays")}
    END IF;
    RETURN OLD;
END IF;
IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'planned' THEN
        {refusal("fund_session_begins_planned")}
    END IF;
    RETURN NEW;
END IF;
IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (
    ('planned', 'invited'), ('planned', 'cancelled'), ('invited', 'open'), ('invited', 'cancelled'), ('open', 'closed')
) THEN
    {refusal("fund_session_next_state")}
END IF;
IF NEW.board_id <> OLD.board_id OR NEW.form <> OLD.form
   OR (OLD.state NOT IN ('planned', 'invited') AND (NEW.starts_at <> OLD.starts_at
       OR NEW.closes_at IS DISTINCT FROM OLD.closes_at OR NEW.is_second_invitation <> OLD.is_second_invitation))
   OR (OLD.state IN ('closed', 'cancelled') AND NEW IS DISTINCT FROM OLD) THEN
    {refusal("fund_session_stays")}
END IF;
IF NEW.state = 'closed' AND OLD.state = 'open' AND EXISTS (
    SELECT 1 FROM fund_agendaitem AS i WHERE i.session_id = NEW.id AND i.state IN ('planned', 'open')) THEN
    {refusal("fund_session_closes_without_open_items")}
END IF;
RETURN NEW;
END $$;
"""

ATTENDANCE = f"""
CREATE FUNCTION fund_attendance_guard() RETURNS trigger {FUNCTION} AS $$
DECLARE
    held fund_session%ROWTYPE;
    last_decision timestamptz;
BEGIN
IF TG_OP = 'DELETE' THEN
    {refusal("fund_attendance_stays")}
END IF;
{FRESH}
SELECT * INTO held FROM fund_session WHERE id = NEW.session_id FOR NO KEY UPDATE;
IF held.state <> 'open' OR held.form <> 'meeting'
   OR NOT EXISTS (SELECT 1 FROM fund_seat AS t WHERE t.id = NEW.seat_id AND t.board_id = held.board_id) THEN
    {refusal("fund_attendance_in_an_open_meeting")}
END IF;
SELECT max(r.passed_at) INTO last_decision FROM fund_resolution AS r JOIN fund_agendaitem AS i ON i.id = r.item_id
WHERE i.session_id = NEW.session_id;
IF TG_OP = 'UPDATE' AND (OLD.left_at IS NOT NULL OR NEW.session_id <> OLD.session_id OR NEW.seat_id <> OLD.seat_id
   OR NEW.arrived_at <> OLD.arrived_at OR NEW.arrived_by_id <> OLD.arrived_by_id) THEN
    {refusal("fund_attendance_stays")}
END IF;
-- What was counted stays true: nobody was there, or gone, after the fact.
IF (TG_OP = 'INSERT' AND NEW.arrived_at <= last_decision) OR NEW.left_at <= last_decision
   OR NEW.arrived_at > clock_timestamp() + interval '1 minute'
   OR NEW.left_at > clock_timestamp() + interval '1 minute' THEN
    {refusal("fund_attendance_not_after_the_fact")}
END IF;
RETURN NEW;
END $$;
"""

ITEM = f"""
CREATE FUNCTION fund_agenda_item_guard() RETURNS trigger {FUNCTION} AS $$
DECLARE
    held fund_session%ROWTYPE;
BEGIN
IF TG_OP = 'DELETE' THEN
    {refusal("fund_agenda_item_stays")}
END IF;
SELECT * INTO held FROM fund_session WHERE id = NEW.session_id;
IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'planned' OR held.state NOT IN ('planned', 'invited', 'open')
       OR (held.form = 'circular' AND held.state = 'open') THEN
        {refusal("fund_agenda_item_begins_planned")}
    END IF;
ELSE
    IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (
        ('planned', 'open'), ('planned', 'deferred'), ('planned', 'removed'),
        ('open', 'passed'), ('open', 'rejected'), ('open', 'deferred')) THEN
        {refusal("fund_agenda_item_next_state")}
    END IF;
    IF NEW.session_id <> OLD.session_id OR NEW.kind <> OLD.kind
       OR NEW.application_id IS DISTINCT FROM OLD.application_id
       OR NEW.application_version_id IS DISTINCT FROM OLD.application_version_id
       OR (OLD.state <> 'planned' AND (NEW.amount IS DISTINCT FROM OLD.amount
           OR NEW.budget_year_id IS DISTINCT FROM OLD.budget_year_id OR NEW.source_id IS DISTINCT FROM OLD.source_id
           OR NEW.envelope_id IS DISTINCT FROM OLD.envelope_id OR NEW.title <> OLD.title
           OR NEW.source_text <> OLD.source_text))
       OR (OLD.state NOT IN ('planned', 'open') AND (NEW.defer_reason <> OLD.defer_reason
           OR NEW.ended_at <> OLD.ended_at OR NEW.ended_by_id <> OLD.ended_by_id OR NEW.position <> OLD.position)) THEN
        {refusal("fund_agenda_item_stays")}
    END IF;
    IF NEW.state = 'open' AND OLD.state = 'planned' AND held.state <> 'open' THEN
        {refusal("fund_agenda_item_opens_in_an_open_session")}
    END IF;
    IF NEW.state IN ('passed', 'rejected') AND NEW.state <> OLD.state AND NOT EXISTS (
        SELECT 1 FROM fund_resolution AS r WHERE r.item_id = NEW.id AND r.verdict = NEW.state) THEN
        {refusal("fund_agenda_item_decided_by_a_resolution")}
    END IF;
END IF;
-- The board decides about what was submitted last, nothing else, and about money of its own fund.
IF NEW.kind = 'application' AND NEW.state IN ('planned', 'open', 'passed', 'rejected') AND (
    TG_OP = 'INSERT' OR NEW.state <> OLD.state OR NEW.amount <> OLD.amount) THEN
    IF NOT EXISTS (
        SELECT 1 FROM fund_applicationversion AS v
        WHERE v.id = NEW.application_version_id AND v.application_id = NEW.application_id
        AND v.amount_requested = NEW.amount AND v.number = (
            SELECT max(n.number) FROM fund_applicationversion AS n WHERE n.application_id = NEW.application_id)) THEN
        {refusal("fund_agenda_item_submitted_version")}
    END IF;
    IF NOT EXISTS (
        SELECT 1 FROM fund_board AS b JOIN fund_budgetyear AS y ON y.fund_id = b.fund_id
        JOIN fund_fundingsource AS s ON s.fund_id = b.fund_id
        WHERE b.id = held.board_id AND y.id = NEW.budget_year_id AND s.id = NEW.source_id)
       OR (NEW.envelope_id IS NOT NULL AND NOT EXISTS (
           SELECT 1 FROM fund_envelope AS e WHERE e.id = NEW.envelope_id AND e.year_id = NEW.budget_year_id)) THEN
        {refusal("fund_agenda_item_money_of_its_board")}
    END IF;
END IF;
RETURN NEW;
END $$;
"""

RECUSAL = f"""
CREATE FUNCTION fund_recusal_guard() RETURNS trigger {FUNCTION} AS $$
DECLARE
    item fund_agendaitem%ROWTYPE;
BEGIN
IF TG_OP = 'DELETE' OR (TG_OP = 'UPDATE' AND (NEW.item_id <> OLD.item_id OR NEW.seat_id <> OLD.seat_id
   OR (OLD.ruling <> '' AND NEW IS DISTINCT FROM OLD))) THEN
    {refusal("fund_recusal_stays")}
END IF;
{FRESH}
SELECT * INTO item FROM fund_agendaitem WHERE id = NEW.item_id FOR NO KEY UPDATE;
IF item.state NOT IN ('planned', 'open') THEN
    {refusal("fund_recusal_before_the_decision")}
END IF;
IF NOT EXISTS (SELECT 1 FROM fund_seat AS t JOIN fund_session AS s ON s.board_id = t.board_id
               WHERE t.id = NEW.seat_id AND s.id = item.session_id) THEN
    {refusal("fund_recusal_of_a_seat_of_the_board")}
END IF;
IF (NEW.ruling = 'upheld' OR (NEW.ruling = '' AND NEW.standing = 'excluded'))
   AND EXISTS (SELECT 1 FROM fund_vote AS v WHERE v.item_id = NEW.item_id AND v.seat_id = NEW.seat_id) THEN
    {refusal("fund_recusal_has_no_vote")}
END IF;
RETURN NEW;
END $$;
"""

VOTE = f"""
CREATE FUNCTION fund_vote_guard() RETURNS trigger {FUNCTION} AS $$
DECLARE
    item fund_agendaitem%ROWTYPE;
    held fund_session%ROWTYPE;
    moment timestamptz := clock_timestamp();
BEGIN
{FRESH}
SELECT * INTO item FROM fund_agendaitem
WHERE id = CASE WHEN TG_OP = 'DELETE' THEN OLD.item_id ELSE NEW.item_id END FOR NO KEY UPDATE;
SELECT * INTO held FROM fund_session WHERE id = item.session_id;
IF item.state <> 'open' OR held.state <> 'open' THEN
    {refusal("fund_vote_while_the_item_is_open")}
END IF;
IF held.form = 'circular' AND (moment > held.closes_at OR moment < held.starts_at) THEN
    {refusal("fund_vote_before_the_deadline")}
END IF;
IF TG_OP = 'DELETE' THEN
    RETURN OLD;
END IF;
IF TG_OP = 'UPDATE' AND (NEW.item_id <> OLD.item_id OR NEW.seat_id <> OLD.seat_id OR NEW.holder_id <> OLD.holder_id) THEN
    {refusal("fund_vote_stays_with_its_seat")}
END IF;
IF NOT EXISTS (SELECT 1 FROM fund_seat AS t WHERE t.id = NEW.seat_id AND t.user_id = NEW.holder_id) THEN
    {refusal("fund_vote_of_the_holder")}
END IF;
IF held.form = 'circular' AND NEW.cast_by_id <> NEW.holder_id THEN
    {refusal("fund_vote_in_writing_by_oneself")}
END IF;
IF EXISTS (SELECT 1 FROM fund_recusal AS r WHERE r.item_id = NEW.item_id
           AND r.seat_id IN (SELECT id FROM fund_seat WHERE user_id = NEW.holder_id)
           AND (r.ruling = 'upheld' OR (r.ruling = '' AND r.standing = 'excluded'))) THEN
    {refusal("fund_vote_not_of_the_recused")}
END IF;
IF NOT EXISTS (SELECT 1 FROM fund_bench(NEW.item_id, moment) AS b WHERE b.seat = NEW.seat_id) THEN
    {refusal("fund_vote_of_an_eligible_seat")}
END IF;
NEW.cast_at := moment;
RETURN NEW;
END $$;
"""

RESOLUTION = f"""
CREATE FUNCTION fund_resolution_guard() RETURNS trigger {FUNCTION} AS $$
DECLARE
    item fund_agendaitem%ROWTYPE;
    held fund_session%ROWTYPE;
    body fund_board%ROWTYPE;
    said record;
    bench record;
    least integer;
BEGIN
IF TG_OP <> 'INSERT' THEN
    {refusal("fund_resolution_never_changes")}
END IF;
{FRESH}
SELECT s.* INTO held FROM fund_session AS s JOIN fund_agendaitem AS i ON i.session_id = s.id WHERE i.id = NEW.item_id
FOR NO KEY UPDATE OF s;
SELECT * INTO item FROM fund_agendaitem WHERE id = NEW.item_id FOR NO KEY UPDATE;
SELECT * INTO body FROM fund_board WHERE id = held.board_id;
IF item.state <> 'open' OR held.state <> 'open' OR NEW.passed_at > clock_timestamp() + interval '1 minute' THEN
    {refusal("fund_resolution_on_an_open_item")}
END IF;
IF NEW.application_version_id IS DISTINCT FROM item.application_version_id
   OR (item.kind = 'application' AND NOT EXISTS (
       SELECT 1 FROM fund_applicationversion AS v WHERE v.id = item.application_version_id AND v.number = (
           SELECT max(n.number) FROM fund_applicationversion AS n WHERE n.application_id = v.application_id))) THEN
    {refusal("fund_resolution_on_the_submitted_version")}
END IF;
IF NEW.amount_granted > item.amount THEN
    {refusal("fund_resolution_at_most_what_was_asked")}
END IF;
SELECT count(*) AS votes, count(*) FILTER (WHERE choice = 'yes') AS yes, count(*) FILTER (WHERE choice = 'no') AS no,
       count(*) FILTER (WHERE choice = 'abstain') AS abstained, bool_or(objection) AS objects
INTO said FROM fund_vote WHERE item_id = NEW.item_id;
SELECT count(seat) AS present, count(*) FILTER (WHERE counts) AS base,
       (SELECT count(*) FROM fund_vote AS v WHERE v.item_id = NEW.item_id AND v.seat_id NOT IN (
           SELECT seat FROM fund_bench(NEW.item_id, NEW.passed_at) WHERE seat IS NOT NULL)) AS strangers
INTO bench FROM fund_bench(NEW.item_id, NEW.passed_at);
IF held.form = 'circular' THEN
    IF said.objects OR (clock_timestamp() <= held.closes_at AND said.votes < bench.present) THEN
        {refusal("fund_resolution_after_the_deadline")}
    END IF;
    bench.present := said.votes;
END IF;
least := CASE WHEN held.is_second_invitation AND held.form = 'meeting' THEN 1
         ELSE greatest(bench.base * body.quorum_percent / 100 + 1, body.quorum_least) END;
IF bench.strangers > 0 OR (NEW.yes, NEW.no, NEW.abstained, NEW.present, NEW.base, NEW.needed)
   IS DISTINCT FROM (said.yes::int, said.no::int, said.abstained::int, bench.present::int, bench.base::int, least) THEN
    {refusal("fund_resolution_counts_what_is_there")}
END IF;
IF bench.present < least THEN
    {refusal("fund_resolution_has_a_quorum")}
END IF;
IF NEW.verdict = 'passed' AND NOT (CASE body.majority
    WHEN 'present' THEN 2 * said.yes > bench.present
    WHEN 'two_thirds' THEN said.yes > 0 AND 3 * said.yes >= 2 * (said.yes + said.no)
    ELSE said.yes > said.no OR (body.tie = 'chair' AND said.yes = said.no AND EXISTS (
        SELECT 1 FROM fund_vote AS v JOIN fund_seat AS t ON t.id = v.seat_id
        WHERE v.item_id = NEW.item_id AND t.is_chair AND v.choice = 'yes')) END) THEN
    {refusal("fund_resolution_has_a_majority")}
END IF;
RETURN NEW;
END $$;
"""

MINUTES = f"""
CREATE FUNCTION fund_minutes_guard() RETURNS trigger {FUNCTION} AS $$
BEGIN
IF TG_OP <> 'INSERT' AND OLD.state = 'final' THEN
    {refusal("fund_minutes_final_never_change")}
END IF;
IF TG_OP = 'DELETE' THEN
    RETURN OLD;
END IF;
IF NOT EXISTS (SELECT 1 FROM fund_session AS s WHERE s.id = NEW.session_id AND s.state = 'closed')
   OR (NEW.state = 'final' AND NEW.sha256 <> encode(sha256(convert_to(NEW.text, 'UTF8')), 'hex')) THEN
    {refusal("fund_minutes_of_a_closed_session")}
END IF;
RETURN NEW;
END $$;
"""

AWARD = f"""
CREATE FUNCTION fund_award_guard() RETURNS trigger {FUNCTION} AS $$
BEGIN
IF TG_OP = 'DELETE' THEN
    {refusal("fund_award_stays")}
END IF;
IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'decided' OR NOT EXISTS (
        SELECT 1 FROM fund_resolution AS r JOIN fund_agendaitem AS i ON i.id = r.item_id
        WHERE r.id = NEW.resolution_id AND r.verdict = 'passed' AND r.amount_granted = NEW.amount
        AND i.application_id = NEW.application_id AND i.budget_year_id = NEW.budget_year_id
        AND i.source_id = NEW.source_id AND i.envelope_id IS NOT DISTINCT FROM NEW.envelope_id) THEN
        {refusal("fund_award_as_decided")}
    END IF;
    RETURN NEW;
END IF;
IF NEW.amount <> OLD.amount OR NEW.kind <> OLD.kind OR NEW.application_id <> OLD.application_id
   OR NEW.resolution_id <> OLD.resolution_id OR NEW.budget_year_id <> OLD.budget_year_id
   OR NEW.source_id <> OLD.source_id OR NEW.envelope_id IS DISTINCT FROM OLD.envelope_id
   OR (OLD.state = 'revoked' AND NEW IS DISTINCT FROM OLD) THEN
    {refusal("fund_award_stays")}
END IF;
IF NEW.state <> OLD.state
   AND (OLD.state, NEW.state) NOT IN (('decided', 'notified'), ('decided', 'revoked'), ('notified', 'revoked')) THEN
    {refusal("fund_award_next_state")}
END IF;
RETURN NEW;
END $$;
CREATE FUNCTION fund_condition_guard() RETURNS trigger {FUNCTION} AS $$
BEGIN
IF EXISTS (SELECT 1 FROM fund_award AS a WHERE a.state <> 'decided'
           AND a.id IN (CASE WHEN TG_OP <> 'INSERT' THEN OLD.award_id END,
                        CASE WHEN TG_OP <> 'DELETE' THEN NEW.award_id END)) THEN
    {refusal("fund_condition_before_the_notice")}
END IF;
RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
"""

NOTICE = f"""
CREATE FUNCTION fund_remedy_text_guard() RETURNS trigger {FUNCTION} AS $$
BEGIN
IF TG_OP = 'INSERT' THEN
    RETURN NEW;
END IF;
IF EXISTS (SELECT 1 FROM fund_notice AS n WHERE n.remedy_id = OLD.id AND n.state <> 'draft') THEN
    {refusal("fund_remedy_text_used_stays")}
END IF;
RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE FUNCTION fund_notice_guard() RETURNS trigger {FUNCTION} AS $$
BEGIN
IF TG_OP <> 'INSERT' AND OLD.state = 'posted' THEN
    {refusal("fund_notice_posted_never_changes")}
END IF;
IF TG_OP = 'DELETE' THEN
    IF OLD.state <> 'draft' THEN
        {refusal("fund_notice_signed_stays")}
    END IF;
    RETURN OLD;
END IF;
IF TG_OP = 'INSERT' AND NEW.state <> 'draft' THEN
    {refusal("fund_notice_begins_as_a_draft")}
END IF;
IF TG_OP = 'UPDATE' THEN
    IF NEW.state <> OLD.state
       AND (OLD.state, NEW.state) NOT IN (('draft', 'signed'), ('signed', 'draft'), ('signed', 'posted')) THEN
        {refusal("fund_notice_next_state")}
    END IF;
    IF NEW.number <> OLD.number OR NEW.application_id <> OLD.application_id OR (OLD.state = 'signed' AND (
       NEW.text <> OLD.text OR NEW.kind <> OLD.kind OR NEW.remedy_id IS DISTINCT FROM OLD.remedy_id
       OR NEW.award_id IS DISTINCT FROM OLD.award_id OR NEW.resolution_id IS DISTINCT FROM OLD.resolution_id
       OR (NEW.state <> 'draft' AND (NEW.pdf <> OLD.pdf OR NEW.sha256 <> OLD.sha256
           OR NEW.signed_by_id <> OLD.signed_by_id OR NEW.signed_at <> OLD.signed_at)))) THEN
        {refusal("fund_notice_signed_stays")}
    END IF;
END IF;
IF NEW.signed_by_id IS NOT NULL AND EXISTS (
    SELECT 1 FROM fund_formalcheck AS c JOIN fund_applicationversion AS v ON v.id = c.version_id
    WHERE v.application_id = NEW.application_id AND (
        NEW.signed_by_id IN (c.opened_by_id, c.decided_by_id) OR EXISTS (
            SELECT 1 FROM fund_checkline AS l WHERE l.check_of_id = c.id AND l.judged_by_id = NEW.signed_by_id))) THEN
    {refusal("fund_notice_not_signed_by_the_checker")}
END IF;
RETURN NEW;
END $$;
"""

BACK = "".join(
    [*(f"DROP FUNCTION {name}_guard() CASCADE;" for name in TABLES), "DROP FUNCTION fund_bench(uuid, timestamptz);"]
)
HUNG_UP = "".join(
    f"CREATE TRIGGER {name}_guard BEFORE INSERT OR UPDATE OR DELETE ON {table}"
    f" FOR EACH ROW EXECUTE FUNCTION {name}_guard();"
    for name, table in TABLES.items()
)


class Migration(migrations.Migration):

    dependencies = [
        ("fund", "0003_sessions_and_notices"),
    ]

    operations = [
        migrations.RunSQL(
            SEATS + LEDGER + SESSION + ATTENDANCE + ITEM + RECUSAL + VOTE + RESOLUTION + MINUTES + AWARD + NOTICE + HUNG_UP,
            BACK,
        )
    ]

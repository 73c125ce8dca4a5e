"""What the database itself refuses in folders, however it is asked.

A violation reads like that of a constraint: it has a name, and the database's own error for broken checks.
"""

import pgtrigger

from herne_integration.constraints import refusal

# Looked at when a transaction ends, so that an action may take the last step away before it adds the next one.
LOST = """
FOR folder IN SELECT f.id, f.lead_id FROM welcome_folder_welcomefolder AS f
              WHERE f.state = 'open' AND f.id IN ({folders}) LOOP
    IF NOT EXISTS (SELECT 1 FROM welcome_folder_careteammember AS m WHERE m.folder_id = folder.id
                   AND m.role = 'lead' AND m.ended_at IS NULL AND m.organisation_id = folder.lead_id) THEN
        {no_lead}
    END IF;
    IF NOT EXISTS (SELECT 1 FROM welcome_folder_planstep AS s WHERE s.folder_id = folder.id AND s.state = 'open')
       AND NOT EXISTS (SELECT 1 FROM welcome_folder_appointment AS a
                       WHERE a.folder_id = folder.id AND a.state = 'planned') THEN
        {no_step}
    END IF;
END LOOP;
RETURN NULL;
"""
OFFICE = """
IF EXISTS (SELECT 1 FROM welcome_folder_institution AS i
           WHERE i.organisation_id = NEW.organisation_id AND i.is_immigration_office) THEN
    {refuse}
END IF;
RETURN NEW;
"""
STAYS = """
IF ({moment}) < now() - interval '24 hours' AND ({kept}) THEN
    {refuse}
END IF;
RETURN NEW;
"""
FINAL = """
IF OLD.state <> ALL ('{{{open}}}') AND NEW.state IS DISTINCT FROM OLD.state THEN
    {refuse}
END IF;
RETURN NEW;
"""


BURIED = """
IF EXISTS (SELECT 1 FROM welcome_folder_tombstone AS t WHERE t.key = NEW.id) THEN
    {refuse}
END IF;
RETURN NEW;
"""


def never_lost(column):
    """An open folder has its lead in the team and something to come, at the end of every transaction."""
    folders = f"OLD.{column}, NEW.{column}" if column == "folder_id" else f"NEW.{column}"
    func = LOST.format(
        folders=folders,
        no_lead=refusal("welcome_folder_folder_lead_in_team"),
        no_step=refusal("welcome_folder_folder_has_next_step"),
    )
    operation = pgtrigger.Insert | pgtrigger.Update
    return pgtrigger.Trigger(
        name="never_lost",
        when=pgtrigger.After,
        operation=operation | pgtrigger.Delete if column == "folder_id" else operation,
        timing=pgtrigger.Deferred,
        declare=[("folder", "record")],
        func=func,
    )


def no_immigration_office():
    """The immigration office is never lead and never in a team."""
    return pgtrigger.Trigger(
        name="no_immigration_office",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update,
        func=OFFICE.format(refuse=refusal("welcome_folder_member_no_immigration_office")),
    )


def stays(name, *, since, columns):
    """`columns` do not change any more 24 hours after the moment in `since`; what is wrong gets a visible successor."""
    kept = " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in columns)
    return pgtrigger.Trigger(
        name=f"{name}_stays",
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        func=STAYS.format(moment=f"OLD.{since}", kept=kept, refuse=refusal(f"welcome_folder_{name}_stays")),
    )


def final(name, *, open_states):
    """A state that nothing follows stays."""
    return pgtrigger.Trigger(
        name="final",
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        func=FINAL.format(open=",".join(open_states), refuse=refusal(f"welcome_folder_{name}_state_is_final")),
    )


def stays_erased(name):
    """What was erased does not come back, by whatever import."""
    return pgtrigger.Trigger(
        name="stays_erased",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        func=BURIED.format(refuse=refusal(f"welcome_folder_{name}_stays_erased")),
    )

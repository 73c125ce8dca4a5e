"""What is published stays as it is: triggers, because folders build their plans on versions of paths.

A violation reads like that of a constraint: it has a name, and the database's own error for broken checks.
"""

import pgtrigger

from herne_integration.constraints import refusal

# A row lock on the version, so that nobody publishes while somebody else changes a step.
STEPS = """
PERFORM 1 FROM offers_pathversion AS v WHERE v.id IN ({versions}) FOR SHARE;
IF EXISTS (SELECT 1 FROM offers_pathversion AS v WHERE v.id IN ({versions}) AND v.published_at IS NOT NULL) THEN
    {refuse}
END IF;
"""
SAME_VERSION = """
IF TG_OP <> 'DELETE' THEN
    IF NEW.from_pathstep_id = NEW.to_pathstep_id OR 1 <> (
        SELECT count(DISTINCT s.version_id) FROM offers_pathstep AS s
        WHERE s.id IN (NEW.from_pathstep_id, NEW.to_pathstep_id)
    ) THEN
        {refuse}
    END IF;
END IF;
"""
EVERYTHING = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete
RETURN = "IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW;"
OF_A_LINK = "SELECT s.version_id FROM offers_pathstep AS s WHERE s.id IN (OLD.{step}_id, NEW.{step}_id)"


def _trigger(name, func, operation):
    return pgtrigger.Trigger(name=name, when=pgtrigger.Before, operation=operation, func=func + RETURN)


def _of_steps(versions):
    return STEPS.format(versions=versions, refuse=refusal("offers_path_step_published_stays"))


def versions_stay():
    """Nothing of a published version changes but who has confirmed it; it is never deleted."""
    kept = "(to_jsonb({}) - '{{confirmed_at,confirmed_by_id,version}}'::text[])"
    func = f"""
IF OLD.published_at IS NOT NULL THEN
    IF TG_OP = 'DELETE' OR {kept.format("NEW")} IS DISTINCT FROM {kept.format("OLD")} THEN
        {refusal("offers_path_version_published_stays")}
    END IF;
END IF;
"""
    return _trigger("published_stays", func, pgtrigger.Update | pgtrigger.Delete)


def steps_stay():
    """No step of a published version comes, changes or goes."""
    return _trigger("published_stays", _of_steps("OLD.version_id, NEW.version_id"), EVERYTHING)


def links_stay():
    """No offer is added to or taken from a step of a published version."""
    return _trigger("published_stays", _of_steps(OF_A_LINK.format(step="pathstep")), EVERYTHING)


def prerequisites_stay():
    """Steps of a published version keep what they need; a step needs steps of its own version, and not itself."""
    same = SAME_VERSION.format(refuse=refusal("offers_path_step_needs_its_own_version"))
    func = _of_steps(OF_A_LINK.format(step="from_pathstep")) + same
    return _trigger("published_stays", func, EVERYTHING)

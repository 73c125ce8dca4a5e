"""Since when somebody waits for a task and a task for somebody. Moments in, a moment out; no clock.

A renewed confirmation ("still needed") is no new beginning: who has to say every 90 days that they still wait has not
waited for less. What does begin anew is the wait after help has begun: the queue is for those who have none.
"""


def since(starts, *, closed=(), served=()):
    """When the wait began, None if it has not.

    `starts`: when somebody said that they wait (confirmations); the first one counts. `closed`: when it was put away;
    what was said before no longer counts. `served`: when help began or ended; the wait begins anew then.
    """
    shut = max(closed, default=None)
    later = [moment for moment in starts if shut is None or moment >= shut]
    return max([min(later), *served]) if later else None


def days(first, day):
    """Whole days of waiting from the day `first` up to `day`; none before it began."""
    return max((day - first).days, 0) if first else 0

"""How hypothesis asks in this app: patiently, because a busy machine is no fault of the code."""

from hypothesis import HealthCheck, settings

patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def patiently(examples):
    """The same with so many examples."""
    return settings(patient, max_examples=examples)

"""The controlled words a file may use."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """Keys by list, district names, and the references of institutions that have been imported."""

    topics: frozenset = frozenset()
    fields_of_action: frozenset = frozenset()
    target_groups: frozenset = frozenset()
    legal_status: frozenset = frozenset()
    languages: frozenset = frozenset()
    districts: frozenset = frozenset()
    organisations: frozenset = frozenset()

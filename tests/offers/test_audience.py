"""For whom an offer is, in words people use of themselves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offers import audience
from offers.audience import Addressed
from offers.choices import Gender, SelfWord
from offers.models import LegalStatus, TargetGroup


def for_groups(*keys, **fields):
    """What an offer says that names these groups."""
    return Addressed(groups=frozenset(keys), **fields)


SAYS_NOTHING = Addressed()


@pytest.mark.parametrize(
    ("word", "offer", "fits"),
    [
        (SelfWord.TOLERATED, for_groups("geduldete"), True),
        (SelfWord.TOLERATED, for_groups("gefluechtete"), True),
        (SelfWord.TOLERATED, for_groups("asylsuchende"), False),
        (SelfWord.TOLERATED, for_groups("ukraine", "familien"), False),
        (SelfWord.TOLERATED, for_groups("familien"), None),
        (SelfWord.TOLERATED, for_groups("zugewanderte"), True),
        (SelfWord.TOLERATED, Addressed(statuses=frozenset({"duldung"})), True),
        (SelfWord.TOLERATED, Addressed(statuses=frozenset({"eu_freizuegigkeit"})), False),
        (SelfWord.TOLERATED, Addressed(every_status=True), True),
        (SelfWord.UKRAINE, for_groups("alle"), True),
        (SelfWord.EU, for_groups("c"), True),
        (SelfWord.EU, for_groups("gefluechtete"), False),
        (SelfWord.PERMIT, for_groups("geduldete"), False),
        (SelfWord.WOMAN, Addressed(gender=Gender.WOMEN), True),
        (SelfWord.WOMAN, Addressed(gender=Gender.MEN), False),
        (SelfWord.WOMAN, Addressed(gender=Gender.ANY), True),
        (SelfWord.MAN, for_groups("frauen"), False),
        (SelfWord.MAN, for_groups("frauen", "familien"), None),
        (SelfWord.PARENT, for_groups("kinder"), True),
        (SelfWord.YOUNG, for_groups("kinder"), False),
        (SelfWord.YOUNG, Addressed(age_from=16), True),
        (SelfWord.YOUNG, Addressed(age_to=14), False),
        (SelfWord.TEENAGER, Addressed(age_from=18), False),
        (SelfWord.TEENAGER, Addressed(age_from=6, age_to=14), True),
        (SelfWord.OLD, Addressed(age_from=60), True),
        (SelfWord.OLD, for_groups("alle", age_to=27), False),
        (SelfWord.JOBLESS, for_groups("fachkraefte", "ehrenamtliche"), False),
        (SelfWord.HELPER, for_groups("fachkraefte", "ehrenamtliche"), True),
        (SelfWord.PROFESSIONAL, for_groups("alle"), True),
    ],
    ids=lambda value: value.value if isinstance(value, SelfWord) else None,
)
def test_an_offer_answers_yes_no_or_nothing(word, offer, fits):
    assert audience.fits(word, offer) is fits


@pytest.mark.parametrize("word", SelfWord.values)
def test_an_offer_that_says_nothing_is_never_a_no(word):
    assert audience.fits(SelfWord(word), SAYS_NOTHING) is None


@pytest.mark.parametrize("word", SelfWord.values)
def test_an_offer_for_everybody_is_for_everybody(word):
    assert audience.fits(SelfWord(word), for_groups("alle")) is True


ADDRESSED = st.builds(
    Addressed,
    groups=st.frozensets(
        st.sampled_from(["alle", "frauen", "maenner", "kinder", "uma", "geduldete", "eu", "fachkraefte"])
    ),
    statuses=st.frozensets(st.sampled_from(["duldung", "eu_freizuegigkeit"])),
    every_status=st.booleans(),
    gender=st.sampled_from(list(Gender)),
    age_from=st.none() | st.integers(0, 99),
)


@given(ADDRESSED)
def test_each_word_is_answered_once(offer):
    fits, silent = audience.answers(offer)
    assert not set(fits) & set(silent)
    assert set(fits) | set(silent) <= set(SelfWord.values)


@given(ADDRESSED)
def test_whoever_shuts_out_women_does_not_fit_them(offer):
    if offer.gender == Gender.MEN:
        assert audience.fits(SelfWord.WOMAN, offer) is False


@pytest.mark.django_db
def test_every_group_and_status_of_the_rules_is_in_the_vocabulary():
    groups = frozenset().union(*(meaning.groups | meaning.against for meaning in audience.MEANINGS.values()))
    groups |= audience.EVERY_NEWCOMER | audience.ONLY_HELPERS
    statuses = frozenset().union(*(meaning.statuses for meaning in audience.MEANINGS.values()))
    assert groups <= set(TargetGroup.objects.values_list("key", flat=True))
    assert statuses <= set(LegalStatus.objects.values_list("key", flat=True))


@pytest.mark.django_db
def test_every_group_of_the_vocabulary_has_a_self_word_that_leads_to_it():
    groups = frozenset().union(*(meaning.groups for meaning in audience.MEANINGS.values()))
    assert set(TargetGroup.objects.values_list("key", flat=True)) == groups | audience.EVERY_NEWCOMER

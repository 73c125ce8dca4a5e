"""Names that offices spell differently are recognised, and different people are not taken for one."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from welcome_folder import birthdays, names
from welcome_folder.names import Identity, Verdict

BORN = date(1991, 5, 17)
# given, family / given, family: one name in two writings
SPELLINGS = [
    ("Mohammed", "Ahmad", "Muhammad", "Ahmed"),
    ("محمد", "أحمد", "Mohamad", "Achmed"),
    ("Yusuf", "Haddad", "Joussef", "Hadad"),
    ("يوسف", "الحداد", "Yousef", "Al-Haddad"),
    ("Юсуф", "Хасан", "Yusuf", "Hassan"),
    ("فاطمة", "الزهراء", "Fatima", "Az-Zahraa"),
    ("Fatimah", "El Sayed", "Fatma", "Elsayed"),
    ("خالد", "جمال", "Khaled", "Dschamal"),
    ("Chalid", "Cemal", "خالد", "جمال"),
    ("عبد الرحمن", "يوسف", "Abdulrahman", "Youssef"),
    ("Abd al-Rahman", "Yusuf", "Abdurrahman", "Youssouf"),
    ("علی رضا", "احمدی", "Alireza", "Ahmadi"),
    ("Ali Reza", "Ahmadi", "Alireza", "Ahmady"),
    ("رضا", "قاسمی", "Reza", "Ghasemi"),
    ("حسین", "کریمی", "Hossein", "Karimi"),
    ("Олена", "Шевченко", "Olena", "Schewtschenko"),
    ("Олександр", "Григоренко", "Oleksandr", "Hryhorenko"),
    ("Елена", "Иванова", "Jelena", "Iwanowa"),
    ("Юлія", "Коваль", "Iuliia", "Koval"),
    ("Георги", "Димитров", "Georgi", "Dimitrow"),
    ("Цветан", "Христов", "Zwetan", "Hristoff"),
    ("Ștefan", "Ioniță", "Stefan", "Ionita"),
    ("Ştefan", "Țurcanu", "Stefan", "Turcanu"),
    ("Mădălina", "Brânză", "Madalina", "Branza"),
    ("ዮሃንስ", "ተስፋይ", "Yohannes", "Tesfay"),
    ("ሚካኤል", "ገብረ", "Michael", "Gebre"),
    ("Jürgen", "Müller", "Juergen", "Mueller"),
    ("Groß", "Käthe", "Kaethe", "Gross"),
    ("Ayşe", "Erdoğan", "Ayse", "Erdogan"),
    ("Dragan", "Đorđević", "Dragan", "Djordjevic"),
    ("Beispiel", "Samira", "Samira", "Beispiel"),
    ("Samira", "Beispiel-Muster", "Samira", "Muster Beispiel"),
    ("", "Zalmay", "", "Zalmaj"),
]
DIFFERENT = [
    ("Samira", "Beispiel", "Amina", "Beispiel"),
    ("Mohammed", "Ahmad", "Mohammed", "Hassan"),
    ("Ali", "Ahmadi", "Alina", "Ahmadi"),
    ("Олена", "Шевченко", "Ірина", "Шевченко"),
    ("Yohannes", "Tesfay", "Yonas", "Tesfalem"),
    ("Jonas", "Müller", "Jana", "Möller"),
    ("محمد", "أحمد", "محمود", "حسن"),
]


def person(given, family, born=BORN, precision="day", **latin):
    return Identity(given, family, born=born, precision=precision if born else "unknown", **latin)


@pytest.mark.parametrize(("given", "family", "other_given", "other_family"), SPELLINGS, ids=range(len(SPELLINGS)))
def test_one_name_in_two_writings_with_one_birthday_is_sure(given, family, other_given, other_family):
    one, other = person(given, family), person(other_given, other_family)
    assert set(names.sound_keys(one)) & set(names.sound_keys(other))
    assert names.same(one, other).verdict == Verdict.SURE


@pytest.mark.parametrize(("given", "family", "other_given", "other_family"), DIFFERENT, ids=range(len(DIFFERENT)))
def test_different_people_born_on_one_day_stay_different(given, family, other_given, other_family):
    assert names.same(person(given, family), person(other_given, other_family)).verdict == Verdict.NO


def test_a_latin_writing_beside_the_own_one_is_found_by_either():
    one = person("سميرة", "الأحمد", given_latin="Samira", family_latin="Al-Ahmad")
    assert [names.same(one, person(*other)).verdict for other in (("سميره", "أحمد"), ("Samira", "Ahmad"))] == [
        "sure"
    ] * 2


def test_a_shorter_name_is_likely_where_the_day_is_the_same():
    one = person("Maria Elena", "Beispiel Muster")
    assert names.same(one, person("Maria", "Beispiel")).verdict == Verdict.LIKELY
    assert names.same(one, person("Maria", "Beispiel", date(1991, 5, 18))).verdict == Verdict.NO


@pytest.mark.parametrize(
    ("born", "precision", "other_born", "other_precision", "verdict"),
    [
        pytest.param(date(1991, 5, 17), "day", date(1991, 5, 17), "day", "sure", id="same"),
        pytest.param(date(1991, 3, 4), "day", date(1991, 4, 3), "day", "likely", id="swapped"),
        pytest.param(date(1991, 5, 17), "day", date(1991, 1, 1), "day", "likely", id="first-of-january"),
        pytest.param(date(1991, 1, 1), "day", date(1991, 1, 1), "day", "likely", id="both-first-of-january"),
        pytest.param(date(1991, 5, 17), "day", date(1992, 1, 1), "day", "likely", id="a-year-off"),
        pytest.param(date(1991, 5, 17), "day", date(1993, 1, 1), "day", "no", id="two-years-off"),
        pytest.param(date(1991, 5, 17), "day", date(1991, 1, 1), "year", "likely", id="year"),
        pytest.param(date(1991, 5, 17), "day", date(1990, 1, 1), "guessed", "likely", id="guessed"),
        pytest.param(date(1991, 5, 17), "day", None, "unknown", "likely", id="unknown"),
        pytest.param(date(1991, 5, 17), "day", date(1991, 5, 18), "day", "no", id="another-day"),
        pytest.param(date(1991, 5, 17), "day", date(1992, 5, 17), "day", "no", id="another-year"),
    ],
)
def test_birthdays_that_nobody_knew_are_matched(born, precision, other_born, other_precision, verdict):
    one = person("Samira", "Beispiel", born, precision)
    other = person("Samirah", "Beispiel", other_born, other_precision)
    assert (names.same(one, other).verdict, names.same(other, one).verdict) == (verdict, verdict)


def test_reasons_are_named():
    found = names.same(person("محمد", "أحمد"), person("Mohammed", "Ahmad"))
    assert found.reasons == ("derselbe Name in anderer Schreibweise", "dasselbe Geburtsdatum")


LETTERS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=40)
IDENTITIES = st.builds(
    Identity,
    LETTERS,
    LETTERS,
    LETTERS,
    LETTERS,
    st.none() | st.dates(date(1900, 1, 1), date(2026, 1, 1)),
    st.just("day"),
)


@given(IDENTITIES, IDENTITIES)
@settings(max_examples=150, deadline=None)
def test_any_two_names_are_compared_the_same_from_both_sides(one, other):
    assert names.same(one, other).verdict == names.same(other, one).verdict
    if names.same(one, other).verdict != Verdict.NO:
        assert set(names.sound_keys(one)) & set(names.sound_keys(other))


@given(IDENTITIES)
@settings(max_examples=150, deadline=None)
def test_keys_fit_their_column_whatever_was_typed(one):
    keys = names.keys(one)
    assert all(0 < len(key) <= 120 for key in keys)
    assert len(keys) <= names.MOST_KEYS


def test_a_name_of_a_hundred_parts_costs_little():
    one = person("ch " * 33, "j " * 50)
    assert len(names.keys(one)) <= names.MOST_KEYS
    assert names.same(one, one).verdict in {Verdict.SURE, Verdict.LIKELY}


@pytest.mark.parametrize(
    ("typed", "is_guessed", "read"),
    [
        pytest.param("17.05.1991", False, (BORN, "day"), id="german"),
        pytest.param(" 17.5.1991 ", False, (BORN, "day"), id="short"),
        pytest.param("1991-05-17", False, (BORN, "day"), id="iso"),
        pytest.param("1991", False, (date(1991, 1, 1), "year"), id="year"),
        pytest.param("1991", True, (date(1991, 1, 1), "guessed"), id="guess"),
        pytest.param("17.05.1991", True, (date(1991, 1, 1), "guessed"), id="guess-with-day"),
        pytest.param("", False, (None, "unknown"), id="nothing"),
        pytest.param("01.01.1991", False, (date(1991, 1, 1), "day"), id="first-of-january"),
    ],
)
def test_a_birthday_is_read_as_it_is_known(typed, is_guessed, read):
    assert birthdays.read(typed, today=date(2026, 3, 2), is_guessed=is_guessed) == read
    born, precision = read
    assert (
        birthdays.read(birthdays.write(born, precision), today=date(2026, 3, 2), is_guessed=precision == "guessed")
        == read
    )


@pytest.mark.parametrize(
    "typed", ["31.02.1991", "heute", "3000", "1800", "17.05.91", "0000", "٢٠٢٠", "1991-13-01", "-1"]
)
def test_what_is_no_birthday_is_refused_in_words(typed):
    with pytest.raises(ValueError, match=r"schreiben|Zukunft|vor mehr als"):
        birthdays.read(typed, today=date(2026, 3, 2))

"""Hours and course runs of an offer in one's own calendar."""

from datetime import date, datetime, time, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from icalendar import Calendar

from offers.actions import offers
from offers.choices import Weekday
from offers.models import Offer
from tests.offers import make
from tests.portal.make import person
from tests.queries import assert_constant_queries

pytestmark = pytest.mark.django_db
BERLIN = ZoneInfo("Europe/Berlin")


def file(client, offer, language="de"):
    """The file as it is sent."""
    response = client.get(f"/{language}{offer.path}kalender.ics")
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return response.content


def events(client, offer, language="de"):
    """The events as a calendar program reads them."""
    return Calendar.from_ical(file(client, offer, language)).walk("VEVENT")


def has_calendar(client, offer):
    """Whether the offer's page links to one."""
    return "kalender.ics" in client.get(f"/de{offer.path}").content.decode()


def coming(weeks=1):
    """A Monday to come."""
    today = timezone.localdate()
    return today + timedelta(days=7 * weeks - today.weekday())


def test_days_with_the_same_hours_are_one_event_that_comes_back_every_week(client):
    offer = make.offer(title="Sprechstunde")
    for day in (Weekday.TUESDAY, Weekday.THURSDAY):
        make.hours(offer, day, time(9), time(12, 30))
    make.hours(offer, Weekday.FRIDAY, time(14), time(0))
    morning, evening = events(client, offer)
    assert morning["RRULE"] == {"FREQ": ["WEEKLY"], "BYDAY": ["TU", "TH"]}
    assert (morning.start.time(), morning.end.time()) == (time(9), time(12, 30))
    assert morning.start.tzinfo.key == "Europe/Berlin"
    assert morning.start.isoweekday() in {2, 4}
    assert evening.end - evening.start == timedelta(hours=10)
    assert str(morning["SUMMARY"]) == "Sprechstunde"
    assert has_calendar(client, offer)


def test_weekly_hours_end_with_the_offer(client):
    offer = make.offer(valid_until=timezone.localdate() + timedelta(days=90))
    make.hours(offer)
    until = events(client, offer)[0]["RRULE"]["UNTIL"][0]
    assert until.astimezone(BERLIN) == datetime.combine(offer.valid_until, time(23, 59, 59), BERLIN)


def test_weekly_hours_begin_with_the_offer(client):
    offer = make.offer(valid_from=coming(5))
    make.hours(offer, Weekday.SUNDAY)
    assert events(client, offer)[0].start.date() == offer.valid_from + timedelta(days=6)


def test_hours_of_public_holidays_and_around_the_clock_are_no_dates(client):
    offer = make.offer()
    make.hours(offer, Weekday.HOLIDAY)
    make.hours(offer, Weekday.MONDAY, time(0), time(0))
    assert client.get(f"/de{offer.path}kalender.ics").status_code == 404
    assert not has_calendar(client, offer)


@pytest.mark.parametrize("fields", [{}, {"schedule_text": "meist dienstags"}, {"valid_until": date(2020, 1, 1)}])
def test_an_offer_without_a_time_has_no_calendar(client, fields):
    offer = make.offer(**fields)
    if "valid_until" in fields:
        make.hours(offer)
    assert client.get(f"/de{offer.path}kalender.ics").status_code == 404
    assert not has_calendar(client, offer)


def test_a_run_whose_times_are_words_is_a_span_of_days_with_the_words(client):
    offer = make.offer()
    make.run(offer, coming(), ends_on=coming(8), times_text="meist vormittags", note="Raum 3")
    (event,) = events(client, offer)
    assert (event.start, event.end) == (coming(), coming(8) + timedelta(days=1))
    assert "meist vormittags\nRaum 3" in event["DESCRIPTION"]
    assert event["TRANSP"] == "TRANSPARENT"


def test_a_run_whose_times_are_understood_is_its_lessons(client):
    offer = make.offer()
    make.run(offer, coming(), ends_on=coming(8), times_text="Mo–Di 9–12 Uhr")
    (event,) = events(client, offer)
    assert (event.start, event["RRULE"]["BYDAY"]) == (datetime.combine(coming(), time(9), BERLIN), ["MO", "TU"])
    assert event["RRULE"]["UNTIL"][0].astimezone(BERLIN).date() == coming(8)


def test_a_run_without_an_end_is_only_its_first_day(client):
    offer = make.offer()
    make.run(offer, coming(), times_text="Mo–Di 9–12 Uhr")
    (event,) = events(client, offer)
    assert (event.start, event.end) == (coming(), coming() + timedelta(days=1))


def test_runs_that_are_over_are_left_out(client):
    offer = make.offer()
    make.run(offer, date(2020, 1, 5))
    assert client.get(f"/de{offer.path}kalender.ics").status_code == 404


def test_an_edit_keeps_the_key_of_each_event_and_raises_its_sequence(client, django_user_model):
    someone, offer = person(), make.offer()
    content = offers.Content.of(offer, columns=[], related=[])
    run = {"starts_on": coming(), "ends_on": coming(2), "times_text": "", "seats": None, "note": ""}
    hours = {"weekday": Weekday.MONDAY, "opens": time(9), "closes": time(12), "note": ""}
    keys, sequences = [], []
    for note, day in (("", Weekday.MONDAY), ("Raum 3", Weekday.TUESDAY)):
        content.runs[:], content.hours[:] = [run | {"note": note}], [hours | {"weekday": day}]
        offer = offers.change(offer=offer, content=content, version=offer.version, by=someone)
        found = events(client, offer)
        keys.append([str(event["UID"]) for event in found])
        sequences.append({event["SEQUENCE"] for event in found})
    assert keys[0] == keys[1]
    assert len(set(keys[0])) == 2
    assert max(sequences[0]) < min(sequences[1])


def test_between_two_changes_the_file_is_the_same_byte_by_byte(client):
    offer = make.offer()
    make.hours(offer)
    make.run(offer, coming())
    assert file(client, offer) == file(client, offer)


def test_no_two_offers_share_a_key(client):
    keys = set()
    for offer in (make.offer(), make.offer()):
        make.hours(offer)
        keys.add(str(events(client, offer)[0]["UID"]))
    assert len(keys) == 2


def test_an_archived_offer_calls_its_events_off(client):
    offer = make.offer()
    make.hours(offer)
    (before,) = events(client, offer)
    offers.archive(offer=offer, version=offer.version, by=person())
    (after,) = events(client, Offer.objects.get())
    assert (before["STATUS"], after["STATUS"]) == ("TENTATIVE", "CANCELLED")
    assert before["UID"] == after["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]


def test_the_event_says_how_well_it_is_known_and_that_this_is_a_draft(client, settings):
    offer = make.offer(location=make.location(name="Rathaus", street="Platz 2"), phone="02323 16-0")
    make.hours(offer)
    (event,) = events(client, offer)
    for words in (
        "Entwurf, kein Angebot der Stadt Herne",
        "Nicht bestätigt, Quelle von 2023: bitte vorher nachfragen.",
        "Telefon: 02323 16-0",
        "An Feiertagen kann es anders sein.",
        f"{settings.SITE_URL}/de{offer.path}",
    ):
        assert words in event["DESCRIPTION"]
    assert str(event["LOCATION"]) == "Rathaus, Platz 2, 44623 Herne"
    settings.OFFICIAL = True
    assert "Entwurf" not in events(client, offer)[0]["DESCRIPTION"]


def test_a_confirmed_offer_names_the_day_and_never_the_person(client):
    someone = person(name="Eva Beispiel")
    offer = make.confirmed_offer(by=someone)
    make.hours(offer)
    (event,) = events(client, offer)
    assert event["STATUS"] == "CONFIRMED"
    assert f"{timezone.localdate():%d.%m.%Y}" in event["DESCRIPTION"]
    assert b"Eva Beispiel" not in file(client, offer)


def test_lines_end_as_the_norm_wants_and_none_is_longer_than_75_octets(client):
    title = "Äußerst größenwahnsinnige Übungsstunde für Öffentlichkeitsarbeit, Grüße; \\ und mehr " * 2
    offer = make.offer(title=title[:160])
    make.translation(offer, title="دورة اللغة الألمانية مع رعاية الأطفال في هيرنه " * 3, description="")
    make.hours(offer)
    for language, text in (("de", title[:160]), ("ar", "دورة اللغة الألمانية مع رعاية الأطفال في هيرنه " * 3)):
        content = file(client, offer, language)
        lines = content.split(b"\r\n")
        assert b"\n" not in content.replace(b"\r\n", b"")
        assert max(len(line) for line in lines) <= 75
        assert all(line.decode() is not None for line in lines)  # no sign is cut in two
        assert any(line.startswith(b" ") for line in lines)
        event = Calendar.from_ical(content).walk("VEVENT")[0]
        assert str(event["SUMMARY"]) == text
        assert event["SUMMARY"].params["LANGUAGE"] == language


def test_the_time_zone_comes_with_the_file_and_knows_summer(client):
    offer = make.offer()
    make.hours(offer)
    (zone,) = Calendar.from_ical(file(client, offer)).walk("VTIMEZONE")
    assert zone["TZID"] == "Europe/Berlin"
    made = zone.to_tz()
    for day, hours in ((datetime(2027, 1, 15, 12), 1), (datetime(2027, 7, 15, 12), 2)):  # noqa: DTZ001
        assert made.utcoffset(day) == timedelta(hours=hours)


def test_text_of_a_source_cannot_add_a_line_of_its_own(client):
    offer = make.offer(title="A\x0b\r\nX", location=make.location(name="B\x07"), organisation=None)
    make.run(offer, coming(), times_text="x\r\nEND:VEVENT\nATTACH:https://boese.invalid", note=";,\\n")
    (event,) = events(client, offer)
    assert "ATTACH" not in event
    assert str(event["SUMMARY"]) == "A\nX"
    assert set(file(client, offer)) & set(range(32)) == {ord("\r"), ord("\n")}
    assert "ATTACH:https://boese.invalid" in event["DESCRIPTION"]


def test_an_unknown_offer_is_not_found_and_nothing_can_be_sent(client):
    assert client.get(f"/de/angebote/{uuid4()}/kalender.ics").status_code == 404
    assert client.post(f"/de{make.offer().path}kalender.ics").status_code == 405


def test_the_file_costs_the_same_with_one_and_with_fifty_runs(client):
    offer, days = make.offer(), iter(range(100))
    assert_constant_queries(
        client,
        f"/ar{offer.path}kalender.ics",
        lambda: make.run(offer, coming(2) + timedelta(days=next(days))),
        at_most=12,
    )

"""The pages of the sign-up: saved at every step, refused in words, and nothing personal in an address."""

import pytest
from django.urls import reverse

from herne_integration.models import OutboxMail
from herne_integration.rules import RuleBroken
from tests.people import log_in
from tests.volunteers import make, make_sign_up, traces_of_mail
from volunteers.actions import drafting, sign_up
from volunteers.models import Consent, ConsentText, Volunteer

pytestmark = pytest.mark.django_db
ADDRESS = "rana.probe@example.org"


def url(token, step):
    return reverse("volunteers:sign-up-step", args=[token, step])


def typed(token):
    return drafting.flat(sign_up.find(token).draft)


def last_page(client, token, **more):
    """What the last page posts, with its hidden fields."""
    form = client.get(reverse("volunteers:sign-up-send", args=[token])).context["form"]
    return {name: form[name].value() for name in form.fields if form[name].is_hidden} | more


def test_looking_at_the_first_page_keeps_nothing(client):
    response = client.get(reverse("volunteers:sign-up"))
    assert [response.status_code, Volunteer.objects.count(), dict(response.cookies)] == [200, 0, {}]
    assert ["no-store" in response["Cache-Control"], response["Referrer-Policy"]] == [True, "strict-origin"]


def test_the_first_page_begins_a_draft_and_carries_the_task_along(client):
    task = make.opportunity()
    page = f"{reverse('volunteers:sign-up')}?einsatz={task.pk}"
    assert client.get(page).context["form"].initial["activity_types"] == [task.activity_type]
    response = client.post(page, {"activity_types": ["office", "sport"]})
    token = response["Location"].split("/")[-3]
    assert response["Location"] == url(token, "zeit-und-ort")
    assert typed(token) == {
        "activity_types": ["office", "sport"],
        "is_open_to_all": False,
        "opportunity": str(task.pk),
    }


@pytest.mark.parametrize("sign", ["kein-schlüssel", "00000000-0000-0000-0000-000000000001"])
def test_a_senseless_task_is_none(client, sign):
    assert client.get(reverse("volunteers:sign-up"), {"einsatz": sign}).context["opportunity"] is None


def test_nothing_ticked_is_refused_at_the_field_and_keeps_nothing(client):
    response = client.post(reverse("volunteers:sign-up"), {})
    assert list(response.context["form"].errors) == ["activity_types"]
    assert not Volunteer.objects.exists()


def test_a_page_that_is_wrong_is_shown_again_with_what_was_typed(client):
    token = make_sign_up.draft(without=("person",))
    response = client.post(url(token, "person"), {"given_name": "Rana", "email": "keine Adresse", "los": "weiter"})
    assert list(response.context["form"].errors) == ["email"]
    assert 'value="keine Adresse"' in response.content.decode()


def test_going_back_keeps_what_is_right_of_an_unfinished_page(client):
    token = make_sign_up.draft(without=("person",))
    data = {"given_name": "Rana", "email": "keine Adresse", "born_on": "1995-02-28", "los": "zurueck"}
    response = client.post(url(token, "person"), data)
    assert response["Location"] == url(token, "koennen")
    shown = client.get(url(token, "person")).context["form"]
    assert [shown["given_name"].value(), shown["born_on"].value()] == ["Rana", "1995-02-28"]


def test_times_places_and_languages_are_kept_as_the_rules_read_them(client):
    token = make_sign_up.draft(without=("zeit-und-ort", "sprachen"))
    times = {"where": ["wanne"], "is_near_too": "on", "when": ["1-morning", "6-evening"], "hours_per_week": "3"}
    client.post(url(token, "zeit-und-ort"), times)
    languages = {"german_level": "A1", "language-0": "ar", "level-0": "native", "interpret-0": "on"}
    client.post(url(token, "sprachen"), languages)
    kept = typed(token)
    assert {name: kept[name] for name in ("districts", "is_mobile", "radius_km", "windows", "languages")} == {
        "districts": ["wanne"],
        "is_mobile": False,
        "radius_km": 4,
        "windows": [
            {"weekday": "1", "starts": "08:00", "ends": "12:00"},
            {"weekday": "6", "starts": "18:00", "ends": "22:00"},
        ],
        "languages": [{"language": "ar", "level": "native", "may_interpret": True}],
    }


def test_the_same_language_twice_and_a_level_without_language_are_refused(client):
    token = make_sign_up.draft()
    data = {"german_level": "A1", "language-0": "ar", "language-1": "ar", "level-2": "good"}
    assert sorted(client.post(url(token, "sprachen"), data).context["form"].errors) == ["language-1", "language-2"]


def test_no_page_asks_more_than_eight_things_that_must_be_answered(client):
    token, required = make_sign_up.draft(), 0
    for step in make_sign_up.STEPS:
        form = client.get(url(token, step)).context["form"]
        required += sum(field.required for field in form.fields.values())
    form = client.get(reverse("volunteers:sign-up-send", args=[token])).context["form"]
    required += sum(field.required for field in form.fields.values())
    # One kind of task and some time are wanted as well, without a mark at a single box.
    assert required + 2 == 8


def test_no_consent_is_ticked_before_and_without_the_needed_one_nothing_is_sent(client):
    token = make_sign_up.draft()
    form = client.get(reverse("volunteers:sign-up-send", args=[token])).context["form"]
    assert [form["placement"].value(), form["news"].value()] == [False, False]
    response = client.post(reverse("volunteers:sign-up-send", args=[token]), last_page(client, token))
    assert list(response.context["form"].errors) == ["placement"]
    assert not OutboxMail.objects.exists()


def test_sending_twice_mails_once_and_ends_at_the_same_page(client):
    token = make_sign_up.draft()
    data = last_page(client, token, placement="on")
    ends = [client.post(reverse("volunteers:sign-up-send", args=[token]), data)["Location"] for _ in range(2)]
    assert ends == [reverse("volunteers:sign-up-sent")] * 2
    assert OutboxMail.objects.filter(to=ADDRESS).count() == 1


def test_the_last_page_names_what_was_left_out(client):
    token = make_sign_up.draft(without=("sprachen",))
    data = last_page(client, token, placement="on")
    response = client.post(reverse("volunteers:sign-up-send", args=[token]), data)
    assert [str(title) for title, _url in response.context["missing"]] == ["Sprachen"]
    assert not OutboxMail.objects.exists()


def test_the_last_page_says_why_the_task_does_not_fit_yet(client):
    task = make.opportunity(german_level="B2", activity_type="sport")
    token = make_sign_up.draft(aufgaben={"opportunity": str(task.pk)})
    against = client.get(reverse("volunteers:sign-up-send", args=[token])).context["against"]
    assert against == [
        ("Für diese Aufgabe wird Deutsch ab Niveau B2 gebraucht.", url(token, "sprachen")),
        ("Gewünscht ist eine andere Art von Aufgabe.", url(token, "aufgaben")),
    ]


def test_the_link_of_the_steps_confirms_no_address(client):
    token = make_sign_up.draft()
    make_sign_up.consent(token, "placement")
    assert client.post(reverse("volunteers:sign-up-confirm", args=[token]), {}).status_code == 410
    with pytest.raises(RuleBroken):
        sign_up.confirm(token=token)
    assert Volunteer.objects.get().state == "draft"


def test_looking_at_the_mailed_link_confirms_nothing(client):
    token = make_sign_up.mailed_token()
    assert client.get(reverse("volunteers:sign-up-confirm", args=[token])).status_code == 200
    assert Volunteer.objects.get().state == "draft"


def test_the_click_confirms_logs_in_and_shows_what_happens_next(client):
    task = make.opportunity()
    token = make_sign_up.mailed_token(aufgaben={"opportunity": str(task.pk)})
    form = client.get(reverse("volunteers:sign-up-confirm", args=[token])).context["form"]
    data = {"once": form["once"].value(), "password": "vier Wörter ohne Sinn"}
    response = client.post(reverse("volunteers:sign-up-confirm", args=[token]), data, follow=True)
    assert response.redirect_chain[-1][0] == reverse("volunteers:my")
    assert response.context["user"].email == ADDRESS
    assert [row.opportunity for row, _standing in response.context["running"]] == [task]
    assert Consent.objects.get().text == ConsentText.objects.current()["placement"]
    assert client.post(reverse("volunteers:sign-up-confirm", args=[token]), data).status_code == 302
    assert Volunteer.objects.count() == 1


def test_the_words_that_were_shown_are_the_words_agreed_to(client):
    token = make_sign_up.draft()
    shown = ConsentText.objects.current()["placement"]
    data = last_page(client, token, placement="on")
    ConsentText.objects.create(
        purpose="placement", number=9, text="neuer", published_at=shown.published_at, published_by=shown.published_by
    )
    client.post(reverse("volunteers:sign-up-send", args=[token]), data)
    sign_up.confirm(token=traces_of_mail.last_link().rstrip("/").rsplit("/", 1)[1])
    assert Consent.objects.get().text == shown


def test_whoever_has_an_account_keeps_its_password_and_logs_in_herself(client, newcomer):
    newcomer.set_password("mein altes Passwort")
    newcomer.save()
    token = make_sign_up.mailed_token(person={"email": newcomer.email})
    page = client.get(reverse("volunteers:sign-up-confirm", args=[token]))
    assert list(page.context["form"].fields) == ["once"]
    response = client.post(page.request["PATH_INFO"], {"once": page.context["form"]["once"].value()})
    assert response["Location"] == reverse("volunteers:my")
    assert "_auth_user_id" not in client.session
    newcomer.refresh_from_db()
    assert newcomer.check_password("mein altes Passwort")


def test_a_weak_password_is_refused_in_words(client):
    token = make_sign_up.mailed_token()
    form = client.get(reverse("volunteers:sign-up-confirm", args=[token])).context["form"]
    data = {"once": form["once"].value(), "password": "kurz"}
    response = client.post(reverse("volunteers:sign-up-confirm", args=[token]), data)
    assert list(response.context["form"].errors) == ["password"]
    assert Volunteer.objects.get().state == "draft"


def test_the_way_back_is_mailed_once_and_leads_to_the_first_open_page(client):
    token = make_sign_up.draft(language="en", without=("koennen", "person"))
    address = reverse("volunteers:sign-up-later", args=[token])
    data = {"once": client.get(address).context["form"]["once"].value(), "email": ADDRESS}
    ends = [client.post(address, data)["Location"] for _ in range(2)]
    assert ends == [reverse("volunteers:sign-up-later-sent")] * 2
    sent = OutboxMail.objects.get()
    assert [sent.to, f"/en/ehrenamt/mitmachen/{token}/" in sent.body] == [ADDRESS, True]
    assert client.get(reverse("volunteers:sign-up-resume", args=[token]))["Location"] == url(token, "koennen")


@pytest.mark.parametrize("name", ["sign-up-resume", "sign-up-later", "sign-up-send", "sign-up-confirm"])
def test_an_unknown_secret_is_gone_in_words(client, name):
    response = client.get(reverse(f"volunteers:{name}", args=["kein-schluessel"]))
    assert [response.status_code, "gilt nicht mehr" in response.content.decode()] == [410, name == "sign-up-confirm"]


def test_an_unknown_page_is_gone(client):
    assert client.get(url(make_sign_up.draft(), "aufenthalt")).status_code == 410


def test_whoever_has_a_profile_is_led_to_it(client):
    mira = make.volunteer()
    response = log_in(client, mira.user).get(reverse("volunteers:sign-up"))
    assert response["Location"] == reverse("volunteers:my")


def test_mail_is_not_for_flooding(client, monkeypatch):
    monkeypatch.setattr("volunteers.views.frames.take", lambda limit, subject: type("Tried", (), {"wait": 1}))
    assert client.post(reverse("volunteers:sign-up"), {"is_open_to_all": "on"}).status_code == 429
    assert not Volunteer.objects.exists()

"""The checks themselves: each finds the fault it is for, and a sound page passes."""

import pytest

from tests.accessibility import checks

pytestmark = pytest.mark.browser

SOUND = """
<h1>Seite</h1>
<p>Ein Satz mit <a href="#a">einem Link</a> darin.</p>
<form><label for="name">Name</label> <input id="name"> <button>Absenden</button></form>
"""
ROOM = "<style>button, input { min-height: 2rem } form { margin: 1rem }</style>"


@pytest.fixture
def show(chromium):
    """A page with this body."""
    context = chromium.new_context(viewport={"width": 800, "height": 600})
    checks.prepare(context)
    page = context.new_page()

    def show(body, head=ROOM):
        page.set_content(
            f"<!doctype html><html lang=de><head><title>Probe</title><meta name=viewport content='width=device-width'>"
            f"{head}</head><body><main>{body}</main></body></html>"
        )
        # set_content keeps the document, so the init script has to run again.
        page.evaluate(checks.OURS.read_text(encoding="utf-8"))
        return page

    yield show
    context.close()


def test_sound_page_has_no_findings(show):
    page = show(SOUND)
    findings = [*checks.axe(page), *checks.standing(page), *checks.narrow(page), *checks.large_text(page)]
    assert [finding for finding in findings if not finding.startswith("Inline-style")] == []
    assert checks.keyboard(page) == []


def test_removed_outline_is_found(show):
    page = show(SOUND, f"{ROOM}<style>a:focus {{ outline: none }}</style>")
    assert checks.keyboard(page) == ["Fokus unsichtbar: <a> „einem Link“"]


def test_thin_outline_is_found(show):
    page = show(SOUND, f"{ROOM}<style>button:focus {{ outline: 1px solid }}</style>")
    assert checks.keyboard(page) == ["Fokus unsichtbar: <button> „Absenden“"]


def test_shadow_instead_of_an_outline_is_good_enough(show):
    page = show(SOUND, f"{ROOM}<style>a:focus {{ outline: none; box-shadow: 0 0 0 3px black }}</style>")
    assert checks.keyboard(page) == []


def test_focus_beyond_the_edge_of_the_page_is_found(show):
    page = show(
        f"{SOUND}<a href='#b' class=away>Weg</a>", f"{ROOM}<style>.away {{ position: fixed; top: -90px }}</style>"
    )
    assert checks.keyboard(page) == ["Fokus außerhalb des Fensters: <a.away> „Weg“"]


def test_what_tab_never_reaches_is_found(show):
    page = show(
        SOUND + "<button id=far>Fern</button>"
        "<script>document.querySelector('#name').addEventListener('keydown', (e) => e.preventDefault())</script>"
    )
    findings = checks.keyboard(page)
    assert "Mit der Tastatur nicht erreichbar: <button#far> „Fern“" in findings


def test_element_for_the_mouse_only_is_found(show):
    page = show(f"{SOUND}<div class=open>Öffnen</div>", f"{ROOM}<style>.open {{ cursor: pointer }}</style>")
    assert "Nur mit der Maus bedienbar: <div.open> „Öffnen“" in checks.standing(page)
    page = show(f"{SOUND}<span role=button>Los</span>")
    assert "Nur mit der Maus bedienbar: <span> „Los“" in checks.standing(page)
    page = show(f"{SOUND}<div id=d>Los</div>")
    page.evaluate("document.querySelector('#d').addEventListener('click', () => {})")
    assert "Nur mit der Maus bedienbar: <div#d> „Los“" in checks.standing(page)


def test_lone_tiny_button_is_found_and_a_link_in_a_sentence_is_not(show):
    page = show(f"{SOUND}<p><button style='min-height:0;height:16px;width:16px;padding:0;font-size:8px'>x</button></p>")
    assert [finding for finding in checks.standing(page) if finding.startswith("Zu klein")] == [
        "Zu klein zum Treffen (16×16): <button> „x“"
    ]


def test_placeholder_as_a_label_is_found(show):
    page = show("<h1>Seite</h1><input placeholder='Suchwort'>")
    assert "Platzhalter statt Beschriftung: <input> „“" in checks.standing(page)


def test_sideways_scrolling_is_found_at_320_pixels_and_with_large_text(show):
    page = show(f"{SOUND}<p style='width:500px'>breit</p>")
    assert checks.sideways(page) == []
    assert "bei 320 px" in checks.narrow(page)[0]
    page = show(f"{SOUND}<p style='width:45rem'>breit</p>")
    assert "bei doppelter Schrift" in checks.large_text(page)[0]
    assert page.viewport_size["width"] == 800


def test_inline_code_is_found(show):
    page = show(f"{SOUND}<p style='color:red' onclick='x()'>rot</p><script>1</script>")
    findings = checks.standing(page)
    assert "style-Attribut: <p> „rot“" in findings
    assert "onclick: <p> „rot“" in findings
    assert "Inline-script" in findings


def test_what_a_screenshot_leaves_behind_is_no_inline_style(show):
    page = show(SOUND)
    page.screenshot()
    assert page.locator("[style]").count() == 1
    assert [finding for finding in checks.standing(page) if finding.startswith("style")] == []


def test_axe_is_asked(show):
    page = show("<h1>Seite</h1><img src='data:,'>")
    assert any(finding.startswith("axe image-alt") for finding in checks.axe(page))

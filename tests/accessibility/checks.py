"""Accessibility checks of an open Playwright page: axe-core, and what axe-core does not see.

Every check takes a page and returns sentences, one per finding. `prepare` must have been called for the browser context
before the page was opened; `everything` runs all checks at the page's width, at 320 px and with text twice as large.
"""

from pathlib import Path

AXE = Path(__file__).parents[1] / "vendor" / "axe.min.js"
OURS = Path(__file__).with_name("checks.js")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NARROW = 320
MOST_STOPS = 600


def prepare(context):
    """Lets every page of a browser context know the checks; they have to be there before the page's own script."""
    context.add_init_script(path=OURS)


def axe(page):
    """Findings of axe-core, WCAG 2.2 A and AA and its best practices."""
    # Evaluated, not added as a tag: the page's own security policy forbids inline scripts.
    page.evaluate(AXE.read_text(encoding="utf-8"))
    result = page.evaluate("tags => axe.run(document, {runOnly: tags, resultTypes: ['violations']})", TAGS)
    return [
        f"axe {rule['id']} ({rule['impact']}): {node['html'][:160]} – {node['failureSummary'].splitlines()[-1].strip()}"
        for rule in result["violations"]
        for node in rule["nodes"]
    ]


def keyboard(page):
    """Tabs through the page: every interactive element is reached, and the focus can be seen on each."""
    page.evaluate("portalChecks.remember()")
    findings = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        finding = page.evaluate("portalChecks.stop()")
        if finding is None:
            break
        if finding:
            findings.append(finding)
    return findings + page.evaluate("portalChecks.unreached()")


def standing(page):
    """What can be seen without touching the page."""
    checks = ("clickOnly", "tinyTargets", "placeholderLabels", "inlineCode")
    return [finding for check in checks for finding in page.evaluate(f"portalChecks.{check}()")]


def sideways(page):
    """Sideways scrolling at the page's present width."""
    return page.evaluate("portalChecks.sideways()")


def narrow(page):
    """Sideways scrolling at 320 px; the width is set back."""
    size = page.viewport_size
    page.set_viewport_size({"width": NARROW, "height": size["height"]})
    findings = sideways(page)
    page.set_viewport_size(size)
    return [f"{finding} bei {NARROW} px" for finding in findings]


def large_text(page):
    """Sideways scrolling with text twice as large; the size is set back."""
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    findings = sideways(page)
    page.evaluate("document.documentElement.removeAttribute('style')")
    return [f"{finding} bei doppelter Schrift" for finding in findings]


def everything(page):
    """All findings of the page."""
    return [
        *axe(page),
        *standing(page),
        *sideways(page),
        *narrow(page),
        *large_text(page),
        *keyboard(page),
    ]

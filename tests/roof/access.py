"""Who may open the roof's pages."""

from tests.house.access_tables import row

TABLE = {
    "roof:start": row(200),
    "roof:overview": row(200, anonymous=302),
    "roof:imprint": row(200),
    "roof:privacy": row(200),
    "roof:accessibility": row(200),
    "roof:accessibility-report": row(200),
    "roof:accessibility-report-done": row(200),
    "roof:plain-language": row(200),
    "roof:sign-language": row(200),
    "roof:gallery": row(200),
    "roof:demo-people": row(200),
    "roof:demo-login": row(405),
    "machines:robots": row(200),
    "machines:sitemap": row(200),
    "machines:sitemap-part": row(200),
}


def arguments(_world):
    """What the addresses take."""
    return {"machines:sitemap-part": ["seiten", 1]}

"""Who may open the directory's pages."""

from herne_integration import standing_files
from tests.house.access_tables import row, staff
from tests.offers import make, make_eligibility, make_info, make_paths, make_structure
from tests.portal.make import person as make_person

TABLE = {
    "offers:import-list": staff(200, "redaktion"),
    "offers:finding-settle": staff(405, "redaktion"),
    "offers:membership-list": staff(200, "system"),
    "offers:membership-create": staff(200, "system"),
    "offers:membership-end": staff(200, "system"),
    "offers:offer-list": row(200),
    "offers:offer-filter": row(200),
    "offers:offer-list-pdf": row(200),
    "offers:offer-detail": row(200),
    "offers:offer-pdf": row(200),
    "offers:offer-qr": row(200),
    "offers:offer-counter": row(200),
    "offers:offer-calendar": row(200),
    "offers:offer-fit": row(200),
    "offers:eligibility-list": staff(200, "redaktion"),
    "offers:eligibility-create": staff(200, "redaktion"),
    "offers:eligibility-edit": staff(200, "redaktion"),
    "offers:eligibility-history": staff(200, "redaktion"),
    "offers:eligibility-review": staff(405, "redaktion"),
    "offers:eligibility-end": staff(405, "redaktion"),
    "offers:path-list": row(200),
    "offers:path-detail": row(200),
    "offers:path-pdf": row(200),
    "offers:path-confirm": staff(405, "redaktion"),
    "offers:open-point-list": staff(200, "redaktion"),
    "offers:path-work-list": staff(200, "redaktion"),
    "offers:path-create": staff(200, "redaktion"),
    "offers:path-edit": staff(200, "redaktion"),
    "offers:path-history": staff(200, "redaktion"),
    "offers:path-revise": staff(405, "redaktion"),
    "offers:version-detail": staff(200, "redaktion"),
    "offers:version-preview": staff(200, "redaktion"),
    "offers:version-compare": staff(200, "redaktion"),
    "offers:version-publish": staff(405, "redaktion"),
    "offers:version-discard": staff(405, "redaktion"),
    "offers:step-create": staff(200, "redaktion"),
    "offers:step-edit": staff(200, "redaktion"),
    "offers:step-move": staff(405, "redaktion"),
    "offers:step-remove": staff(405, "redaktion"),
    "offers:task-list": row(200),
    "offers:info-page-list": row(200),
    "offers:info-page-detail": row(200),
    "offers:info-page-pdf": row(200),
    "offers:info-page-work": staff(200, "redaktion"),
    "offers:info-page-create": staff(200, "redaktion"),
    "offers:info-page-edit": staff(200, "redaktion"),
    "offers:info-page-preview": staff(200, "redaktion"),
    "offers:info-page-history": staff(200, "redaktion"),
    "offers:info-page-translate": staff(200, "redaktion"),
    "offers:info-page-publish": staff(405, "redaktion"),
    "offers:info-page-withdraw": staff(405, "redaktion"),
    "offers:info-page-confirm": staff(405, "redaktion"),
    "offers:info-page-review": staff(405, "redaktion"),
    "offers:open-value-set": staff(200, "redaktion"),
    "offers:task-detail": row(200),
    "offers:organisation-detail": row(200),
    "offers:organisation-directory": row(200),
    "offers:structure-overview": row(200),
    "offers:brochure-detail": row(200),
    "offers:brochure-pdf": row(200),
    "offers:structure-list": staff(200, "redaktion"),
    "offers:structure-create": staff(200, "redaktion"),
    "offers:structure-edit": staff(200, "redaktion"),
    "offers:structure-leave": staff(200, "redaktion"),
    "offers:structure-history": staff(200, "redaktion"),
    "offers:structure-confirm": staff(405, "redaktion"),
    "offers:goal-list": staff(200, "redaktion"),
    "feeds:offer-changes": row(200),
    "offers:missing-report": row(405),
    "offers:missing-thanks": row(200),
    "offers:missing-list": staff(200, "redaktion"),
    "offers:missing-settle": staff(405, "redaktion"),
    "offers:lexicon-list": staff(200, "redaktion"),
    "offers:lexicon-create": staff(200, "redaktion"),
    "offers:lexicon-edit": staff(200, "redaktion"),
    "offers:lexicon-history": staff(200, "redaktion"),
    "offers:lexicon-review": staff(405, "redaktion"),
    "offers:lexicon-deactivate": staff(405, "redaktion"),
    "offers:lexicon-reactivate": staff(405, "redaktion"),
    "offers:worklist-pdf": staff(405, "redaktion"),
    "offers:editing-list": staff(200, "redaktion"),
    "offers:offer-create": staff(200, "redaktion"),
    "offers:offer-edit": staff(200, "redaktion"),
    "offers:offer-preview": staff(200, "redaktion"),
    "offers:offer-history": staff(200, "redaktion"),
    "offers:offer-confirm": staff(405, "redaktion"),
    "offers:offer-archive": staff(405, "redaktion"),
    "offers:offer-restore": staff(405, "redaktion"),
    "offers:offer-translate": staff(200, "redaktion"),
    "offers:translation-review": staff(405, "redaktion"),
    "offers:organisation-list": staff(200, "redaktion"),
    "offers:organisation-create": staff(200, "redaktion"),
    "offers:organisation-edit": staff(200, "redaktion"),
    "offers:organisation-history": staff(200, "redaktion"),
    "offers:organisation-confirm": staff(405, "redaktion"),
    "offers:organisation-archive": staff(405, "redaktion"),
    "offers:organisation-restore": staff(405, "redaktion"),
    "offers:gap-list": staff(200, "redaktion"),
    "offers:responsibility-list": staff(200, "redaktion"),
    "offers:responsibility-create": staff(200, "redaktion"),
    "offers:responsibility-edit": staff(200, "redaktion"),
    "offers:responsibility-confirm": staff(405, "redaktion"),
    "offers:responsibility-end": staff(405, "redaktion"),
    "offers:responsibility-history": staff(200, "redaktion"),
    "offers:provider-attach": staff(200, "redaktion"),
}

# A rule is about something.
QUERY = {"offers:eligibility-create": "?worum=age"}


def build(world):
    """An unconfirmed offer."""
    world.offer = make.offer()
    make.hours(world.offer)
    world.finding = make.finding()
    world.entry = make.entry()
    world.rule = make_eligibility.rule(offer=world.offer)
    world.missed = make.missed(number=3)
    world.responsibility = make.responsibility()
    world.path = make_paths.published_path(by=make_person())
    world.info = make_info.published(by=make_person())
    world.value = make_info.value(world.info)
    world.member = make_structure.member()
    brochure = {"name": "broschuere.pdf", "content_type": "application/pdf", "data": b"%PDF", "mark": "a"}
    standing_files.replace("brochure", "de", **brochure)
    world.membership = make.membership(make_person(), of=make.organisation(), role="contact")
    world.step = make_paths.step(make_paths.version(world.path))


def info_arguments(world):
    """What the addresses of information pages take."""
    words = ("edit", "preview", "history", "publish", "withdraw", "confirm")
    found = {f"offers:info-page-{word}": [world.info.pk] for word in words}
    found |= {f"offers:info-page-{word}": [world.info.key] for word in ("detail", "pdf")}
    found |= {f"offers:info-page-{word}": [world.info.pk, "ar"] for word in ("translate", "review")}
    return found | {"offers:open-value-set": [world.value.pk]}


def arguments(world):
    """What the addresses take."""
    things = {
        "offer": [world.offer.pk],
        "organisation": [world.offer.organisation.pk],
        "task": ["pass"],
        "finding": [world.finding.pk],
        "provider": [world.finding.pk],
        "translation": [world.offer.pk, "ar"],
        "lexicon": [world.entry.pk],
        "missing": [world.missed.pk],
        "path": [world.path.key],
        "structure": [world.member.part.pk],
        "responsibility": [world.responsibility.pk],
        "eligibility": [world.rule.pk],
        "version": [world.path.key, 2],
        "step": [world.path.key, 2, world.step.pk],
    }
    without = {"list", "work-list", "list-pdf", "filter", "create", "report", "thanks", "overview", "directory"}
    names = [name.removeprefix("offers:").partition("-")[::2] for name in TABLE]
    found = {f"offers:{stem}-{word}": things[stem] for stem, word in names if stem in things and word not in without}
    found |= {f"offers:eligibility-{word}": [world.offer.pk] for word in ("list", "create")}
    found |= {"offers:offer-translate": things["translation"], "offers:step-create": things["version"]}
    found |= {f"offers:membership-{word}": [world.membership.user.key] for word in ("list", "create")}
    found |= {"offers:membership-end": [world.membership.pk]}
    found |= {"offers:structure-leave": [world.member.part.pk, world.member.pk]}
    return found | info_arguments(world)

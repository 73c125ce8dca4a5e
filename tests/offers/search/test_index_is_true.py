"""After everything that can happen to an offer the index says what the offer says: no action forgets it."""

import ast
import inspect
import pkgutil
from datetime import date
from importlib import import_module

import pytest
from django.utils import timezone

from offers import actions
from offers.actions import (
    eligibility,
    imports,
    indexing,
    machine_translations,
    offers,
    organisations,
    providers,
    reindexing,
    responsibilities,
    structure,
    translations,
)
from offers.actions.offers import Content
from offers.choices import Cost, ImportKind, Known
from offers.models import TEXT_FIELDS, FieldOfAction, Goal, Offer, SearchPosting, SearchTerm, Task, Topic
from tests.offers import files, make, make_eligibility, make_structure

pytestmark = pytest.mark.django_db

# Modules of actions that never touch what the index reads.
APART = {
    "brochure",
    "findings",
    "info_pages",
    "info_sources",
    "lexicon",
    "memberships",
    "missing",
    "open_values",
    "path_steps",
    "paths",
    "records",
    "translated",
}
# Those that write the index, and what `imports` is made of.
INDEX = {"indexing", "reindexing", "import_targets"}
# What the index reads.
READ = {
    *("Offer", "OfferTranslation", "Organisation", "Location", "OfferTopic", "OfferPartner", "OfferTargetGroup"),
    "OfferResidenceStatus",
}


def new_texts(title):
    return dict.fromkeys(TEXT_FIELDS, "") | {"title": title}


def create_offer(offer, by, folder):
    topics = list(Topic.objects.filter(key="beratung"))
    offers.create(content=Content(columns={"title": "Imkerei"}, related={"topics": topics}), by=by)


def change_offer(offer, by, folder):
    columns = {"title": "Imkerei", "cost": Cost.PAID, "online": Known.YES, "valid_until": date(2030, 1, 1)}
    related = {"topics": [], "languages": [], "partners": [make.organisation()]}
    content = Content(columns=columns, related=related)
    offers.change(offer=offer, content=content, version=1, by=by)


def restore_offer(offer, by, folder):
    archived = make.archived_offer(by=by)
    offers.restore(offer=archived, version=1, by=by)


def change_organisation(offer, by, folder):
    partner = offer.partners.get()
    organisations.change(organisation=partner, columns={"name": "Zirkus"}, version=1, by=by)
    provider = offer.organisation
    organisations.change(organisation=provider, columns={"name": "Flickflack"}, version=1, by=by)


def restore_organisation(offer, by, folder):
    archived = organisations.archive(organisation=offer.organisation, version=1, by=by)
    organisations.restore(organisation=archived, version=2, by=by)


def attach_provider(offer, by, folder):
    nameless = make.offer(organisation=None, provider_text="Verein X")
    indexing.refresh(nameless.pk)
    finding = make.finding(subject="Verein X")
    providers.attach(finding=finding, organisation=make.organisation(name="Anders genannt"), by=by)


def review_translation(offer, by, folder):
    translations.review(translation=offer.translations.get(), version=1, by=by)


def keep_machine_translation(offer, by, folder):
    Offer.objects.filter(pk=offer.pk).update(reference="A1")
    entry = {"reference": "A1", "german": {"title": offer.title}, "texts": {"en": {"title": "Beekeeping"}}}
    assert machine_translations.keep([entry]) == 1


def import_files(offer, by, folder):
    def take(kind, *rows):
        imports.import_file(kind=kind, path=files.written(folder, rows))

    take(ImportKind.ORGANISATIONS, files.organisation())
    take(ImportKind.OFFERS, files.offer(provider_ids="O900"))
    take(ImportKind.OFFERS, files.offer(provider_ids="O900", title="Imkerei", topic_keys="beratung"))
    take(ImportKind.ORGANISATIONS, files.organisation(name="Zirkus Flickflack"))


def change_structure(offer, by, folder):
    part = structure.create(content=structure.Content({"kind": "board", "name": "Beirat"}), by=by)
    member = {**dict.fromkeys(structure.MEMBER), "unit_text": "", "role": "member", "source": ""}
    rows = [member | {"organisation": offer.organisation}]
    part = structure.change(part=part, content=structure.Content({}, rows), version=1, by=by)
    structure.end_membership(member=part.members.get(), version=2, day=timezone.localdate(), by=by)
    structure.confirm(part=part, version=3, by=by)
    structure.set_goals(field_of_action=FieldOfAction.objects.first(), chosen=Goal.objects.all(), opened=[], by=by)


CASES = {
    **dict.fromkeys(
        (f"structure.{word}" for word in ("create", "change", "confirm", "end_membership", "set_goals")),
        change_structure,
    ),
    "structure.load": lambda offer, by, folder: structure.load({"parts": [], "goals": []}),
    "structure.members_of": lambda offer, by, folder: structure.members_of(make_structure.part()),
    "offers.create": create_offer,
    "offers.change": change_offer,
    "offers.confirm": lambda offer, by, folder: offers.confirm(offer=offer, version=1, by=by),
    "offers.archive": lambda offer, by, folder: offers.archive(offer=offer, version=1, by=by),
    "offers.restore": restore_offer,
    "organisations.create": lambda offer, by, folder: organisations.create(columns={"name": "Neu"}, by=by),
    "organisations.change": change_organisation,
    "organisations.confirm": lambda offer, by, folder: organisations.confirm(
        organisation=offer.organisation, version=1, by=by
    ),
    "organisations.archive": lambda offer, by, folder: organisations.archive(
        organisation=offer.organisation, version=1, by=by
    ),
    "organisations.restore": restore_organisation,
    "providers.attach": attach_provider,
    "providers.without_institution": lambda offer, by, folder: providers.without_institution(make.finding()),
    "translations.translate": lambda offer, by, folder: translations.translate(
        offer=offer, language="en", texts=new_texts("Beekeeping"), revision=1, version=0, by=by
    ),
    "translations.review": review_translation,
    "machine_translations.keep": keep_machine_translation,
    "imports.import_file": import_files,
    "eligibility.create": lambda offer, by, folder: make_eligibility.entered(offer=offer, by=by),
    "eligibility.change": lambda offer, by, folder: eligibility.change(
        rule=make_eligibility.rule(offer=offer), columns={"wording": "Anders"}, version=1, by=by
    ),
    "eligibility.review": lambda offer, by, folder: eligibility.review(
        rule=make_eligibility.rule(offer=offer), version=1, by=by
    ),
    "eligibility.end": lambda offer, by, folder: eligibility.end(
        rule=make_eligibility.rule(offer=offer), version=1, day=date(2026, 1, 1), by=by
    ),
    "eligibility.load": lambda offer, by, folder: eligibility.load([]),
    "responsibilities.create": lambda offer, by, folder: responsibilities.create(
        columns={"task": Task.objects.first(), "organisation": offer.organisation}, by=by
    ),
    "responsibilities.change": lambda offer, by, folder: responsibilities.change(
        entry=make.responsibility(organisation=offer.organisation), columns={"note": "Neu"}, version=1, by=by
    ),
    "responsibilities.confirm": lambda offer, by, folder: responsibilities.confirm(
        entry=make.responsibility(organisation=offer.organisation), version=1, by=by
    ),
    "responsibilities.end": lambda offer, by, folder: responsibilities.end(
        entry=make.responsibility(organisation=offer.organisation), ends_on=date(2026, 1, 1), version=1, by=by
    ),
    "responsibilities.load": lambda offer, by, folder: responsibilities.load(
        [{"reference": "x", "task": "deutsch", "unit_text": "Volkshochschule", "source": "Beispielquelle"}]
    ),
}


@pytest.fixture
def offer():
    """An offer with everything the index reads, and a second one, both in the index."""
    made = make.offer(
        topics=["spracherwerb"],
        target_groups=["frauen"],
        partners=[make.organisation()],
        location=make.location(district="wanne"),
        field_of_action="ankommen",
        keywords="Bienen|Honig",
        languages=["ar"],
        cost=Cost.FREE,
    )
    make.hours(made)
    make.run(made)
    make.translation(made)
    indexing.refresh(made.pk, make.offer().pk)
    return made


def public_functions(modules):
    return {
        f"{name}.{function}"
        for name in modules
        for function, value in inspect.getmembers(import_module(f"offers.actions.{name}"), inspect.isfunction)
        if not function.startswith("_") and value.__module__ == f"offers.actions.{name}"
    }


def test_the_table_knows_every_action():
    modules = {module.name for module in pkgutil.iter_modules(actions.__path__)}
    assert modules >= APART | INDEX
    assert public_functions(modules - APART - INDEX) == set(CASES)


@pytest.mark.parametrize("name", sorted(APART))
def test_what_is_apart_does_not_know_what_the_index_reads(name):
    tree = ast.parse(inspect.getsource(import_module(f"offers.actions.{name}")))
    assert not READ & {
        alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names
    }


@pytest.mark.parametrize("action", sorted(CASES))
def test_after_an_action_the_index_is_what_reindexing_would_write(action, offer, redaktion, tmp_path):
    assert reindexing.outdated(keys()) == []
    CASES[action](offer, redaktion, tmp_path)
    assert reindexing.outdated(keys()) == []
    wrong = [
        term for term in SearchTerm.objects.all() if term.offers != SearchPosting.objects.filter(term=term).count()
    ]
    assert wrong == []


def keys():
    return list(Offer.objects.order_by("pk").values_list("pk", flat=True))

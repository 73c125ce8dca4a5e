"""What can happen to information pages and to figures that only the city knows."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from herne_integration.rules import RuleBroken
from offers.actions import info_pages, open_values
from offers.choices import TranslationState, TranslationStatus
from offers.demo import info_pages as demo
from offers.models import InfoContact, InfoPage, InfoPageTranslation, OpenValue, ValueSetting
from tests.offers import make, make_info
from tests.offers.make_info import SECTIONS

pytestmark = pytest.mark.django_db
FIRST = SECTIONS[:1]


@pytest.fixture
def anna(redaktion):
    return redaktion


class TestPages:
    def test_a_new_page_is_a_draft_until_it_is_published(self, anna):
        page = make_info.draft(by=anna)
        assert list(InfoPage.objects.published()) == []
        published = info_pages.publish(page=page, version=1, by=anna)
        assert (published.published_by, published.confirmed_at, published.version) == (anna, None, 2)

    def test_confirming_and_withdrawing_need_a_published_page(self, anna):
        page = make_info.draft(by=anna)
        for act in (info_pages.confirm, info_pages.withdraw):
            with pytest.raises(RuleBroken, match="noch nicht veröffentlicht"):
                act(page=page, version=1, by=anna)

    def test_a_page_without_sections_is_not_published(self, anna):
        with pytest.raises(RuleBroken, match="keinen Abschnitt"):
            info_pages.publish(page=make_info.draft(by=anna, sections=()), version=1, by=anna)

    def test_a_second_click_is_answered_in_words(self, anna):
        page = make_info.published(by=anna)
        with pytest.raises(RuleBroken, match="schon veröffentlicht"):
            info_pages.publish(page=page, version=page.version, by=anna)
        with pytest.raises(RuleBroken, match="hat sich geändert"):
            info_pages.confirm(page=page, version=1, by=anna)

    def test_withdrawing_takes_the_confirmation_too(self, anna):
        page = make_info.published(by=anna)
        page = info_pages.confirm(page=page, version=page.version, by=anna)
        page = info_pages.withdraw(page=page, version=page.version, by=anna)
        assert (page.published_at, page.confirmed_at) == (None, None)

    def test_only_other_texts_make_translations_outdated(self, anna):
        page = make_info.published(by=anna, key="wohnen", title="Wohnen")
        made = make_info.translation(page)
        same = make_info.content(key="wohnen", title="Wohnen", position=7, topics=("wohnen",))
        page = info_pages.change(page=page, content=same, version=page.version, by=anna)
        assert InfoPageTranslation.objects.get(pk=made.pk).status == TranslationStatus.MACHINE
        fewer = make_info.content(key="wohnen", title="Wohnen", sections=FIRST)
        page = info_pages.change(page=page, content=fewer, version=page.version, by=anna)
        assert InfoPageTranslation.objects.get(pk=made.pk).status == TranslationStatus.OUTDATED

    def test_a_new_section_gets_a_key_that_stays(self, anna):
        page = make_info.draft(by=anna, sections=[*FIRST, {"key": "", "heading": "Neu", "body": "Text"}])
        key = page.sections[1]["key"]
        assert key
        moved = make_info.content(key=page.key, sections=reversed(page.sections))
        page = info_pages.change(page=page, content=moved, version=1, by=anna)
        assert [section["key"] for section in page.sections] == [key, "suche"]

    def test_contact_points_keep_the_order_in_which_they_were_typed(self, anna):
        first, second = make.organisation(), make.organisation()
        page = make_info.draft(by=anna, contacts=[{"organisation": first}, {"organisation": second}])
        turned = make_info.content(key=page.key, contacts=[{"organisation": second}, {"organisation": first}])
        info_pages.change(page=page, content=turned, version=1, by=anna)
        assert [row.organisation for row in InfoContact.objects.filter(page=page)] == [second, first]

    @pytest.mark.parametrize("things", [("organisation", "offer"), ()], ids=["two", "none"])
    def test_a_contact_point_names_exactly_one(self, things):
        values = {"organisation": make.organisation(), "offer": make.offer()}
        with pytest.raises(IntegrityError, match="offers_info_contact_names_one"):
            InfoContact.objects.create(page=make_info.draft(), position=1, **{name: values[name] for name in things})

    def test_sections_are_a_list(self):
        with pytest.raises(IntegrityError, match="offers_info_page_sections_are_a_list"):
            InfoPage.objects.create(key="x", title="X", sections={"a": 1})


class TestTranslations:
    def test_a_person_translates_and_another_vouches(self, anna):
        page = make_info.published(by=anna)
        texts = {"title": "Housing", "lead": "", "sections": {"suche": {"heading": "Flat", "body": ""}}}
        made = info_pages.translate(page=page, language="en", texts=texts, revision=1, version=0, by=anna)
        assert (made.state, made.translated_by) == (TranslationState.HUMAN, anna)
        reviewed = info_pages.review(translation=made, version=1, by=anna)
        assert reviewed.status == TranslationStatus.REVIEWED

    def test_a_translation_of_nothing_is_refused(self, anna):
        texts = {"title": "", "lead": "", "sections": {}}
        with pytest.raises(RuleBroken, match="mindestens einen Text"):
            info_pages.translate(
                page=make_info.draft(by=anna), language="en", texts=texts, revision=1, version=0, by=anna
            )


class TestValues:
    def fill_in(self, value, by, amount="450", day=date(2026, 1, 1), seen=None):
        return open_values.set_value(
            value=value, amount=Decimal(amount), valid_from=day, source="Beschluss", seen=seen, by=by
        )

    def now(self, day):
        return [str(one.amount) for one in ValueSetting.objects.valid_on(day)]

    def test_what_holds_is_the_latest_that_has_begun(self, anna):
        value = make_info.value(make_info.draft(by=anna))
        first = self.fill_in(value, anna)
        second = self.fill_in(value, anna, "500", date(2026, 12, 1), seen=first.pk)
        self.fill_in(value, anna, "450.50", seen=second.pk)
        assert self.now(date(2025, 12, 31)) == []
        assert self.now(date(2026, 11, 30)) == ["450.50"]
        assert self.now(date(2026, 12, 1)) == ["500.00"]

    def test_who_has_not_seen_the_newest_entry_is_told_so(self, anna):
        value = make_info.value(make_info.draft(by=anna))
        self.fill_in(value, anna)
        with pytest.raises(RuleBroken, match="hat sich geändert"):
            self.fill_in(value, anna, "500")

    def test_entries_never_change(self, anna):
        setting = self.fill_in(make_info.value(make_info.draft(by=anna)), anna)
        with pytest.raises(Exception, match="Cannot update or delete"), transaction.atomic():
            ValueSetting.objects.filter(pk=setting.pk).update(amount=1)
        with pytest.raises(Exception, match="Cannot update or delete"), transaction.atomic():
            setting.delete()

    @pytest.mark.parametrize("amount", ["0", "-1"])
    def test_an_amount_is_positive(self, anna, amount):
        with pytest.raises(IntegrityError, match="offers_value_setting_amount_positive"):
            self.fill_in(make_info.value(make_info.draft(by=anna)), anna, amount)


class TestLoading:
    def test_the_topics_of_the_folder_come_in_published_unconfirmed_and_machine_translated(self, anna):
        assert demo.load(by=anna) == 10
        assert InfoPage.objects.published().filter(confirmed_at=None).count() == 10
        states = InfoPageTranslation.objects.values_list("state", flat=True)
        assert (len(states), set(states)) == (20, {TranslationState.MACHINE})
        assert OpenValue.objects.count() == 6
        assert not ValueSetting.objects.exists()
        assert demo.load(by=anna) == 0

    def test_every_section_is_translated(self, anna):
        demo.load(by=anna)
        for made in InfoPageTranslation.objects.select_related("page"):
            assert {section["key"] for section in made.page.sections} == made.sections.keys()
            assert all(text for section in made.sections.values() for text in section.values())

    def test_a_persons_edit_wins_over_a_later_load(self, anna):
        demo.load(by=anna)
        page = InfoPage.objects.get(key="wohnen")
        content = make_info.content(key="wohnen", title="Von Anna")
        info_pages.change(page=page, content=content, version=page.version, by=anna)
        assert demo.load(by=anna) == 0
        assert InfoPage.objects.get(key="wohnen").title == "Von Anna"

    def test_a_newer_file_renews_what_nobody_has_touched(self, anna):
        demo.load(by=anna)
        InfoPage.objects.filter(key="asyl").update(lead="alt")
        english = InfoPageTranslation.objects.get(page__key="asyl", language="en")
        texts = {"title": "By Anna", "lead": "", "sections": {}}
        info_pages.translate(page=english.page, language="en", texts=texts, revision=1, version=1, by=anna)
        assert demo.load(by=anna) == 1
        found = {one.language: one for one in InfoPageTranslation.objects.filter(page__key="asyl")}
        assert found["ar"].status == TranslationStatus.MACHINE
        assert (found["en"].title, found["en"].status) == ("By Anna", TranslationStatus.OUTDATED)

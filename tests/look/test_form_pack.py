"""The crispy pack: what a form prints, with help and errors tied to their fields."""

import re

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Fieldset, Layout, Submit
from crispy_forms.templatetags.crispy_forms_filters import as_crispy_form
from crispy_forms.utils import render_crispy_form
from django import forms

from herne_integration.roof.forms import SampleForm, SampleFormSet


class PersonForm(forms.Form):
    name = forms.CharField(
        label="Name", help_text="Wie im Pass.", widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    nickname = forms.CharField(label="Rufname", required=False)
    day = forms.ChoiceField(label="Tag", help_text="Vormittags.", choices=[("mo", "Montag")], widget=forms.RadioSelect)
    consent = forms.BooleanField(label="Einverstanden")
    token = forms.CharField(widget=forms.HiddenInput)

    def clean(self):
        raise forms.ValidationError("Name und Tag passen nicht zusammen.")


def printed(form):
    return re.sub(r"\s+(?=<)|(?<=>)\s+", "", re.sub(r"\s+", " ", as_crispy_form(form)))


def tag(html, start):
    """The first tag that begins like this."""
    return re.search(rf"{start}[^>]*>", html).group(0)


def test_help_is_tied_to_its_field():
    html = printed(PersonForm())
    assert '<div class="kern-hint" id="id_name_helptext">Wie im Pass.</div>' in html
    assert 'aria-describedby="id_name_helptext"' in tag(html, '<input type="text" name="name"')


def test_error_is_tied_to_its_field_which_says_that_it_is_wrong():
    html = printed(PersonForm({"token": "x"}))
    field = tag(html, '<input type="text" name="name"')
    assert 'aria-describedby="id_name_helptext id_name_error"' in field
    assert 'aria-invalid="true"' in field
    assert html.count('id="id_name_error"') == 1


def test_radio_buttons_stand_in_a_fieldset_that_carries_help_and_error():
    html = printed(PersonForm({}))
    fieldset = tag(html, "<fieldset")
    assert 'aria-describedby="id_day_helptext id_day_error"' in fieldset
    assert "<legend" in html
    assert "aria-describedby" not in tag(html, '<input type="radio"')
    assert 'for="id_day_0">Montag</label>' in html


def test_every_label_says_in_words_whether_the_field_is_needed():
    html = printed(PersonForm())
    assert 'for="id_name">Name<span class="kern-label__optional">(Pflichtfeld)</span></label>' in html
    assert 'for="id_nickname">Rufname<span class="kern-label__optional">(freiwillig)</span></label>' in html


def test_summary_links_to_each_wrong_field_and_names_what_belongs_to_none():
    html = printed(PersonForm({"token": "x"}))
    assert html.count("data-error-summary") == 1
    assert re.findall(r'<li><a href="#([^"]+)">', html) == ["id_name", "id_day_0", "id_consent"]
    assert "<li>Name und Tag passen nicht zusammen.</li>" in html
    assert 'id="id_day_0"' in html


def test_error_of_a_hidden_field_is_said_without_a_link():
    html = printed(PersonForm({}))
    assert "#id_token" not in html
    assert html.count("<li>") == 5


def test_form_without_errors_has_no_summary():
    assert "data-error-summary" not in printed(PersonForm())


def test_what_was_typed_stays():
    html = printed(
        SampleForm({"email": "keine-adresse", "text": "Ein <b>langer</b> Text", "day": "tu", "languages": ["ar"]})
    )
    assert 'value="keine-adresse"' in html
    assert "Ein &lt;b&gt;langer&lt;/b&gt; Text" in html
    assert "checked" in tag(html, '<input type="radio" name="day" value="tu"')
    assert "checked" in tag(html, '<input type="checkbox" name="languages" value="ar"')


def test_autocomplete_and_own_attributes_are_kept():
    assert 'autocomplete="name"' in tag(printed(PersonForm()), '<input type="text" name="name"')
    assert 'autocomplete="tel"' in tag(printed(SampleForm()), '<input type="tel"')


def test_hidden_field_is_printed_once_without_a_label():
    html = printed(PersonForm())
    assert html.count('name="token"') == 1
    assert 'for="id_token"' not in html


def test_formset_has_one_summary_that_says_which_entry():
    html = printed(SampleFormSet({"parts-TOTAL_FORMS": 2, "parts-INITIAL_FORMS": 0}, prefix="parts"))
    assert html.count("data-error-summary") == 1
    assert 'name="parts-TOTAL_FORMS"' in html
    assert 'Eintrag 1:<a href="#id_parts-0-weekday">' in html


def test_pack_prints_no_inline_style_and_no_script():
    html = printed(SampleForm({})) + printed(SampleFormSet(prefix="parts"))
    assert not re.search(r'\sstyle="|\son\w+="|<script|<style', html)


def test_layout_of_a_helper_is_printed_with_its_button():
    form = PersonForm({"token": "x"})
    form.helper = FormHelper()
    form.helper.form_method = "get"
    form.helper.layout = Layout(Fieldset("Zur Person", "name", "nickname"), Div("day", "consent", "token"))
    form.helper.add_input(Submit("save", "Speichern"))
    html = render_crispy_form(form)
    assert html.count("data-error-summary") == 1
    assert '<legend class="kern-label">Zur Person</legend>' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'value="Speichern" class="kern-btn kern-btn--primary"' in html
    assert html.rstrip().endswith("</form>")

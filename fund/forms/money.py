"""Which day of the books is asked for, and what the office enters in them."""

from django import forms

from fund.forms.fields import MoneyField
from fund.models import BudgetYear, Envelope, FundingSource
from herne_integration.idempotency import OnceForm
from offers.forms.fields import PlainText
from offers.models import FieldOfAction

TODAY, THEN = "heute", "damals"


def day_input():
    """The browser's own calendar."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class StandForm(forms.Form):
    """A year, a day, and whether later corrections count; nonsense in the address asks for today."""

    jahr = forms.ModelChoiceField(
        BudgetYear.objects.none(), label="Haushaltsjahr", to_field_name="year", required=False
    )
    stand = forms.DateField(
        label="Stand am Ende des Tages",
        required=False,
        widget=day_input(),
        help_text="Was an diesem Tag galt („gilt ab“). Leer: heute.",
    )
    wissen = forms.ChoiceField(
        label="Berichtigungen, die später in die Bücher kamen",
        required=False,
        choices=[
            (THEN, "zählen nicht: wie die Bücher an dem Tag aussahen"),
            (TODAY, "zählen mit: was wir heute wissen"),
        ],
        help_text="„In den Büchern seit“ sagt, wann das Projektbüro eine Buchung kannte.",
    )
    hide_required_words = True

    def __init__(self, *args, years, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["jahr"].queryset = years


class YearForm(OnceForm):
    """A new budget year."""

    year = forms.IntegerField(label="Jahr", min_value=2000, max_value=2100)
    note = PlainText(label="Hinweis", max_length=500, required=False)


class AllotForm(OnceForm):
    """Money comes into a year."""

    source = forms.ModelChoiceField(FundingSource.objects.none(), label="Finanzquelle", empty_label=None)
    envelope = forms.ModelChoiceField(
        Envelope.objects.none(), label="Teilbudget", required=False, empty_label="für alle Handlungsfelder"
    )
    amount = MoneyField(label="Betrag in Euro")
    valid_on = forms.DateField(
        label="gilt ab", required=False, widget=day_input(), help_text="Leer: vom ersten Tag an."
    )
    note = PlainText(label="Wofür, woher", max_length=300, required=False)

    def __init__(self, *args, year, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["source"].queryset = year.fund.sources.all()
        self.fields["envelope"].queryset = year.envelopes.select_related("field_of_action")


class CarryForm(OnceForm):
    """What is left goes into the next year."""

    source = forms.ModelChoiceField(FundingSource.objects.none(), label="Finanzquelle", empty_label=None)
    envelope = forms.ModelChoiceField(
        Envelope.objects.none(), label="Teilbudget", required=False, empty_label="für alle Handlungsfelder"
    )
    amount = MoneyField(
        label="Betrag in Euro", required=False, help_text="Leer: alles, was frei und nicht vorgemerkt ist."
    )

    def __init__(self, *args, year, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["source"].queryset = year.fund.sources.all()
        self.fields["envelope"].queryset = year.envelopes.select_related("field_of_action")


class EnvelopeForm(OnceForm):
    """Money set aside for a field of action."""

    field_of_action = forms.ModelChoiceField(FieldOfAction.objects.none(), label="Handlungsfeld", empty_label=None)
    name = PlainText(label="Name (freiwillig)", max_length=160, required=False)

    def __init__(self, *args, year, **kwargs):
        super().__init__(*args, **kwargs)
        taken = year.envelopes.values("field_of_action")
        self.fields["field_of_action"].queryset = FieldOfAction.objects.exclude(pk__in=taken)

"""What a SATC lead fills in for a quote or a pool, a head to answer a quote, and finance for an invoice."""

import datetime

from django import forms

from brokerage.forms.broker import MOST_HALVES, ReasonForm, days_field
from brokerage.forms.visits import date
from brokerage.models import Invoice, Quote
from brokerage.workflow import InvoiceStatus, QuoteStatus
from core import clock
from core.forms import KeyedForm, PoundsField
from core.words import days, long_date, pounds
from core.working_days import next_working_day
from influencers.forms import words
from schools.fields import SchoolField

USUALLY_VALID = datetime.timedelta(days=30)
MOST_DAYS = 1000
LONGEST_EXTRAS = Quote._meta.get_field("extras").max_length
LONGEST_ORDER = Invoice._meta.get_field("purchase_order").max_length
LONGEST_NUMBER = Invoice._meta.get_field("number").max_length


def line(label, longest, missing="", **more):
    """A box for one short line, and what is said when it is left empty."""
    return forms.CharField(
        label=label,
        max_length=longest,
        error_messages={"required": missing, "max_length": f"Keep it to {longest} characters."},
        **more,
    )


def purchase_order(**more):
    return line(
        "Your purchase-order number",
        LONGEST_ORDER,
        required=False,
        widget=forms.TextInput(attrs={"class": "input-20"}),
        **more,
    )


class QuoteForm(KeyedForm):
    """The price of support: days at a rate, anything else, and until when it holds."""

    delivery_halves = days_field("Days at the school", most=MOST_HALVES, initial=2)
    preparation_halves = forms.TypedChoiceField(
        label="Days of preparation",
        choices=[(0, "None"), *((halves, days(halves)) for halves in range(1, MOST_HALVES + 1))],
        coerce=int,
        initial=0,
        widget=forms.Select(attrs={"class": "input-10"}),
        error_messages={
            "required": "Choose how many days of preparation, or none.",
            "invalid_choice": "Choose a number of days from the list.",
        },
    )
    pence_per_day = PoundsField(
        label="Price of a day, in pounds",
        missing="Enter the price of a day.",
        help_text="Of preparation and at the school alike.",
    )
    extras = line(
        "Anything else?", LONGEST_EXTRAS, required=False, help_text="In a line, like materials for two classes."
    )
    extras_pence = PoundsField(label="What that costs, in pounds", required=False)
    note = forms.CharField(
        label="Note to the head",
        required=False,
        help_text="It stands in the letter: for instance what your finance team says about VAT.",
        **words("", rows=3),
    )
    valid_until = date("Valid until", "Enter the day until which the quote is valid.")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["valid_until"].initial = next_working_day(clock.today() + USUALLY_VALID)

    def clean_pence_per_day(self):
        pence = self.cleaned_data["pence_per_day"]
        if not pence:
            raise forms.ValidationError("Enter the price of a day.")
        if pence % 2:
            raise forms.ValidationError("Enter an even number of pence, so that half a day is whole pence.")
        return pence

    def clean(self):
        cleaned = super().clean()
        extras, pence = cleaned.get("extras"), cleaned.get("extras_pence")
        if extras and not pence and "extras_pence" not in self.errors:
            self.add_error("extras_pence", "Say what it costs.")
        if pence and not extras and "extras" not in self.errors:
            self.add_error("extras", "Say what this is for.")
        return cleaned

    def terms(self):
        """What a quote is made of."""
        cleaned = {name: value for name, value in self.cleaned_data.items() if name != "form_key"}
        return cleaned | {"extras_pence": cleaned["extras_pence"] or 0}

    def answers(self, total_pence):
        """Rows for the page that checks the quote before it goes."""
        said = self.cleaned_data
        extras = f"{said['extras']}: {pounds(said['extras_pence'])}" if said["extras"] else "Nothing"
        preparation = said["preparation_halves"]
        rows = [
            ("delivery_halves", "At the school", days(said["delivery_halves"])),
            ("preparation_halves", "Preparation", days(preparation) if preparation else "None"),
            ("pence_per_day", "Price of a day", pounds(said["pence_per_day"])),
            ("extras", "Anything else", extras),
            ("note", "Note to the head", said["note"]),
            ("valid_until", "Valid until", long_date(said["valid_until"])),
        ]  # fmt: skip
        rows = [{"label": label, "value": value, "target": self[name].id_for_label} for name, label, value in rows]
        return [*rows, {"label": "In all", "value": pounds(total_pence)}]


class AcceptQuoteForm(KeyedForm):
    """The head's yes, with an order number where the school has one."""

    purchase_order = purchase_order(help_text="If your school uses them. You can also tell us later.")


class DeclineQuoteForm(forms.Form):
    """The head's no; they need not say why."""

    reason = forms.CharField(
        label="Would you like to say why?",
        required=False,
        help_text="Only SATC reads this. It may help us to find another way.",
        **words("", rows=3),
    )


class QuoteFilterForm(forms.Form):
    """Which quotes to show. A value that makes no sense is left out."""

    status = forms.ChoiceField(
        label="Show",
        required=False,
        choices=[("", "Those that are out"), *(each for each in QuoteStatus.choices if each[0] != QuoteStatus.SENT),
                 ("all", "Every quote")],
        widget=forms.Select(attrs={"class": "form-select"}),
    )  # fmt: skip


class PoolForm(KeyedForm):
    """A coaching pool, new or changed."""

    name = line("Name", 100, "Name the pool.", help_text="Like “Phase two”.")
    total_halves = forms.DecimalField(
        label="Days",
        min_value=0.5,
        max_value=MOST_DAYS,
        decimal_places=1,
        widget=forms.NumberInput(attrs={"class": "input-5", "step": "0.5"}),
        error_messages={
            "required": "Enter how many days there are.",
            "invalid": "Enter a number of days, like 35 or 2.5.",
            "min_value": "Enter at least half a day.",
            "max_value": f"Enter at most {MOST_DAYS} days.",
            "max_decimal_places": "Enter whole or half days, like 2.5.",
        },
    )
    starts_on = date("First day", "Enter the first day.")
    ends_on = date("Last day", "Enter the last day.")
    source = line("Who funds it?", 200, required=False)

    def __init__(self, *args, pool=None, **kwargs):
        initial = {}
        if pool:
            initial = {name: getattr(pool, name) for name in ("name", "starts_on", "ends_on", "source")}
            initial["total_halves"] = f"{pool.total_halves / 2:g}"
        super().__init__(*args, initial=initial, **kwargs)

    def clean_total_halves(self):
        halves = self.cleaned_data["total_halves"] * 2
        if halves != int(halves):
            raise forms.ValidationError("Enter whole or half days, like 2.5.")
        return int(halves)

    def clean(self):
        cleaned = super().clean()
        starts, ends = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", "Enter a last day that is not before the first.")
        return cleaned

    def details(self):
        return {name: value for name, value in self.cleaned_data.items() if name != "form_key"}


class MarkTargetForm(ReasonForm):
    """A school to be marked as a target school, and why."""

    school = SchoolField()
    field_order = ["school", "reason"]


class RaiseForm(KeyedForm):
    """Finance has raised an invoice."""

    number = line(
        "Your invoice number",
        LONGEST_NUMBER,
        "Enter the number of your invoice.",
        widget=forms.TextInput(attrs={"class": "input-20"}),
    )
    on = date("Raised on", "Enter the day on which it was raised.", initial=clock.today)


class ReceiveForm(KeyedForm):
    """The money has come."""

    on = date("Received on", "Enter the day on which the money came.", initial=clock.today)


class PurchaseOrderForm(KeyedForm):
    """The school's order number, as it says."""

    purchase_order = purchase_order()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["purchase_order"].label = "The school’s purchase-order number"


class InvoiceFilterForm(forms.Form):
    """Which invoices to show. A value that makes no sense is left out."""

    status = forms.ChoiceField(
        label="Show",
        required=False,
        choices=[("", "To raise, and waiting for the money"), *InvoiceStatus.choices, ("all", "Everything")],
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    q = forms.CharField(
        label="School, quote or invoice number",
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"class": "form-control"}),
    )

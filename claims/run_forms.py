"""What finance and leads type about payment runs, payees and corrections."""

from django import forms

from claims.models import FundingSource
from core.forms import KeyedForm, PoundsField
from schools.fields import SchoolField

MOST_BYTES = 2_000_000
MORE, LESS = "more", "less"


class CorrectionForm(KeyedForm):
    """How much more or less, and why. `pence` is signed."""

    way = forms.ChoiceField(
        label="What has to be put right?",
        choices=[(MORE, "The school is owed more"), (LESS, "The school has had too much")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether the school is owed more or has had too much."},
    )
    amount = PoundsField(label="By how much, in pounds", missing="Enter by how much.")
    reason = forms.CharField(
        label="Why?",
        help_text="The school reads this in its payment summary.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why."},
    )

    @property
    def pence(self):
        amount = self.cleaned_data["amount"]
        return amount if self.cleaned_data["way"] == MORE else -amount


class SchoolCorrectionForm(CorrectionForm):
    """A correction about a school, besides any day of it: what it is for, and which money."""

    school = SchoolField(label="Which school?")
    on = forms.DateField(
        label="Date that it is about",
        help_text="It decides the financial year.",
        widget=forms.DateInput(attrs={"type": "date", "class": "input-10"}, format="%Y-%m-%d"),
        error_messages={"required": "Enter the date.", "invalid": "Enter a date, like 3/3/2027."},
    )
    source = forms.ModelChoiceField(
        FundingSource.objects.named(),
        label="Whose money?",
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whose money it is."},
    )
    field_order = ["school", "on", "way", "amount", "source", "reason"]


class PaidForm(forms.Form):
    """That one payment was paid: on which date, and finance's reference, where they are known."""

    on = forms.DateField(required=False, error_messages={"invalid": "Enter the date on which it was paid."})
    finance_reference = forms.CharField(max_length=60, required=False)


class PurchaseOrderForm(forms.Form):
    number = forms.CharField(max_length=40, required=False)


class ConfirmationForm(forms.Form):
    """The file in which finance says what was paid."""

    file = forms.FileField(
        label="The file, as CSV",
        help_text="Some of the payments are enough; the others can follow in another file.",
        max_length=200,
        error_messages={"required": "Choose the file.", "empty": "That file is empty."},
    )

    def clean_file(self):
        if self.cleaned_data["file"].size > MOST_BYTES:
            raise forms.ValidationError("That file is too large to be a list of payments.")
        return self.cleaned_data["file"]


class PayeesForm(forms.Form):
    """Whom to pay for each of these schools; `known` is what holds already. What is left empty stays as it is."""

    def __init__(self, *args, schools, known=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.known = dict(known)
        self.schools = {f"payee_{school.pk}": school for school in schools}
        for name, school in self.schools.items():
            self.fields[name] = forms.CharField(
                label=f"Whom do we pay for {school.name}?",
                help_text="The name of its trust, its authority or the school. No bank details: finance has them.",
                max_length=200,
                required=False,
                initial=self.known.get(school.pk, ""),
            )

    def said(self):
        """The schools of which it was said now, with the name."""
        typed = [(school, self.cleaned_data[name]) for name, school in self.schools.items()]
        return [(school, name) for school, name in typed if name and name != self.known.get(school.pk)]

from django import forms

from brokerage.models import VisitKind
from core.forms import KeyedForm
from core.parts import PartOfDay
from influencers.forms import words
from influencers.models import Influencer
from schools.fields import SchoolField
from schools.models import Person, StaffRole

LONGEST_LINE = 300
QUESTIONS = ("who_was_there", "what_we_did", "what_changed", "what_next")


def line(label, missing, **more):
    """A box for one line, and what is said when it is left empty."""
    return forms.CharField(
        label=label,
        max_length=LONGEST_LINE,
        error_messages={"required": missing, "max_length": f"Keep it to {LONGEST_LINE} characters."},
        **more,
    )


def date(label, missing, **more):
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date", "class": "input-10"}, format="%Y-%m-%d"),
        error_messages={"required": missing, "invalid": "Enter a date, like 3/3/2027."},
        **more,
    )


class VisitForm(KeyedForm):
    """The day of a visit."""

    on = date("Date", "Enter the date.", help_text="A school day, agreed with the school.")
    part = forms.ChoiceField(
        label="Part of the day",
        choices=PartOfDay.of_school_day(),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the part of the day.", "invalid_choice": "Choose the part of the day."},
    )
    purpose = line("What is it for?", "Say what it is for.", required=False, help_text="In a line, for the school.")


class OtherVisitForm(VisitForm):
    """A day that no deployment asked for: who, where, when, and who reads its report."""

    kind = forms.ChoiceField(
        label="Kind of day",
        choices=[choice for choice in VisitKind.choices if choice[0] != VisitKind.COACHING],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the kind of day.", "invalid_choice": "Choose the kind of day."},
    )
    person = forms.ModelChoiceField(
        Person.objects.none(),
        label="Influencer",
        empty_label="Choose",
        error_messages={"required": "Choose the influencer.", "invalid_choice": "Choose the influencer."},
    )
    school = SchoolField(label="School they go to")
    national_lead = forms.ModelChoiceField(
        Person.objects.none(),
        label="National lead who reads the report",
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": "Choose a national lead.", "invalid_choice": "Choose a national lead."},
    )
    field_order = ["form_key", "kind", "person", "school", "on", "part", "purpose", "national_lead"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = Person.objects.filter(influencer__in=Influencer.objects.all())
        self.fields["national_lead"].queryset = Person.objects.in_role(StaffRole.NATIONAL_LEAD)
        self.fields["on"].help_text = "A school day, agreed beforehand."
        self.fields["purpose"].required = True
        self.fields["purpose"].help_text = "In a line."

    def details(self):
        """What the service is called with."""
        return {name: value for name, value in self.cleaned_data.items() if name != "form_key"}


class ReportForm(KeyedForm):
    """Four short questions about a visit. A draft may leave any of them empty; what is sent may not."""

    who_was_there = line("Who was there?", "Say who was there.", help_text="Roles are enough. Please name no pupil.")
    what_we_did = forms.CharField(label="What did you do together?", **words("Say what you did together.", rows=4))
    what_changed = forms.CharField(
        label="What is different now, or beginning to be?",
        **words("Say what is different now, even if it is little.", rows=4),
    )
    what_next = forms.CharField(label="What happens next?", **words("Say what happens next.", rows=4))

    def __init__(self, *args, sending=True, **kwargs):
        super().__init__(*args, **kwargs)
        if not sending:
            for name in QUESTIONS:
                self.fields[name].required = False

    def answers(self):
        """What the service is called with."""
        return {name: self.cleaned_data[name] for name in QUESTIONS}


class ReturnForm(forms.Form):
    """What the author should add or change."""

    comment = forms.CharField(
        label="What would you like them to add or change?",
        help_text="They read this by e-mail and above their report.",
        **words("Write what you would like them to add or change.", rows=3),
    )

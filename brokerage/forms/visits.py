from django import forms

from brokerage import diary
from brokerage.models import Objective, PlanAction, VisitKind
from core.forms import KeyedForm
from core.parts import PartOfDay
from influencers.forms import words
from influencers.models import Influencer
from schools.fields import SchoolField
from schools.models import Person, StaffRole

LONGEST_LINE = 300
TEXTS = ("who_was_there", "what_we_did", "what_changed", "in_the_way", "what_next", "take_back")


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
    """The day of a visit. What is against it is a warning, and the form is sent again to go on."""

    on = date("Date", "Enter the date.", help_text="A school day, agreed with the school.")
    part = forms.ChoiceField(
        label="Part of the day",
        choices=PartOfDay.of_school_day(),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the part of the day.", "invalid_choice": "Choose the part of the day."},
    )
    purpose = line("What is it for?", "Say what it is for.", required=False, help_text="In a line, for the school.")
    # The day about which they have been warned.
    anyway = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    against = ()

    def warns(self, person, school, *, moved=None):
        """Whether something is against the day that they haven't been warned of; the form then says so."""
        on, part = self.cleaned_data["on"], self.cleaned_data["part"]
        self.against = diary.against(person, school, on=on, part=part, moved=moved)
        warned = f"{on.isoformat()} {part} {person.pk} {school.pk}"
        if not self.against or self.cleaned_data["anyway"] == warned:
            return False
        self.data = self.data.copy()
        self.data["anyway"] = warned
        return True

    def details(self):
        """What the service is called with."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("form_key", "anyway")}


class MoveForm(VisitForm):
    """Another day for a visit."""

    purpose = None
    reason = line("Why?", "Give the reason.", required=False, help_text="Everybody who is told reads it.")


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
        self.fields["person"].queryset = Person.objects.filter(influencer__in=Influencer.objects.in_role())
        self.fields["national_lead"].queryset = Person.objects.in_role(StaffRole.NATIONAL_LEAD)
        self.fields["on"].help_text = "A school day, agreed beforehand."
        self.fields["purpose"].required = True
        self.fields["purpose"].help_text = "In a line."


def ticks(label, **more):
    """Boxes to tick for rows of the plan; which rows is known when the form is made."""
    changed = "The action plan has changed since. Look at what you ticked, and send it again."
    return forms.ModelMultipleChoiceField(
        queryset=None,
        label=label,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": changed, "invalid_pk_value": changed},
        **more,
    )


class ReportForm(KeyedForm):
    """Six short questions about a visit, three of which have to be answered, and what it did for the plan."""

    who_was_there = line("Who was there?", "Say who was there.", help_text="Roles are enough. Please name no pupil.")
    what_we_did = forms.CharField(label="What did you do together?", **words("Say what you did together.", rows=3))
    objectives = ticks("Which objectives was it for?")
    actions_done = ticks("Which actions are done now?")
    what_changed = forms.CharField(
        label="What is different now, or beginning to be?", required=False, **words("", rows=3)
    )
    in_the_way = forms.CharField(label="What is getting in the way?", required=False, **words("", rows=2))
    what_next = forms.CharField(label="What happens next?", **words("Say what happens next.", rows=2))
    take_back = forms.CharField(
        label="What will you take back to your own school?", required=False, **words("", rows=2)
    )

    def __init__(self, *args, plan=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["objectives"].queryset = Objective.objects.filter(plan=plan)
        self.fields["actions_done"].queryset = PlanAction.objects.filter(objective__plan=plan)
        if plan is None:
            del self.fields["objectives"], self.fields["actions_done"]

    def answers(self):
        """What the service is called with."""
        return {name: value for name, value in self.cleaned_data.items() if name != "form_key"}

    @staticmethod
    def initial_of(report, plan):
        """What was sent before; what was ticked, where the plan has gone on from it."""
        if report is None:
            return {}
        texts = {name: getattr(report, name) for name in TEXTS}
        if plan is None:
            return texts
        touched = {row.first for row in report.objectives.all()}
        done = {row.first for row in report.actions_done.all()}
        actions = [action for objective in plan.objectives.all() for action in objective.actions.all()]
        return texts | {
            "objectives": [row.pk for row in plan.objectives.all() if row.first in touched],
            "actions_done": [row.pk for row in actions if row.first in done],
        }


class ReturnForm(forms.Form):
    """What the author should add or change."""

    comment = forms.CharField(
        label="What would you like them to add or change?",
        help_text="They read this by e-mail and above their report.",
        **words("Write what you would like them to add or change.", rows=3),
    )

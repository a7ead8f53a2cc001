"""The single acts of the brokering page."""

from django import forms
from django.utils.html import format_html

from brokerage.models import CoachingPool, DeploymentKind
from core.forms import KeyedForm
from core.words import days
from influencers.forms import words
from influencers.models import Influencer
from schools.models import Person, StaffRole, SupportLevel

MOST_HALVES = 20
A_CHAMPIONS_HALVES = 5


def days_field(label, *, most, **more):
    """A number of days in steps of half a day; the value is in half-days."""
    return forms.TypedChoiceField(
        label=label,
        choices=[(halves, days(halves)) for halves in range(1, most + 1)],
        coerce=int,
        widget=forms.Select(attrs={"class": "input-10"}),
        error_messages={
            "required": "Choose how many days.",
            "invalid_choice": "Choose a number of days from the list.",
        },
        **more,
    )


class ReasonForm(forms.Form):
    """An act that has to say why."""

    reason = forms.CharField(label="Reason", **words("Give the reason.", rows=3))


class ReferForm(ReasonForm):
    """Where the school is sent instead."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = "Who can help better, and why?"
        self.fields["reason"].help_text = "The school reads this."
        self.fields["reason"].error_messages["required"] = "Say who can help better, and why."


class DeclineForm(ReasonForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = "Only SATC reads this; the school gets a kind message."


class TriageForm(KeyedForm):
    """How much need the school has."""

    level = forms.ChoiceField(
        label="Support level of the school",
        choices=[
            (SupportLevel.INTENSIVE.value, "Intensive: free, from the funded coaching days"),
            (SupportLevel.TARGETED.value, "Targeted: not from the funded coaching days"),
            (SupportLevel.UNIVERSAL.value, "Universal: not from the funded coaching days"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the support level.", "invalid_choice": "Choose the support level."},
    )
    reason = forms.CharField(label="Why this level?", **words("Say why the school has this level.", rows=3))


class FundForm(KeyedForm):
    """How many days to reserve, and from which pool."""

    pool = forms.ModelChoiceField(
        queryset=CoachingPool.objects.none(),
        label="Coaching pool",
        empty_label=None,
        error_messages={"required": "Choose the coaching pool.", "invalid_choice": "Choose the coaching pool."},
    )
    halves = days_field("Days to reserve", most=MOST_HALVES, initial=A_CHAMPIONS_HALVES)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        pools = CoachingPool.objects.current()
        self.fields["pool"].queryset = pools
        if len(pools) == 1:
            self.fields["pool"].widget = forms.HiddenInput()
            self.fields["pool"].initial = pools[0].pk


class InfluencerField(forms.ModelChoiceField):
    """Influencers in a list, each with what they know and where they work."""

    def label_from_instance(self, influencer):
        stages = [stage.label for stage in influencer.stages]
        known = ", ".join([*(str(term) for term in influencer.expertise.all()), *stages])
        return format_html(
            '<strong>{}</strong> <span class="muted d-block">{}</span> <span class="d-block">{}</span>',
            influencer,
            influencer.school or "No school known today",
            known or "Nothing written about expertise",
        )


class ProposeForm(KeyedForm):
    """Whom to ask, under which national lead, for how many days."""

    influencer = InfluencerField(
        queryset=Influencer.objects.none(),
        label="Influencer",
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": "Choose an influencer.", "invalid_choice": "Choose an influencer from the list."},
    )
    national_lead = forms.ModelChoiceField(
        queryset=Person.objects.none(),
        label="National lead",
        help_text="Has the overview, and reads the visit reports.",
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": "Choose a national lead.", "invalid_choice": "Choose a national lead."},
    )
    kind = forms.ChoiceField(
        label="Kind of support",
        choices=DeploymentKind.choices,
        widget=forms.RadioSelect,
        initial=DeploymentKind.CHAMPION,
        error_messages={"required": "Choose the kind of support.", "invalid_choice": "Choose the kind of support."},
    )
    halves = days_field("Days", most=MOST_HALVES)

    def __init__(self, *args, candidates, reserved, **kwargs):
        """`candidates` are the influencers to choose from; `reserved` the half-days that may be asked for."""
        super().__init__(*args, **kwargs)
        self.fields["influencer"].queryset = candidates
        self.fields["national_lead"].queryset = Person.objects.in_role(StaffRole.NATIONAL_LEAD)
        self.fields["halves"].choices = [(halves, days(halves)) for halves in range(1, reserved + 1)]
        self.fields["halves"].initial = min(reserved, A_CHAMPIONS_HALVES)

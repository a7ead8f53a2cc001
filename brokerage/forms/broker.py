"""The single acts of the brokering page."""

from django import forms

from brokerage.forms.visits import date
from brokerage.models import CoachingPool, ContactKind, PreparedAnswer, ReferralKind
from brokerage.workflow import Route
from core import clock
from core.forms import KeyedForm
from core.words import days
from influencers.forms import words
from schools.models import SupportLevel

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


class ReferForm(forms.Form):
    """Where the school is sent instead: a prepared answer, words of one's own, or both."""

    prepared = forms.ModelChoiceField(
        PreparedAnswer.objects.none(),
        label="A prepared answer",
        required=False,
        empty_label="None of these",
        error_messages={"invalid_choice": "Choose an answer from the list."},
    )
    reason = forms.CharField(
        label="In your own words",
        required=False,
        help_text="The school reads this, after the prepared answer.",
        **words("", rows=3),
    )
    kind = ReferralKind.ELSEWHERE
    nothing_said = "Say who can help better, and why, or choose a prepared answer."

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["prepared"].queryset = PreparedAnswer.objects.filter(kind=self.kind, is_offered=True)

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not cleaned.get("prepared") and not cleaned.get("reason"):
            self.add_error("reason", self.nothing_said)
        return cleaned


class SignpostForm(ReferForm):
    """What exists already."""

    kind = ReferralKind.EXISTS
    nothing_said = "Say what exists already, or choose a prepared answer."


class UndoForm(ReasonForm):
    """Why the last step is taken back."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = "Why is it taken back?"


class LogContactForm(KeyedForm):
    """A call, a meeting or a note."""

    kind = forms.ChoiceField(
        label="What was it?",
        choices=ContactKind.choices,
        initial=ContactKind.CALL,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it was.", "invalid_choice": "Choose what it was."},
    )
    on = date("On", "Enter the date.", initial=clock.today)
    with_whom = forms.CharField(
        label="With whom?",
        required=False,
        max_length=150,
        error_messages={"max_length": "Keep it to 150 characters."},
    )
    text = forms.CharField(
        label="What was said?", help_text="Staff alone read this. Name no pupil.", **words("Write what was said.")
    )


class DeclineForm(ReasonForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = "Only SATC reads this; the school gets a kind message."


class TriageForm(KeyedForm):
    """How much need the school has, and how its support is paid for."""

    level = forms.ChoiceField(
        label="Support level of the school",
        choices=[
            (SupportLevel.INTENSIVE.value, "Intensive: may draw on the funded coaching days"),
            (SupportLevel.TARGETED.value, "Targeted"),
            (SupportLevel.UNIVERSAL.value, "Universal"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the support level.", "invalid_choice": "Choose the support level."},
    )
    route = forms.ChoiceField(
        label="How is the support paid for?",
        choices=[
            (Route.FUNDED.value, "Funded coaching days: free for an intensive school"),
            (Route.QUOTE.value, "A quote: the school pays"),
            (Route.BOTH.value, "Part of each: some funded days for an intensive school, and a quote for the rest"),
            (Route.GOODWILL.value, "Goodwill: nobody pays, and the visits are reported on all the same"),
        ],
        help_text="Nothing of these? Refer it elsewhere, below.",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose how the support is paid for.",
            "invalid_choice": "Choose how the support is paid for.",
        },
    )
    reason = forms.CharField(label="Why?", **words("Say why the school has this level.", rows=3))


class GiveForm(KeyedForm):
    """How many days are given in goodwill."""

    halves = days_field("Days to give", most=MOST_HALVES, initial=2)


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
        pools = CoachingPool.objects.open()
        self.fields["pool"].queryset = pools
        if len(pools) == 1:
            self.fields["pool"].widget = forms.HiddenInput()
            self.fields["pool"].initial = pools[0].pk


class DaysForm(ReasonForm):
    """How many days are agreed on from now on."""

    halves = days_field("Days", most=1)
    field_order = ["halves", "reason"]

    def __init__(self, *args, least, most, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["halves"].choices = [(halves, days(halves)) for halves in range(least, most + 1)]

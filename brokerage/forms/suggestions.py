"""Choosing whom to ask: how the suggestions are looked through, and whom the lead chooses of them."""

from django import forms
from django.template.loader import render_to_string

from brokerage.forms.broker import A_CHAMPIONS_HALVES, MOST_HALVES, days_field
from brokerage.models import DeploymentKind
from core.forms import KeyedForm
from core.words import days
from influencers.forms import words
from schools.models import Person, StaffRole

AT_FIRST, MORE, MOST_APART = 8, 20, 30


class LookForm(forms.Form):
    """How the list is shown, by the address: for which kind of support, by whose name or school, how many.

    What makes no sense in an address counts as left out.
    """

    kind = forms.ChoiceField(
        label="Kind of support",
        choices=DeploymentKind.choices,
        required=False,
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    find = forms.CharField(
        label="Name or school",
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"class": "form-control input-20"}),
    )
    show = forms.IntegerField(required=False, min_value=AT_FIRST, widget=forms.HiddenInput)

    def asked(self):
        """The values that make sense, each with what stands for those that don't."""
        self.is_valid()
        cleaned = self.cleaned_data
        return {
            "kind": cleaned.get("kind") or DeploymentKind.CHAMPION.value,
            "find": cleaned.get("find") or "",
            "show": cleaned.get("show") or AT_FIRST,
        }


def found_in(order, find):
    """The suggestions, and who is apart, in whose name or school every word typed occurs."""
    wanted = find.casefold().split()

    def is_found(candidate):
        text = f"{candidate.name} {candidate.workplace}".casefold()
        return all(word in text for word in wanted)

    suggestions = [one for one in order.suggestions if is_found(one.candidate)]
    return suggestions, [(one, why) for one, why in order.apart if is_found(one)]


class SuggestionField(forms.TypedChoiceField):
    """Suggestions, each with its reasons. One that the list no longer shows can be chosen too, while it is one."""

    widget = forms.RadioSelect

    def offer(self, order, shown):
        self.order = order
        self.choices = [
            (one.candidate.key, render_to_string("brokerage/_suggestion.html", {"one": one})) for one in shown
        ]

    def valid_value(self, value):
        return str(value).isdigit() and self.order.of(int(value)) is not None


class ProposeForm(KeyedForm):
    """Whom to ask, under which national lead, for how many days."""

    kind = forms.ChoiceField(
        choices=DeploymentKind.choices,
        widget=forms.HiddenInput,
        error_messages={"required": "Choose the kind of support.", "invalid_choice": "Choose the kind of support."},
    )
    influencer = SuggestionField(
        label="Influencer",
        coerce=int,
        error_messages={"required": "Choose an influencer.", "invalid_choice": "Choose an influencer from the list."},
    )
    why = forms.CharField(
        label="Why this one?",
        required=False,
        help_text="Only if you choose somebody other than the first, or somebody with a warning. SATC alone reads it.",
        **words("", rows=2),
    )
    national_lead = forms.ModelChoiceField(
        queryset=Person.objects.none(),
        label="National lead",
        help_text="Has the overview, and reads the visit reports.",
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": "Choose a national lead.", "invalid_choice": "Choose a national lead."},
    )
    halves = days_field("Days", most=MOST_HALVES)

    def __init__(self, *args, order, shown, kind, available, **kwargs):
        """`order` holds everybody who can be asked, `shown` those in the list; `available` half-days may be used."""
        super().__init__(*args, **kwargs)
        self.fields["kind"].initial = kind
        self.fields["influencer"].offer(order, shown)
        self.fields["national_lead"].queryset = Person.objects.in_role(StaffRole.NATIONAL_LEAD)
        self.fields["halves"].choices = [(halves, days(halves)) for halves in range(1, available + 1)]
        self.fields["halves"].initial = min(available, A_CHAMPIONS_HALVES)


class HandOverForm(ProposeForm):
    """Whom to ask to go on with support that somebody else began, and why."""

    reason = forms.CharField(
        label="Why is it handed over?",
        help_text="Both influencers and the school read this.",
        **words("Give the reason.", rows=2),
    )
    field_order = ["kind", "influencer", "why", "national_lead", "halves", "reason"]

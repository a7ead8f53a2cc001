from django import forms

from brokerage.models import CoachingPool
from claims.books import ledger
from claims.models import Budget, Claim, FundedDay
from core.forms import KeyedForm, PoundsField
from core.spreadsheets import plain_pounds
from schools.fields import SchoolField
from schools.models import School


class ClaimForm(KeyedForm):
    """The days to claim, out of some live days. Whether one is claimed already is for the service to say."""

    days = forms.ModelMultipleChoiceField(
        FundedDay.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Tick at least one day to claim.",
            "invalid_choice": "One of those days can’t be claimed. Look at the days below and send again.",
            "invalid_pk_value": "One of those days can’t be claimed. Look at the days below and send again.",
        },
    )

    def __init__(self, *args, choices, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["days"].queryset = choices.select_related("school", "person")

    def ticked(self, ready):
        """The keys, as text, of the days whose boxes are ticked: all that are ready, at first."""
        return set(self.data.getlist("days")) if self.is_bound else {str(day.pk) for day in ready}


class ClaimForSomebodyForm(ClaimForm):
    """A SATC lead claims for somebody who is away, and says why."""

    reason = forms.CharField(
        label="Why do you claim for them?",
        help_text="They read this, and so does whoever approves the claim.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why you claim for them."},
    )


class ResubmitForm(forms.Form):
    """What to say when a returned claim goes back."""

    answer = forms.CharField(
        label="Your answer to the comment",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class DecisionForm(forms.Form):
    """Approve, return or reject a claim; whoever sent it reads the comment."""

    ACTS = [("approve", "Approve"), ("return", "Return with a comment"), ("reject", "Reject")]

    act = forms.ChoiceField(choices=ACTS, error_messages={"required": "Choose what to do with the claim."})
    comment = forms.CharField(
        label="Comment",
        help_text="Needed if you return or reject it: what has to be answered, or why not. Whoever sent it reads this.",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean(self):
        act = self.cleaned_data.get("act")
        if act in ("return", "reject") and not self.cleaned_data.get("comment"):
            wanted = "what has to be answered" if act == "return" else "why it is rejected"
            self.add_error("comment", f"Say {wanted}.")
        return self.cleaned_data


class ApproveManyForm(forms.Form):
    """The claims to approve together; which of them may be is for the service to say."""

    claims = forms.ModelMultipleChoiceField(
        Claim.objects.with_halves(),
        to_field_name="reference",
        error_messages={
            "required": "Tick at least one claim to approve.",
            "invalid_choice": "One of those claims isn’t there. Look at the list and try again.",
            "invalid_pk_value": "One of those claims isn’t there. Look at the list and try again.",
        },
    )


class SecondLookForm(forms.Form):
    """A drawn claim is in order, or goes back with a comment that whoever sent it reads."""

    act = forms.ChoiceField(
        choices=[("pass", "It is in order"), ("back", "Send it back")],
        error_messages={"required": "Say whether the claim is in order."},
    )
    comment = forms.CharField(
        label="Comment",
        help_text="Needed if you send it back: what has to be answered. Whoever sent it reads this.",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean(self):
        if self.cleaned_data.get("act") == "back" and not self.cleaned_data.get("comment"):
            self.add_error("comment", "Say what has to be answered.")
        return self.cleaned_data


class PolicyForm(forms.Form):
    """How claims are checked from now on."""

    window_months = forms.IntegerField(
        label="Within how many months is a day claimed?",
        help_text="A later claim is not refused: whoever decides on it is told.",
        min_value=1,
        max_value=60,
        widget=forms.NumberInput(attrs={"class": "input-5"}),
        error_messages={"required": "Enter a number of months.", "invalid": "Enter a number of months, like 12."},
    )
    spot_check_percent = forms.IntegerField(
        label="Of a hundred approved claims, how many does a second person look at?",
        help_text="Drawn by chance. 0 is none of them, 100 every one. It needs a second person who may approve.",
        min_value=0,
        max_value=100,
        widget=forms.NumberInput(attrs={"class": "input-5"}),
        error_messages={"required": "Enter a number from 0 to 100.", "invalid": "Enter a number from 0 to 100."},
    )


class ReasonForm(forms.Form):
    """An act that has to say why."""

    reason = forms.CharField(
        label="Why?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Say why."},
    )


class WhichSchoolForm(forms.Form):
    """Which school released the person: one of those where they worked that day, or any where we know of none."""

    def __init__(self, *args, day, **kwargs):
        super().__init__(*args, **kwargs)
        known = School.objects.where_works(day.person, day.on)
        if known:
            self.fields["school"] = forms.ModelChoiceField(
                known,
                label="Which school released them that day?",
                widget=forms.RadioSelect,
                empty_label=None,
                error_messages={"required": "Choose the school that released them."},
            )
        else:
            self.fields["school"] = SchoolField(label="Which school released them that day?")


class ClaimFilterForm(forms.Form):
    """What to show of all claims. A value that makes no sense is left out."""

    status = forms.ChoiceField(choices=[("", "All"), *Claim.flow.statuses.choices], required=False, label="Status")
    q = forms.CharField(max_length=100, required=False, label="Reference, person or school")

    def apply(self, claims):
        self.is_valid()
        if status := self.cleaned_data.get("status"):
            claims = claims.filter(status=status)
        if typed := self.cleaned_data.get("q"):
            claims = claims.found_by(typed)
        return claims


class BudgetsForm(forms.Form):
    """What each source may spend in a year, in pounds; one left empty stays as it is."""

    def __init__(self, *args, year, **kwargs):
        super().__init__(*args, **kwargs)
        found = {
            ledger.source_key(each.source): each for each in Budget.objects.filter(year=year).select_related("source")
        }
        for key, name in ledger.sources().items():
            field = PoundsField(label=name, required=False)
            if key in found:
                field.initial = plain_pounds(found[key].amount_pence)
            self.fields[key] = field

    def amounts(self):
        """(source, pence) of each that was filled in: a pool, or the name of a kind of which there is one."""
        pools = {f"pool-{pool.pk}": pool for pool in CoachingPool.objects.all()}
        given = [(key, pence) for key, pence in self.cleaned_data.items() if pence is not None]
        return [(pools.get(key, key), pence) for key, pence in given]

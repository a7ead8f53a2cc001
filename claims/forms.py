from django import forms

from claims.models import Claim, FundedDay
from core.forms import KeyedForm
from schools.fields import SchoolField
from schools.models import School


class ClaimForm(KeyedForm):
    """The days to claim, out of the person's live days. Whether one is claimed already is for the service to say."""

    days = forms.ModelMultipleChoiceField(
        FundedDay.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Tick at least one day to claim.",
            "invalid_choice": "One of those days can't be claimed. Look at the days below and send again.",
            "invalid_pk_value": "One of those days can't be claimed. Look at the days below and send again.",
        },
    )

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["days"].queryset = FundedDay.objects.live().filter(person=person).select_related("school")


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

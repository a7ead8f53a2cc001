"""The release of an influencer: what a head answers, and what staff write down of a telephone call."""

from django import forms

from core.forms import KeyedForm
from influencers.forms import words

YES, NO = "yes", "no"


class ReleaseForm(KeyedForm):
    """Yes or no, and with a no a word, if the head likes."""

    answer = forms.ChoiceField(
        label="Can you release them?",
        choices=[(YES, "Yes, on dates that we agree"), (NO, "No, not for these days")],
        widget=forms.RadioSelect,
        error_messages={"required": "Say yes or no.", "invalid_choice": "Say yes or no."},
    )
    note = forms.CharField(
        label="Anything that SATC should know",
        required=False,
        help_text="What would make it possible, perhaps: fewer days, or another term. SATC alone reads it.",
        **words("", rows=2),
    )


class TelephoneForm(KeyedForm):
    """The head’s yes, as it was given on the telephone."""

    note = forms.CharField(
        label="Who said yes, and when?",
        help_text="For example: Ms Adeyemi rang on Monday and is happy with two days after half-term.",
        **words("Say who said yes, and when.", rows=2),
    )

"""What somebody is asked once a support is complete."""

from django import forms

from brokerage.models import Needed
from brokerage.models.feedback import CONFIDENCE
from influencers.forms import words

HOW_CONFIDENT = "Say how confident you feel, from 1 to 5."


def confidence(label):
    return forms.TypedChoiceField(
        label=label,
        choices=CONFIDENCE,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": HOW_CONFIDENT, "invalid_choice": HOW_CONFIDENT},
    )


class SchoolFeedbackForm(forms.Form):
    """Four questions, and room for a thank-you."""

    was_needed = forms.ChoiceField(
        label="Was it what you needed?",
        choices=Needed.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Say whether it was what you needed.",
            "invalid_choice": "Choose one of the three.",
        },
    )
    what_changed = forms.CharField(
        label="What changed?",
        required=False,
        help_text="A sentence or two is plenty. Please name no pupil.",
        **words("", rows=3),
    )
    confidence = confidence("How confident do you feel about science in your school now?")
    may_quote = forms.BooleanField(label="You may quote me", required=False)
    thank_you = forms.CharField(
        label="A thank-you",
        required=False,
        help_text="It goes to them by e-mail, and they keep it on their page.",
        **words("", rows=3),
    )
    is_thank_you_shown = forms.BooleanField(label="My thank-you may stand in the story, too", required=False)

    def __init__(self, *args, influencer, is_head, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["thank_you"].label = f"A thank-you to {influencer}"
        story = "in the story of this support, which your school and the influencer read"
        self.fields["may_quote"].help_text = (
            f"By your role, not your name, {story}. It may then be shown to those who fund the work, too."
            if is_head
            else f"By your role, not your name, {story}."
        )


class InfluencerFeedbackForm(forms.Form):
    """Two questions."""

    what_learned = forms.CharField(
        label="What did you learn?",
        required=False,
        help_text="A sentence or two is plenty. Please name no pupil.",
        **words("", rows=3),
    )
    confidence = confidence("How confident do you feel about supporting a school now?")

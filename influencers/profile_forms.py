"""What an influencer writes on their own page, and what takes it out of the directory."""

from crispy_forms.layout import Field, Fieldset, Layout
from django import forms

from core.forms import KeyedForm
from influencers.forms import words
from influencers.self_forms import AboutThemForm, lines


class ProfileForm(AboutThemForm):
    """The public page of a science influencer, in their own words."""

    offer = lines(
        "What could a school ask you for?",
        "One thing on each line, such as “Watch a lesson together and talk about it”.",
    )
    field_order = ["form_key", "biography", "offer", "leads_elsewhere", "expertise", "stages"]

    def __init__(self, *args, needs_biography=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["biography"].required = needs_biography
        self.fields["biography"].error_messages["required"] = "Write a few sentences about you."
        self.helper.layout = Layout(
            "form_key",
            "biography",
            "offer",
            "leads_elsewhere",
            Field("expertise", wrapper_class="checks-in-columns"),
            "stages",
            Fieldset("For SATC alone", "halves_a_term", "weekdays"),
        )

    @classmethod
    def initial_of(cls, influencer):
        """The page as it is."""
        return {**super().initial_of(influencer), "offer": influencer.offer}


class PauseForm(KeyedForm):
    """Until when the page is away."""

    returns_on = forms.DateField(
        label="When are you back?",
        help_text="Your page is in the directory again from the first school day on or after this date. "
        "You can come back sooner.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Enter the date on which you are back.", "invalid": "Enter a date, like 3/3/2027."},
    )


class TakeOutForm(KeyedForm):
    """A lead takes a page out for its owner."""

    how = forms.ChoiceField(
        label="What have they asked for?",
        choices=[
            ("withdraw_consent", "To be taken out of the directory: they can publish their page again"),
            ("step_down", "To step down: they are no longer a science influencer"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what they have asked for.", "invalid_choice": "Choose one of the two."},
    )
    reason = forms.CharField(label="Reason", help_text="They read this by e-mail.", **words("Say why.", rows=2))

    def __init__(self, *args, is_listed=True, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_listed:
            self.fields["how"].choices = self.fields["how"].choices[1:]


class AgreeForm(KeyedForm):
    """Consent to be listed, which only a tick of one's own gives."""

    agrees = forms.BooleanField(
        label="Yes, list me in the public directory",
        help_text="Your name, your school and the page above, never your e-mail or telephone. "
        "You can take it out at any time.",
        error_messages={"required": "Tick the box to be listed."},
    )

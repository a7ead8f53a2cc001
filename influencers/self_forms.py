"""What somebody says of themselves: in the expression of interest, and later on their own page."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Field, Fieldset, Layout
from django import forms

from core.forms import KeyedForm
from core.privacy import no_contact_details
from core.words import days
from influencers.forms import grouped
from influencers.models import Expertise, KeyStage, Weekday
from influencers.pictures import MOST_BYTES, NOT_A_PICTURE, TOO_BIG
from programmes.audiences import Group
from programmes.models import Event, Opportunity

LONGEST_BIOGRAPHY = 1500
LONGEST_LINES = 600
# As far as six days one can say a half; more than that nobody knows so exactly.
TIMES = [0, *range(1, 13), 14, 16, 18, 20]


def lines(label, help_text):
    """A box for a few public lines, one thing on each."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=LONGEST_LINES,
        widget=forms.Textarea(attrs={"rows": 4}),
        validators=[no_contact_details],
        error_messages={"max_length": f"Keep it to {LONGEST_LINES} characters. This is %(show_value)s."},
    )


class EventsField(forms.ModelMultipleChoiceField):
    """Events to come, each with its date, what it is and where."""

    def label_from_instance(self, event):
        funded = " Release is funded." if event.is_release_funded else ""
        return f"{event.when}: {event.title}, {event.where}.{funded}"


class AboutThemForm(KeyedForm):
    """What the directory says of somebody, in their own words: asked at first, and changed on their page."""

    expertise = forms.MultipleChoiceField(
        label="What are you good at, or keen on?",
        help_text="Choose a few. Schools search for these.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one strength.", "invalid_choice": "Choose from the list."},
    )
    stages = forms.MultipleChoiceField(
        label="Which key stages do you know well?",
        choices=KeyStage.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Choose at least one key stage that you know well.",
            "invalid_choice": "Choose from the list.",
        },
    )
    biography = forms.CharField(
        label="A few sentences about you",
        help_text="Anybody may read this in the directory, so write it as you would for a school’s website. "
        "Leave out e-mail addresses and telephone numbers: schools reach you through SATC.",
        required=False,
        max_length=LONGEST_BIOGRAPHY,
        widget=forms.Textarea(attrs={"rows": 6}),
        validators=[no_contact_details],
        error_messages={"max_length": f"Keep it to {LONGEST_BIOGRAPHY} characters. This is %(show_value)s."},
    )

    leads_elsewhere = lines(
        "What do you already lead elsewhere?",
        "If you like people to know: a hub, a network, a course. One on each line; anybody may read it.",
    )
    halves_a_term = forms.TypedChoiceField(
        label="How many days a term could you be out of school for this?",
        help_text="None is a good answer. Only SATC sees it, and nobody holds you to it.",
        choices=[("", "I don’t know yet"), (0, "None just now"), *((halves, days(halves)) for halves in TIMES[1:])],
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.Select(attrs={"class": "input-20"}),
        error_messages={"invalid_choice": "Choose from the list."},
    )
    weekdays = forms.MultipleChoiceField(
        label="Which weekdays suit you best?",
        help_text="Only SATC sees it. Leave them all empty if it doesn’t matter.",
        choices=Weekday.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Choose from the list."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["expertise"].choices = grouped(Expertise.objects.all())
        self.helper = FormHelper()
        self.helper.form_tag = False

    def clean_expertise(self):
        return list(Expertise.objects.filter(slug__in=self.cleaned_data["expertise"]))

    @classmethod
    def initial_of(cls, thing):
        """What was said before, of a profile or an expression of interest."""
        return {
            "expertise": [term.slug for term in thing.expertise.all()],
            "stages": [stage.value for stage in thing.stages],
            "biography": thing.biography,
            "leads_elsewhere": thing.leads_elsewhere,
            "halves_a_term": thing.halves_a_term,
            "weekdays": [day.value for day in thing.weekdays],
        }

    def details(self):
        """What the service is called with."""
        return {name: value for name, value in self.cleaned_data.items() if name != "form_key"}


# The fragment brings whoever saves by hand back to the section they are in.
SAVE = (
    '<p class="draft-save"><button class="btn btn-secondary" name="step" value="save" formaction="#{}" '
    "data-draft-save>Save</button></p>"
)
PREVIEW = (
    '<div class="form-group"><button class="btn btn-secondary" name="step" value="preview">See how your page will '
    "look</button></div>"
)
PHOTOGRAPH = HTML("{% include 'influencers/_interest_photograph.html' %}")


def section(name, title, *fields):
    """Part of a long form, with a button of its own that saves, for where no script does."""
    return Fieldset(title, *fields, HTML(SAVE.format(name)), css_id=name)


class InterestForm(AboutThemForm):
    """The nominee's strengths and wishes."""

    opportunities = forms.ModelMultipleChoiceField(
        label="Would you like to take up any of these?",
        help_text="Choosing none is a good answer.",
        queryset=Opportunity.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Choose from the list.", "invalid_pk_value": "Choose from the list."},
    )
    events = EventsField(
        label="Which dates would suit you?",
        help_text="Choosing none is a good answer here too.",
        queryset=Event.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": "One of the dates has passed or is full. Choose again.",
            "invalid_pk_value": "Choose from the list.",
        },
    )
    consents = forms.BooleanField(
        label="Yes, list me in the public directory",
        help_text="Your name, school, strengths and what stands above, never your e-mail or telephone. "
        "You can be a science influencer without it.",
        required=False,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["events"].queryset = Event.objects.upcoming().with_room().open_to(Group.INFLUENCERS)
        self.helper.layout = Layout(
            "form_key",
            section("strengths", "Your strengths", Field("expertise", wrapper_class="checks-in-columns"), "stages"),
            section("wishes", "What you would like to do", "opportunities", "events"),
            section("time", "Your time", "halves_a_term", "weekdays"),
            section(
                "words",
                "Your page in the directory",
                "biography",
                "leads_elsewhere",
                PHOTOGRAPH,
                HTML(PREVIEW),
                "consents",
            ),
        )

    @classmethod
    def initial_of(cls, interest):
        """What was written before, for one that came back with a comment."""
        return {
            **super().initial_of(interest),
            "opportunities": [item.pk for item in interest.opportunities.all()],
            "events": [event.pk for event in interest.events.all()],
            "consents": interest.consents,
        }

    def clean(self):
        data = super().clean()
        if data.get("consents") and not data.get("biography") and "biography" not in self.errors:
            self.add_error("biography", "Write a few sentences for the directory, or untick the box that lists you.")
        return data


class PhotographForm(forms.Form):
    """A picture of oneself."""

    photograph = forms.FileField(
        label="Choose a photograph of you",
        help_text="JPEG, PNG or WebP, at most 10 MB. We make it smaller, and keep nothing of where or when it was "
        "taken.",
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        error_messages={
            "required": "Choose a photograph first.",
            "empty": NOT_A_PICTURE,
            "invalid": "Choose a photograph first.",
        },
    )

    def __init__(self, *args, was_too_big=False, **kwargs):
        super().__init__(*args, **kwargs)
        if was_too_big:
            self.fields["photograph"].error_messages["required"] = TOO_BIG

    def clean_photograph(self):
        upload = self.cleaned_data["photograph"]
        if upload.size > MOST_BYTES:
            raise forms.ValidationError(TOO_BIG)
        return upload

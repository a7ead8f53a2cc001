from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Field, Fieldset, Layout
from django import forms
from django.core.exceptions import ValidationError

from core import clock
from core.forms import KeyedForm, PublicForm
from core.privacy import no_contact_details
from core.words import long_date
from influencers.models import Capacity, Expertise, ExpertiseGroup, Influencer, KeyStage, NomineeRole
from influencers.workflow import ProgressStatus
from programmes.audiences import Group
from programmes.models import Event, Opportunity
from schools.fields import SchoolField

LONGEST_NAME = 100
LONGEST_TEXT = 4000
LONGEST_BIOGRAPHY = 1500
SATURDAY = 5


def words(required, **attrs):
    """A box for a few sentences, and what is said when it is left empty."""
    return {
        "widget": forms.Textarea(attrs={"rows": 5, **attrs}),
        "max_length": LONGEST_TEXT,
        "error_messages": {
            "required": required,
            "max_length": f"Keep it to {LONGEST_TEXT} characters. This is %(show_value)s.",
        },
    }


def name(missing, **more):
    """A person's name, and what is said when it is left empty."""
    return forms.CharField(
        max_length=LONGEST_NAME,
        error_messages={"required": missing, "max_length": f"Keep the name to {LONGEST_NAME} characters."},
        validators=[no_contact_details],
        **more,
    )


def email(missing, **more):
    """An e-mail address, and what is said when it is missing or isn't one."""
    return forms.EmailField(
        max_length=254,
        error_messages={
            "required": missing,
            "invalid": missing,
            "max_length": "That is too long for an e-mail address.",
        },
        **more,
    )


# Folded away for most, who are heads; open once it was used.
COMPLETED_FOR_THE_HEAD = """
<details class="more"{% if form.helper_name.value or form.helper_email.value %} open{% endif %}>
<summary>Completing this for the head?</summary>
"""


class NominationForm(PublicForm):
    """A headteacher's nomination, or one that somebody completes for the head."""

    head_name = name(
        "Enter the headteacher's name.",
        label="Headteacher's name",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    head_email = email(
        "Enter the headteacher's school e-mail address, like name@school.sch.uk.",
        label="Headteacher's school e-mail",
        help_text="We send a link to this address to confirm the nomination.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    school = SchoolField()
    helper_name = name(
        "Enter your name.", label="Your name", required=False, help_text="Only if you complete this for the head."
    )
    helper_email = email(
        "Enter your e-mail address, like name@school.sch.uk.",
        label="Your e-mail",
        required=False,
        help_text="We let you know that it is with the head.",
    )
    nominee_name = name("Enter the nominee's name.", label="Nominee's name")
    nominee_email = email(
        "Enter the nominee's school e-mail address, like name@school.sch.uk.",
        label="Nominee's school e-mail",
        help_text="We write to them only once we have visited you.",
    )
    nominee_role = forms.ChoiceField(
        label="Nominee's role",
        choices=[
            (NomineeRole.SCIENCE_LEADER.value, "Science leader"),
            (NomineeRole.TEACHER.value, "Teacher, or another role such as deputy head"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the nominee's role.", "invalid_choice": "Choose the nominee's role."},
    )
    why = forms.CharField(
        label="Why them?",
        help_text="A few sentences. Enthusiasm matters, and being willing to try and to learn. "
        "Excellence isn't asked for.",
        **words("Tell us in a sentence or two why you nominate them."),
    )
    capacity = forms.ChoiceField(
        label="Is there time for it?",
        help_text="We pay your school for each day of release.",
        choices=Capacity.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Say whether there is time for it.",
            "invalid_choice": "Choose one of the answers.",
        },
    )

    def sections(self):
        return [
            "form_key",
            Fieldset("The headteacher", "head_name", "head_email", "school"),
            HTML(COMPLETED_FOR_THE_HEAD),
            "helper_name",
            "helper_email",
            HTML("</details>"),
            Fieldset("The teacher you nominate", "nominee_name", "nominee_email", "nominee_role", "why", "capacity"),
        ]

    def answer(self, name):
        return self.cleaned_data[name].label if name == "school" else super().answer(name)

    def clean(self):
        data = super().clean()
        head, nominee = data.get("head_email", "").lower(), data.get("nominee_email", "").lower()
        if head and head == nominee:
            self.add_error(
                "nominee_email",
                "This is the headteacher's address. Enter the nominee's own school e-mail address, like "
                "name@school.sch.uk.",
            )
        if "helper_name" not in self.errors and "helper_email" not in self.errors:
            for given, missing in (("helper_name", "helper_email"), ("helper_email", "helper_name")):
                if data.get(given) and not data.get(missing):
                    self.add_error(missing, self.fields[missing].error_messages["required"])
        return data

    def details(self):
        """What the service is called with."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("form_key", "website")}


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
        help_text="Anybody may read this in the directory, so write it as you would for a school's website. "
        "Leave out e-mail addresses and telephone numbers: schools reach you through SATC.",
        required=False,
        max_length=LONGEST_BIOGRAPHY,
        widget=forms.Textarea(attrs={"rows": 6}),
        validators=[no_contact_details],
        error_messages={"max_length": f"Keep it to {LONGEST_BIOGRAPHY} characters. This is %(show_value)s."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["expertise"].choices = grouped(Expertise.objects.all())
        self.helper = FormHelper()
        self.helper.form_tag = False

    def clean_expertise(self):
        return list(Expertise.objects.filter(slug__in=self.cleaned_data["expertise"]))

    def details(self):
        """What the service is called with."""
        return {name: value for name, value in self.cleaned_data.items() if name != "form_key"}


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
        help_text="Your name, school, strengths and the sentences above, never your e-mail or telephone. "
        "You can be a science influencer without it.",
        required=False,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["events"].queryset = Event.objects.upcoming().with_room().open_to(Group.INFLUENCERS)
        self.helper.layout = Layout(
            "form_key",
            Fieldset("Your strengths", Field("expertise", wrapper_class="checks-in-columns"), "stages", "biography"),
            Fieldset("What you would like to do", "opportunities", "events"),
            Fieldset("The directory", "consents"),
        )

    @classmethod
    def initial_of(cls, interest):
        """What was written before, for one that came back with a comment."""
        return {
            "expertise": [term.slug for term in interest.expertise.all()],
            "stages": [stage.value for stage in interest.stages],
            "biography": interest.biography,
            "opportunities": interest.opportunities.all(),
            "events": interest.events.all(),
            "consents": interest.consents,
        }

    def clean(self):
        data = super().clean()
        if data.get("consents") and not data.get("biography") and "biography" not in self.errors:
            self.add_error("biography", "Write a few sentences for the directory, or untick the box that lists you.")
        return data


def grouped(terms):
    """Choices by slug under the names of their groups."""
    groups = {group: [] for group in ExpertiseGroup}
    for term in terms:
        groups[term.group].append((term.slug, term.name))
    return [(group.label, choices) for group, choices in groups.items() if choices]


class ArrangeForm(KeyedForm):
    """The date of a visit to the school."""

    on = forms.DateField(
        label="Date of the visit",
        help_text="A weekday. The head hears of it by e-mail.",
        widget=forms.DateInput(attrs={"type": "date", "class": "input-10"}, format="%Y-%m-%d"),
        error_messages={"required": "Enter the date of the visit.", "invalid": "Enter a date, like 3/3/2027."},
    )

    def clean_on(self):
        on = self.cleaned_data["on"]
        if on < clock.today():
            raise ValidationError(f"{long_date(on)} is in the past. Choose today or a later date.")
        if on.weekday() >= SATURDAY:
            raise ValidationError(f"{long_date(on)} is at a weekend. Choose a day from Monday to Friday.")
        return on


class RecordForm(KeyedForm):
    """What was learned on the visit."""

    who_met = forms.CharField(label="Whom did you meet?", **words("Say whom you met.", rows=2))
    strengths = forms.CharField(label="What are the teacher's strengths?", **words("Write down the strengths."))
    capacity = forms.CharField(
        label="What was said of expectations and capacity?",
        help_text="Capability isn't questioned; capacity may be.",
        **words("Write down what was said of expectations and capacity."),
    )
    is_head = forms.BooleanField(required=False)

    def __init__(self, *args, head="", school="", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["is_head"].label = f"Yes, {head} is the headteacher of {school}"
        self.fields["is_head"].help_text = "Proves their post: letters and money matters of the school open to them."

    def details(self):
        """What the service is called with."""
        return {name: value for name, value in self.cleaned_data.items() if name != "form_key"}


class DecideForm(KeyedForm):
    """Accept, defer or decline."""

    decision = forms.ChoiceField(
        label="What do you decide?",
        choices=[
            ("accept", "Accept: invite the teacher by e-mail"),
            ("defer", "Put off: not just now. The head is told the reason"),
            ("decline", "Don't take it further: the teacher can't be eligible. The reason stays private"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you decide.", "invalid_choice": "Choose what you decide."},
    )
    reason = forms.CharField(label="Reason", required=False, **words("Give a reason.", rows=3))

    def clean(self):
        data = super().clean()
        if data.get("decision") in ("defer", "decline") and not data.get("reason"):
            self.add_error("reason", "Give the reason.")
        return data


class ProgressForm(forms.Form):
    """How an influencer is getting on with one opportunity."""

    status = forms.ChoiceField(
        label="How are you getting on?",
        choices=[
            (ProgressStatus.STOPPED.value, "Not just now"),
            (ProgressStatus.INTERESTED.value, "I am interested"),
            (ProgressStatus.WORKING_TOWARDS.value, "I am working towards it"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Say how you are getting on.", "invalid_choice": "Choose one of the answers."},
    )
    is_shown = forms.BooleanField(
        label="While I am working towards it, say so on my page in the directory", required=False
    )

    @classmethod
    def of(cls, opportunity, progress, data=None):
        """The form for one opportunity among several on a page."""
        initial = {"status": ProgressStatus.STOPPED.value}
        if progress:
            initial = {"status": progress.status, "is_shown": progress.is_shown}
        return cls(data, prefix=opportunity.slug, initial=initial)


class AchievementForm(KeyedForm):
    """Who has achieved what."""

    influencer = forms.ModelChoiceField(
        label="Who?",
        queryset=Influencer.objects.none(),
        error_messages={"required": "Choose who it is.", "invalid_choice": "Choose from the list."},
    )
    opportunity = forms.ModelChoiceField(
        label="What have they achieved?",
        queryset=Opportunity.objects.all(),
        error_messages={"required": "Choose what they have achieved.", "invalid_choice": "Choose from the list."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["influencer"].queryset = Influencer.objects.in_role().select_related("person")


class WithdrawForm(KeyedForm):
    """A lead withdraws a nomination for its sender."""

    reason = forms.CharField(label="Reason", required=False, **words("Give a reason.", rows=2))


class ReturnForm(KeyedForm):
    """What the nominee should change or tell us."""

    comment = forms.CharField(
        label="What would you like them to change, or to tell you?",
        help_text="They read this by e-mail and above their answers.",
        **words("Write what you would like them to change or to tell you.", rows=3),
    )

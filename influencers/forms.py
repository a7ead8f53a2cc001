import datetime

from crispy_forms.layout import HTML, Fieldset
from django import forms
from django.core.exceptions import ValidationError

from core import clock
from core.forms import KeyedForm, PublicForm
from core.privacy import no_contact_details
from core.words import long_date
from influencers.models import Capacity, ExpertiseGroup, Influencer, NomineeRole
from influencers.workflow import ProgressStatus
from programmes.models import Opportunity
from schools.fields import SchoolField
from schools.models import Person
from schools.school_days import against

LONGEST_NAME = 100
LONGEST_TEXT = 4000
LONGEST_DEFERRAL = datetime.timedelta(days=731)


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
        "Enter the headteacher’s name.",
        label="Headteacher’s name",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    head_email = email(
        "Enter the headteacher’s school e-mail address, like name@school.sch.uk.",
        label="Headteacher’s school e-mail",
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
    nominee_name = name("Enter the nominee’s name.", label="Nominee’s name")
    nominee_email = email(
        "Enter the nominee’s school e-mail address, like name@school.sch.uk.",
        label="Nominee’s school e-mail",
        help_text="We write to them when a visit to your school is arranged, and not before.",
    )
    nominee_role = forms.ChoiceField(
        label="Nominee’s role",
        choices=[
            (NomineeRole.SCIENCE_LEADER.value, "Science leader"),
            (NomineeRole.TEACHER.value, "Teacher, or another role such as deputy head"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the nominee’s role.", "invalid_choice": "Choose the nominee’s role."},
    )
    why = forms.CharField(
        label="Why them?",
        help_text="A few sentences. Enthusiasm matters, and being willing to try and to learn. "
        "Excellence isn’t asked for.",
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
                "This is the headteacher’s address. Enter the nominee’s own school e-mail address, like "
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


def grouped(terms):
    """Choices by slug under the names of their groups."""
    groups = {group: [] for group in ExpertiseGroup}
    for term in terms:
        groups[term.group].append((term.slug, term.name))
    return [(group.label, choices) for group, choices in groups.items() if choices]


LENGTHS = [(30, "Half an hour"), (45, "45 minutes"), (60, "An hour"), (90, "An hour and a half"), (120, "Two hours")]


def date_box(label, missing, **more):
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date", "class": "input-10"}, format="%Y-%m-%d"),
        error_messages={"required": missing, "invalid": "Enter a date, like 3/3/2027."},
        **more,
    )


class ArrangeForm(KeyedForm):
    """The date and time of a visit to the school. What is against the date is a warning, and is sent again to go on."""

    on = date_box("Date of the visit", "Enter the date of the visit.")
    starts_at = forms.TimeField(
        label="Starts at",
        widget=forms.TimeInput(attrs={"type": "time", "class": "input-10"}, format="%H:%M"),
        input_formats=["%H:%M", "%H.%M", "%I:%M%p", "%I.%M%p", "%I%p"],
        error_messages={"required": "Enter when it starts.", "invalid": "Enter a time, like 15:30."},
    )
    minutes = forms.TypedChoiceField(
        label="How long?",
        choices=LENGTHS,
        coerce=int,
        initial=60,
        widget=forms.Select(attrs={"class": "form-select w-auto"}),
        error_messages={"required": "Choose how long it takes.", "invalid_choice": "Choose from the list."},
    )
    visitor = forms.ModelChoiceField(
        label="Who goes?",
        queryset=Person.objects.none(),
        empty_label=None,
        widget=forms.Select(attrs={"class": "form-select w-auto"}),
        error_messages={"required": "Choose who goes.", "invalid_choice": "Choose from the list."},
    )
    # The date about which they have been warned.
    anyway = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)

    def __init__(self, *args, by, visit=None, **kwargs):
        kwargs.setdefault("initial", {"visitor": (visit and visit.visitor_id) or by.pk})
        super().__init__(*args, **kwargs)
        self.fields["visitor"].queryset = Person.objects.visitors()
        self.against = []

    def clean_on(self):
        on = self.cleaned_data["on"]
        if on < clock.today():
            raise ValidationError(f"{long_date(on)} is in the past. Choose today or a later date.")
        return on

    def warns(self, school):
        """Whether something is against the date that they haven't been warned of; the form then says so."""
        on = self.cleaned_data["on"]
        self.against = against(on, school)
        if not self.against or self.cleaned_data["anyway"] == on.isoformat():
            return False
        self.data = self.data.copy()
        self.data["anyway"] = on.isoformat()
        return True

    def details(self):
        """What the service is called with."""
        return {name: self.cleaned_data[name] for name in ("on", "starts_at", "minutes", "visitor")}


class RecordForm(KeyedForm):
    """What was learned on the visit."""

    who_met = forms.CharField(label="Whom did you meet?", **words("Say whom you met.", rows=2))
    strengths = forms.CharField(
        label="What are they keen on, and what are their strengths?",
        help_text="What matters is enthusiasm, and being willing to try and to learn. Excellence isn’t expected.",
        **words("Write down what they are keen on."),
    )
    capacity = forms.CharField(
        label="What was said of expectations and capacity?",
        help_text="Capability isn’t questioned; capacity may be.",
        **words("Write down what was said of expectations and capacity."),
    )
    is_head = forms.BooleanField(required=False)

    def __init__(self, *args, head="", school="", is_head_proven=False, **kwargs):
        super().__init__(*args, **kwargs)
        if is_head_proven:
            del self.fields["is_head"]
            return
        self.fields["is_head"].label = f"Yes, {head} is the headteacher of {school}"
        self.fields["is_head"].help_text = "Proves their post: letters and money matters of the school open to them."


class HeldForm(RecordForm):
    """A visit that was held without being arranged here."""

    on = date_box("When was the visit?", "Enter the date of the visit.")
    field_order = ["form_key", "on"]

    def clean_on(self):
        on = self.cleaned_data["on"]
        if on > clock.today():
            raise ValidationError(f"{long_date(on)} is to come. Arrange the visit, and record it once it is held.")
        return on


class DecideForm(KeyedForm):
    """Accept, defer or decline."""

    decision = forms.ChoiceField(
        label="What do you decide?",
        choices=[
            ("accept", "Accept: invite the teacher by e-mail"),
            ("defer", "Put off: not just now. The head is told the reason, and when you come back"),
            ("decline", "Don’t take it further: the teacher can’t be eligible. The reason stays private"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you decide.", "invalid_choice": "Choose what you decide."},
    )
    reason = forms.CharField(label="Reason", required=False, **words("Give a reason.", rows=3))
    back_on = date_box(
        "If you put it off: when do you come back to it?",
        "Enter the date.",
        required=False,
        help_text="It waits at the desk again from that day on, and you are reminded.",
    )

    def clean(self):
        data = super().clean()
        decision, back_on = data.get("decision"), data.get("back_on")
        if decision in ("defer", "decline") and not data.get("reason"):
            self.add_error("reason", "Give the reason.")
        if decision == "defer" and "back_on" not in self.errors:
            if not back_on:
                self.add_error("back_on", "Enter the date on which you come back to it.")
            elif not clock.today() < back_on <= clock.today() + LONGEST_DEFERRAL:
                self.add_error("back_on", "Choose a date after today, within the next two years.")
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

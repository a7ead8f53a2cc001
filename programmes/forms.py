from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout
from django import forms

from core import clock
from core.forms import KeyedForm
from core.parts import PartOfDay
from core.privacy import no_contact_details
from core.words import long_date
from programmes.audiences import Audience
from programmes.models import EventKind, EventSeries
from schools.fields import SchoolField
from schools.models import Person

MOST_PEOPLE = 500
MOST_OPEN_MINUTES = 240
LONGEST_TASK = 300
LONGEST_COMMENT = 1000


def line(label, missing, longest, **more):
    """A box for one line that anybody may read."""
    return forms.CharField(
        label=label,
        max_length=longest,
        validators=[no_contact_details],
        error_messages={"required": missing, "max_length": f"Keep it to {longest} characters."},
        **more,
    )


def choice(label, choices, missing):
    return forms.ChoiceField(
        label=label,
        choices=choices,
        widget=forms.RadioSelect,
        error_messages={"required": missing, "invalid_choice": missing},
    )


def clock_time(label, **more):
    """A time of day that may be left out."""
    return forms.TimeField(
        label=label,
        required=False,
        widget=forms.TimeInput(attrs={"type": "time", "class": "input-10"}, format="%H:%M"),
        error_messages={"invalid": "Enter a time, like 9:15."},
        **more,
    )


class EventForm(KeyedForm):
    """An event, new or changed."""

    title = line("Title", "Enter the title.", 150)
    kind = choice("Kind", EventKind.choices, "Choose the kind of event.")
    purpose = line(
        "What is it for?",
        "Say in a line what it is for.",
        250,
        help_text="In a line. It stands in the letter to heads.",
    )
    agenda = forms.CharField(
        label="Agenda",
        required=False,
        max_length=2000,
        validators=[no_contact_details],
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"max_length": "Keep it to 2000 characters."},
    )
    open_minutes = forms.IntegerField(
        label="Minutes of open time for discussion",
        required=False,
        min_value=0,
        max_value=MOST_OPEN_MINUTES,
        widget=forms.NumberInput(attrs={"class": "input-5"}),
        error_messages={
            "invalid": "Enter a number of minutes, like 30.",
            "min_value": "Enter a number of minutes, like 30.",
            "max_value": f"Enter at most {MOST_OPEN_MINUTES} minutes.",
        },
    )
    series = forms.ModelChoiceField(
        label="Series",
        queryset=EventSeries.objects.all(),
        required=False,
        empty_label="None: it stands alone",
        error_messages={"invalid_choice": "Choose from the list."},
    )
    new_series = line("Or the name of a new series", "", 100, required=False)
    on = forms.DateField(
        label="Date",
        widget=forms.DateInput(attrs={"type": "date", "class": "input-10"}, format="%Y-%m-%d"),
        error_messages={"required": "Enter the date.", "invalid": "Enter a date, like 3/3/2027."},
    )
    part = choice("Part of the day", PartOfDay.choices, "Choose the part of the day.")
    starts_at = clock_time(
        "Starts at",
        help_text="Left empty: 9am to 3.30pm for a whole day, 9am to midday, 1pm to 3.30pm, or 4pm to 5.30pm.",
    )
    ends_at = clock_time("Ends at")
    venue_school = SchoolField(
        label="At which school?", required=False, help_text="Leave it empty when it isn’t at one."
    )
    venue = line("Where", "", 200, required=False, help_text="The room, or the place: like “the hall” or “the museum”.")
    capacity = forms.IntegerField(
        label="Places",
        initial=30,
        min_value=1,
        max_value=MOST_PEOPLE,
        widget=forms.NumberInput(attrs={"class": "input-5"}),
        error_messages={
            "required": "Enter how many places there are.",
            "invalid": "Enter a number, like 30.",
            "min_value": "Enter at least 1 place.",
            "max_value": f"Enter at most {MOST_PEOPLE} places.",
        },
    )
    audience = forms.ChoiceField(
        label="Who may book?",
        choices=Audience.choices,
        initial=Audience.INFLUENCERS,
        required=False,
        widget=forms.RadioSelect,
        help_text="You can offer a place to anybody else.",
        error_messages={"invalid_choice": "Choose who may book."},
    )
    is_release_funded = forms.BooleanField(
        label="Release is funded",
        help_text="Each school is paid for releasing the person who comes. Never for a twilight.",
        required=False,
    )
    tutor_email = forms.EmailField(
        label="Tutor’s e-mail",
        required=False,
        max_length=254,
        help_text="Somebody we know, who may set gap tasks for those who come. Only staff see this address.",
        error_messages={"invalid": "Enter an e-mail address, like name@school.sch.uk."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = self.helper.include_media = False
        self.helper.layout = Layout(
            "form_key",
            Fieldset("What it is", "title", "kind", "purpose", "agenda", "open_minutes", "series", "new_series"),
            Fieldset("When and where", "on", "part", "starts_at", "ends_at", "venue", "venue_school"),
            Fieldset("Who comes", "audience", "capacity", "is_release_funded", "tutor_email"),
        )

    @classmethod
    def initial_of(cls, event):
        """The event as it is."""
        same = ("title", "kind", "purpose", "agenda", "open_minutes", "series", "on", "part", "starts_at", "ends_at",
                "venue_school", "venue", "capacity", "audience", "is_release_funded")  # fmt: skip
        return {name: getattr(event, name) for name in same} | {"tutor_email": event.tutor.email if event.tutor else ""}

    def clean_on(self):
        on = self.cleaned_data["on"]
        if on < clock.today():
            raise forms.ValidationError(f"{long_date(on)} is in the past. Choose today or a later date.")
        return on

    def clean_open_minutes(self):
        return self.cleaned_data["open_minutes"] or 0

    def clean_audience(self):
        return self.cleaned_data["audience"] or Audience.INFLUENCERS

    def clean_tutor_email(self):
        """The person whose address it is."""
        typed = self.cleaned_data["tutor_email"]
        tutor = Person.objects.known_as(typed) if typed else None
        if typed and tutor is None:
            raise forms.ValidationError("We don’t know anybody with that e-mail address.")
        return tutor

    def clean(self):
        data = super().clean()
        if not data.get("venue") and not data.get("venue_school") and "venue_school" not in self.errors:
            self.add_error("venue", "Enter where it is.")
        starts, ends = data.get("starts_at"), data.get("ends_at")
        if bool(starts) != bool(ends) and not {"starts_at", "ends_at"} & set(self.errors):
            self.add_error("ends_at" if starts else "starts_at", "Enter both times, or neither.")
        elif starts and ends <= starts:
            self.add_error("ends_at", "Enter a time after it starts.")
        return data

    def details(self):
        """What the service is called with."""
        details = {name: value for name, value in self.cleaned_data.items() if name != "form_key"}
        return details | {"tutor": details.pop("tutor_email")}


class CallOffForm(KeyedForm):
    """An event that won't take place."""

    reason = line("Reason", "Give a reason. Everybody who holds a place reads it.", 250)


class PlaceForm(KeyedForm):
    """A place for somebody we know."""

    email = forms.EmailField(
        label="Their e-mail",
        max_length=254,
        error_messages={
            "required": "Enter their e-mail address.",
            "invalid": "Enter an e-mail address, like name@school.sch.uk.",
        },
    )
    how = choice(
        "How?",
        [("offer", "Offer it: they say whether they come"), ("book", "Book it: they have said so already")],
        "Choose how.",
    )

    def clean_email(self):
        """The person whose address it is."""
        person = Person.objects.known_as(self.cleaned_data["email"])
        if person is None or not person.is_active:
            raise forms.ValidationError("We don’t know anybody with that e-mail address.")
        return person


class GapTasksForm(KeyedForm):
    """What to try at school, one task a line."""

    tasks = forms.CharField(
        label="What should they try at school?",
        help_text="One thing a line.",
        max_length=5 * LONGEST_TASK,
        validators=[no_contact_details],
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": "Write at least one thing to try.",
            "max_length": f"Keep it to {5 * LONGEST_TASK} characters.",
        },
    )

    def clean_tasks(self):
        """The lines that say something."""
        lines = [text.strip() for text in self.cleaned_data["tasks"].splitlines() if text.strip()]
        if any(len(text) > LONGEST_TASK for text in lines):
            raise forms.ValidationError(f"Keep each to {LONGEST_TASK} characters.")
        return lines


class GapTaskAnswerForm(forms.Form):
    """Done, and how it went."""

    is_done = forms.BooleanField(label="I have tried it", required=False)
    comment = forms.CharField(
        label="How did it go?",
        required=False,
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": f"Keep it to {LONGEST_COMMENT} characters."},
    )

    @classmethod
    def of(cls, task, answer):
        """The form for one task among several on a page."""
        initial = {"is_done": answer.is_done, "comment": answer.comment} if answer else {}
        return cls(prefix=f"task-{task.pk}", initial=initial)

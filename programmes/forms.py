from django import forms

from core import clock
from core.forms import KeyedForm
from core.parts import PartOfDay
from core.privacy import no_contact_details
from core.words import long_date
from programmes.models import EventKind

MOST_PEOPLE = 500


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


class EventForm(KeyedForm):
    """A new event."""

    title = line("Title", "Enter the title.", 150)
    kind = choice("Kind", EventKind.choices, "Choose the kind of event.")
    purpose = line(
        "What is it for?",
        "Say in a line what it is for.",
        250,
        help_text="In a line. It stands in the letter to heads.",
    )
    on = forms.DateField(
        label="Date",
        widget=forms.DateInput(attrs={"type": "date", "class": "input-10"}, format="%Y-%m-%d"),
        error_messages={"required": "Enter the date.", "invalid": "Enter a date, like 3/3/2027."},
    )
    part = choice("Part of the day", PartOfDay.choices, "Choose the part of the day.")
    venue = line("Where", "Enter where it is.", 200)
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
    is_release_funded = forms.BooleanField(
        label="Release is funded",
        help_text="Each school is paid for releasing the person who comes. Never for a twilight.",
        required=False,
    )

    def clean_on(self):
        on = self.cleaned_data["on"]
        if on < clock.today():
            raise forms.ValidationError(f"{long_date(on)} is in the past. Choose today or a later date.")
        return on

    def details(self):
        """What the service is called with."""
        return {name: value for name, value in self.cleaned_data.items() if name != "form_key"}

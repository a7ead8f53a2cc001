"""What is asked when somebody starts, leaves or moves."""

from django import forms

from core.forms import KeyedForm
from schools.fields import SchoolField
from schools.models import Role


def date_field(label, missing, **kwargs):
    """A date in a box that browsers know; `missing` says what to enter."""
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date", "class": "input-10"}, format="%Y-%m-%d"),
        error_messages={"required": missing, "invalid": "Enter a date, like 31/8/2027."},
        **kwargs,
    )


def role_field(label):
    return forms.ChoiceField(
        label=label,
        choices=Role.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a role.", "invalid_choice": "Choose a role from the list."},
    )


def is_true_field():
    return forms.BooleanField(
        label="SATC knows that this is true",
        help_text="It proves the post. A proven head or business manager sees the school’s letters and payments.",
        required=False,
    )


class StartPostForm(KeyedForm):
    """Who starts, where, as what and from when."""

    email = forms.EmailField(
        label="E-mail address",
        max_length=254,
        widget=forms.EmailInput(attrs={"class": "input-20"}),
        error_messages={"required": "Enter their e-mail address.", "invalid": "Enter an e-mail address."},
    )
    name = forms.CharField(
        label="Name", help_text="Needed if we don’t know the address yet.", required=False, max_length=150
    )
    school = SchoolField()
    role = role_field("Role at school")
    starts_on = date_field("From", "", required=False, help_text="Leave it blank for “before we knew them”.")
    is_true = is_true_field()


class EndPostForm(KeyedForm):
    """The last day of a post."""

    ends_on = date_field("Last day", "Enter the last day.")


class MovePostForm(KeyedForm):
    """To which school, and the last day at the old one."""

    school = SchoolField(label="New school")
    last_day = date_field(
        "Last day at the old school", "Enter the last day at the old school.", help_text="They start the day after."
    )
    is_true = is_true_field()


class CorrectPostForm(KeyedForm):
    """Both dates of a post."""

    starts_on = date_field("From", "", required=False, help_text="Blank: before we knew them.")
    ends_on = date_field("Last day", "", required=False, help_text="Blank: they are still there.")


class TakeBackForm(KeyedForm):
    """Nothing but the button."""


class SayPostForm(KeyedForm):
    """Where somebody says that they work."""

    school = SchoolField(label="Which school?")
    role = role_field("What do you do there?")
    starts_on = date_field(
        "From", "", required=False, help_text="It may be to come, such as next September. Blank: before today."
    )


class LeavePostForm(KeyedForm):
    """When somebody says that they leave."""

    ends_on = date_field("Your last day there", "Enter your last day.", help_text="It may be to come.")

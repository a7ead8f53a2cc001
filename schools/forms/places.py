"""What is asked about a school at the desk."""

from django import forms

from core.forms import KeyedForm
from schools.forms.posts import date_field
from schools.models import Network, School


class NetworksForm(forms.Form):
    """The networks that a school belongs to."""

    networks = forms.ModelMultipleChoiceField(
        label="Which networks does it belong to?",
        queryset=Network.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Choose from the list.", "invalid_pk_value": "Choose from the list."},
    )


class ToSuccessorForm(KeyedForm):
    """To which successor everybody moves, and the last day at the school that closed."""

    successor = forms.ModelChoiceField(
        label="Where do they work now?",
        queryset=School.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the successor.", "invalid_choice": "Choose one of its successors."},
    )
    last_day = date_field(
        "Last day at the school that closed", "Enter the last day.", help_text="They start the day after."
    )

    def __init__(self, *args, school, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["successor"].queryset = School.objects.successors_of(school)

from django import forms

from core.forms import KeyedForm
from influencers.forms import words


class MergeForm(KeyedForm):
    """By which name and e-mail the person is known from now on, and how the lead knows that they are one."""

    name = forms.TypedChoiceField(
        label="Which name is right?",
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a name.", "invalid_choice": "Choose one of the two names."},
    )
    email = forms.TypedChoiceField(
        label="Where do we write to them?",
        help_text="Both addresses sign them in.",
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose an address.", "invalid_choice": "Choose one of the two addresses."},
    )
    reason = forms.CharField(
        label="How do you know that they are one person?",
        help_text="Kept with the record of what was done.",
        **words("Say how you know that they are one person.", rows=2),
    )

    def __init__(self, *args, kept, gone, **kwargs):
        super().__init__(*args, **kwargs)
        self.kept, self.gone = kept, gone
        for name in ("name", "email"):
            self.fields[name].choices = [(person.pk, getattr(person, name)) for person in (kept, gone)]
            self.fields[name].initial = kept.pk
        if kept.name == gone.name:
            del self.fields["name"]

    def choices(self):
        """What the service is told."""
        chosen = self.cleaned_data
        return {
            "reason": chosen["reason"],
            "takes_name": chosen.get("name") == self.gone.pk,
            "takes_email": chosen["email"] == self.gone.pk,
        }

import uuid

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout
from django import forms

MOST_POUNDS = 100_000
NOT_SENT = "This was not sent, because a box that people can’t see was filled in. Please leave it empty and send again."


class PoundsField(forms.DecimalField):
    """An amount as people type it, "1,250.50" or "£200"; the cleaned value is whole pence, None where left out."""

    def __init__(self, *, missing="Enter an amount.", **kwargs):
        super().__init__(
            min_value=0,
            max_value=MOST_POUNDS,
            decimal_places=2,
            widget=forms.TextInput(attrs={"class": "input-10", "inputmode": "decimal"}),
            error_messages={
                "required": missing,
                "invalid": "Enter an amount in pounds, like 250 or 249.50.",
                "min_value": "Enter an amount in pounds, like 250 or 249.50.",
                "max_value": f"Enter at most £{MOST_POUNDS:,}.",
                "max_decimal_places": "Enter pounds and whole pence, like 249.50.",
            },
            **kwargs,
        )

    def to_python(self, value):
        return super().to_python(value.replace(",", "").replace("£", "").strip() if isinstance(value, str) else value)

    def clean(self, value):
        amount = super().clean(value)
        return None if amount is None else int(amount * 100)


class KeyedForm(forms.Form):
    """A form with a one-time key: sent twice, it does its work once (see `core.submissions.once`)."""

    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class PublicForm(KeyedForm):
    """A keyed form that anybody may send: it carries a honeypot, and can list its answers to be checked."""

    website = forms.CharField(
        label="Leave this empty",
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = self.helper.include_media = False
        self.helper.layout = Layout(*self.sections(), Div("website", css_class="honeypot", aria_hidden="true"))

    def sections(self):
        """The layout of the fields that people see; override it to group them."""
        return ["form_key", *(name for name in self.fields if name not in ("form_key", "website"))]

    def clean_website(self):
        if self.cleaned_data["website"]:
            raise forms.ValidationError(NOT_SENT)
        return ""

    def answers(self):
        """Rows of label, value and field id, for the page that checks the answers."""
        return [
            {"label": str(field.label), "value": self.answer(field.name), "target": field.id_for_label}
            for field in self.visible_fields()
            if field.name != "website" and self.cleaned_data.get(field.name) not in (None, "")
        ]

    def answer(self, name):
        """A cleaned value in words."""
        field, value = self.fields[name], self.cleaned_data[name]
        if isinstance(value, bool):
            return "Yes" if value else "No"
        if hasattr(field, "choices") and not hasattr(field, "queryset"):
            return dict(field.choices).get(value, value)
        if hasattr(field, "queryset") and not hasattr(value, "pk"):
            return ", ".join(str(item) for item in value)
        return str(value)

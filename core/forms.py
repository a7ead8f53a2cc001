import uuid

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout
from django import forms

NOT_SENT = "This was not sent, because a box that people can't see was filled in. Please leave it empty and send again."


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

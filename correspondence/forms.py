from django import forms

from core.references import read_code


class CodeForm(forms.Form):
    """The verification code from a letter, however it is typed."""

    code = forms.CharField(
        label="Code on the letter",
        help_text="Near its end, like 7K3QX-M2PRT. Capitals and the hyphen don’t matter.",
        max_length=40,
        error_messages={"required": "Type the code that is printed on the letter"},
        widget=forms.TextInput(
            attrs={"class": "input-20", "autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )

    def clean_code(self):
        """The code as we print it; empty for what can't be one of ours."""
        return read_code(self.cleaned_data["code"])

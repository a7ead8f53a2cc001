from django import forms

from schools.models import StaffRole


class StaffRoleForm(forms.Form):
    """One button on a person's page: give or take one role."""

    act = forms.ChoiceField(choices=[("give", "Give"), ("take", "Take away")])
    role = forms.ChoiceField(choices=StaffRole.choices)

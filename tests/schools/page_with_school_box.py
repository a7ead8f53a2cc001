"""A page with nothing but a school box on it, for the tests of the box in a browser."""

from crispy_forms.helper import FormHelper
from django import forms
from django.http import HttpResponse
from django.template import RequestContext, Template
from django.urls import include, path

from schools.fields import SchoolField

PAGE = Template(
    """{% extends "base.html" %}{% block content %}<h1>Your school</h1>
    {% if chosen %}<p id="chosen">{{ chosen.urn }}</p>{% endif %}
    {% include "components/form.html" %}{{ form.media }}{% endblock %}"""
)


class SchoolForm(forms.Form):
    school = SchoolField()
    helper = FormHelper()
    helper.form_tag = False


def page(request):
    form = SchoolForm(request.POST or None)
    chosen = form.cleaned_data["school"] if form.is_valid() else None
    return HttpResponse(PAGE.render(RequestContext(request, {"form": form, "chosen": chosen})))


urlpatterns = [
    path("", page),
    path("schools/", include("schools.urls")),
]

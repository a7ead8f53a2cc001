import re
from html.parser import HTMLParser

import pytest
from django import forms
from django.template.loader import render_to_string


class Tags(HTMLParser):
    """Every tag of a page, in order, as (name, attributes)."""

    def __init__(self, html):
        super().__init__()
        self.all = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.all.append((tag, dict(attrs)))

    def ids(self):
        return [attrs["id"] for _, attrs in self.all if "id" in attrs]


class AskingForm(forms.Form):
    key = forms.CharField(widget=forms.HiddenInput)
    name = forms.CharField(help_text="As people call you.", error_messages={"required": "Enter your name"})
    telephone = forms.CharField(required=False)
    time = forms.ChoiceField(choices=[("y", "Yes"), ("n", "No")], widget=forms.RadioSelect, help_text="In a year.")
    stages = forms.MultipleChoiceField(choices=[("1", "One"), ("2", "Two")], widget=forms.CheckboxSelectMultiple)
    consent = forms.BooleanField(help_text="You can change your mind.")


def page(form):
    summary = render_to_string("components/error_summary.html", {"form": form})
    return summary + render_to_string("components/form.html", {"form": form, "submit": "Send"})


@pytest.mark.parametrize("data", [None, {}, {"name": "Ada", "stages": ["1"]}])
def test_every_description_and_every_label_points_at_something(data):
    tags = Tags(page(AskingForm(data)))
    ids = tags.ids()
    assert len(ids) == len(set(ids))
    for _, attrs in tags.all:
        for pointed in attrs.get("aria-describedby", "").split() + ([attrs["for"]] if "for" in attrs else []):
            assert pointed in ids


def test_each_error_links_to_its_box():
    tags = Tags(page(AskingForm({})))
    links = [attrs["href"].removeprefix("#") for tag, attrs in tags.all if tag == "a"]
    assert links == ["id_name", "id_time_0", "id_stages_0", "id_consent"]
    assert set(links) <= set(tags.ids())


def test_label_hint_and_error_come_before_the_box():
    html = page(AskingForm({}))
    places = [
        html.index(part) for part in ('for="id_name"', 'id="id_name_helptext"', 'id="id_name_error"', 'name="name"')
    ]
    assert places == sorted(places)


def test_a_wrong_box_says_so():
    box = next(attrs for tag, attrs in Tags(page(AskingForm({}))).all if attrs.get("name") == "name")
    assert box["aria-invalid"] == "true"
    assert box["aria-describedby"] == "id_name_helptext id_name_error"


def test_choices_are_groups_with_a_name():
    html = page(AskingForm())
    assert len(re.findall(r"<fieldset", html)) == len(re.findall(r"<legend", html)) == 2
    assert 'aria-describedby="id_time_helptext"' in html


def test_what_may_be_left_out_says_so_and_nothing_is_starred():
    html = page(AskingForm())
    assert html.count("(optional)") == 1
    assert "*" not in html


def test_check_your_answers_posts_every_value_again():
    form = AskingForm({"key": "k", "name": "Ada", "time": "y", "stages": ["1", "2"], "consent": "on"})
    html = render_to_string(
        "components/check_answers.html", {"form": form, "rows": [{"label": "Name", "value": "Ada"}]}
    )
    posted = [
        (attrs["name"], attrs.get("value", ""))
        for tag, attrs in Tags(html).all
        if tag == "input" and attrs["type"] == "hidden" and attrs["name"] != "csrfmiddlewaretoken"
    ]
    assert sorted(posted) == [
        ("consent", "True"),
        ("key", "k"),
        ("name", "Ada"),
        ("stages", "1"),
        ("stages", "2"),
        ("telephone", ""),
        ("time", "y"),
    ]

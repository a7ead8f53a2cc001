"""The school box as a form sees it, with no script: what was typed, a pick, and the list step."""

import re

import pytest
from django import forms

from schools.fields import SchoolField
from schools.models import SchoolStatus
from tests.factories.schools import SchoolFactory, SuccessionFactory

pytestmark = pytest.mark.django_db


class SchoolForm(forms.Form):
    school = SchoolField()


def sent(text, urn="", picked_for=""):
    return SchoolForm({"school": text, "school_urn": str(urn), "school_picked_for": picked_for})


def chosen(form):
    assert form.errors == {}
    return form.cleaned_data["school"]


def refused(form):
    assert not form.is_valid()
    return form.errors["school"][0]


def test_the_one_school_that_matches_is_taken():
    school = SchoolFactory(name="Clay End")
    SchoolFactory(name="Marl Pit")

    assert chosen(sent(" clay ")) == school


def test_a_urn_is_taken_though_it_also_begins_a_name():
    school = SchoolFactory(urn=900400)
    SchoolFactory(name="900400 School")

    assert chosen(sent("900400")) == school


def test_several_matches_come_back_as_a_list_with_what_was_typed():
    clay_bank, clay_end = SchoolFactory(name="Clay Bank"), SchoolFactory(name="Clay End")
    form = sent("clay")

    assert refused(form) == "Several schools match “clay”. Choose which one it is."
    page = form.as_div()
    assert 'name="school" value="clay"' in page
    assert re.findall(r'type="radio".*? name="school_urn" value="(\d+)"', page) == [
        str(clay_bank.urn),
        str(clay_end.urn),
    ]


def test_the_one_chosen_from_the_list_is_taken():
    SchoolFactory(name="Clay Bank")
    school = SchoolFactory(name="Clay End")

    assert chosen(sent("clay", school.urn, picked_for="clay")) == school


def test_ten_are_listed_and_more_are_spoken_of():
    SchoolFactory.create_batch(11, name="Clay End")
    form = sent("clay")

    refused(form)

    assert form.as_div().count('type="radio"') == 10
    assert "These are the first 10." in form.as_div()


def test_a_text_edited_after_the_pick_wins():
    picked, other = SchoolFactory(name="Clay End"), SchoolFactory(name="Marl Pit")

    assert chosen(sent("marl", picked.urn, picked_for="clay")) == other
    assert refused(sent("nowhere", picked.urn, picked_for="clay")) == (
        "No open school matches “nowhere”. Try its postcode, or its URN."
    )


def test_an_unknown_urn_is_refused():
    assert refused(sent("900400")) == "No open school matches “900400”. Try its postcode, or its URN."


@pytest.mark.parametrize(
    ("status", "why"),
    [
        (SchoolStatus.CLOSED, "Clay End is closed in the register."),
        (SchoolStatus.PROPOSED, "Clay End is not open yet in the register."),
    ],
)
def test_a_school_that_is_not_open_is_refused_typed_or_picked(status, why):
    school = SchoolFactory(name="Clay End", status=status)

    assert refused(sent(str(school.urn))) == why
    assert refused(sent("Clay End", school.urn, picked_for="Clay End")) == why


@pytest.mark.parametrize("urn", ["x", "900400; DROP", "9" * 30, "٩٠٠٤٠٠"])
def test_a_tampered_pick_counts_for_nothing(urn):
    school = SchoolFactory(name="Clay End")

    assert chosen(sent("clay", urn, picked_for="clay")) == school


@pytest.mark.parametrize("text", ["", "   "])
def test_a_blank_box_is_asked_for(text):
    assert refused(sent(text)) == "Enter the school’s name, its postcode or its URN."


def test_a_blank_box_may_be_left_out_where_the_field_is_optional():
    class Optional(forms.Form):
        school = SchoolField(required=False)

    assert chosen(Optional({"school": ""})) is None


@pytest.mark.parametrize("text", ["x" * 201, "clay\0end"])
def test_what_cannot_be_a_school_is_refused(text):
    assert not sent(text).is_valid()


def test_what_was_typed_is_escaped():
    form = sent('"><script>alert(1)</script>')

    assert not form.is_valid()
    assert "<script>alert" not in form.as_div()


def test_the_answer_is_posted_again_unseen_by_the_name_of_the_school_chosen():
    SchoolFactory(name="Clay Bank")
    school = SchoolFactory(name="Clay End")
    form = sent("clay", school.urn, picked_for="clay")

    assert form["school"].as_hidden().splitlines() == [
        f'<input type="hidden" name="school" value="{school.label}" id="id_school">',
        f'<input type="hidden" name="school_urn" value="{school.urn}">',
        f'<input type="hidden" name="school_picked_for" value="{school.label}">',
    ]


def test_a_school_given_at_the_start_is_in_the_box_and_is_taken_if_left_so():
    SchoolFactory(name="Clay End")
    school = SchoolFactory(name="Clay End", town="Leek", postcode="ST13 9ZZ")
    page = SchoolForm(initial={"school": school}).as_div()

    assert 'value="Clay End, Leek, ST13 9ZZ"' in page
    assert chosen(sent(school.label, school.urn, picked_for=school.label)) == school


def test_the_form_brings_the_script():
    assert 'src="/static/js/school-picker.js" defer' in str(SchoolForm().media)


def test_a_closed_school_offers_its_successor_to_be_taken_by_one_press():
    link = SuccessionFactory(school__name="Old Kiln", successor__name="New Kiln Academy")
    for typed in (str(link.school.urn), "old kiln"):
        form = sent(typed)

        assert refused(form) == (
            "Old Kiln closed on Sunday 31 August 2025. Its successor is New Kiln Academy. "
            "Choose it below, or enter another school."
        )
        page = form.as_div()
        assert f'name="school_urn" value="{link.successor.urn}" id="id_school_urn_{link.successor.urn}" checked' in page
        assert chosen(sent(typed, link.successor.urn, picked_for=typed)) == link.successor


def test_of_several_successors_none_is_taken_unasked():
    link = SuccessionFactory(school__name="Old Kiln", successor__name="East Kiln")
    SuccessionFactory(school=link.school, successor__name="West Kiln")
    form = sent("old kiln")

    assert "Its successors are East Kiln or West Kiln." in refused(form)
    assert "checked" not in form.as_div()


def test_a_closed_school_without_a_successor_says_that_it_is_closed():
    school = SchoolFactory(name="Old Kiln", closed=True)

    assert refused(sent("old kiln")) == refused(sent(str(school.urn))) == "Old Kiln is closed in the register."

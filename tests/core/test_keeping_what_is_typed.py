"""A draft is kept as it is typed, is nobody's but its owner's, and is never overwritten by an older page unasked."""

import datetime

import pytest
from django import forms
from django.http import QueryDict

from core import clock, drafts
from core.exceptions import Refused
from core.models import Draft
from tests.factories.schools import PersonFactory

pytestmark = pytest.mark.django_db

KIND, KEY = "visit report", "VIS-22222"


class ReportForm(forms.Form):
    form_key = forms.CharField()
    what = forms.CharField(label="What?")
    stages = forms.MultipleChoiceField(label="Which?", choices=[("ks1", "Key stage 1"), ("ks2", "Key stage 2")])
    agrees = forms.BooleanField(label="Agreed?")


def typed(query="what=Circuits", *, version=0, page="one"):
    return drafts.Typed.into(ReportForm, QueryDict(f"{query}&draft_version={version}&draft_page={page}"))


@pytest.fixture
def person():
    return PersonFactory()


def save(person, *args, **kwargs):
    return drafts.save(person, KIND, KEY, typed(*args, **kwargs))


def test_only_what_was_typed_into_the_form_is_kept():
    query = "what=One%0D%0ATwo&stages=ks1&stages=nonsense&agrees=&form_key=x&csrfmiddlewaretoken=y&other=z"

    assert typed(query).answers == {"what": ["One\nTwo"], "stages": ["ks1", "nonsense"]}


def test_what_was_typed_is_put_back_even_if_it_is_wrong():
    answers = typed("stages=ks1&stages=nonsense&agrees=on").answers

    assert drafts.initial(ReportForm, answers) == {"what": "", "stages": ["ks1", "nonsense"], "agrees": True}


@pytest.mark.parametrize("version", ["", "-1", "x", "9" * 30, "²"])
def test_a_version_that_is_no_number_is_none(version):
    assert typed(version=version).version == 0


def test_each_save_is_a_new_version_and_the_same_words_are_not(person):
    assert save(person).version == 1
    assert save(person, "what=Kilns", version=1).version == 2
    assert save(person, "what=Kilns", version=2, page="two").version == 2
    assert Draft.objects.get().answers == {"what": ["Kilns"]}


def test_a_page_that_another_has_overtaken_overwrites_nothing(person):
    save(person)
    save(person, "what=Kilns", version=1, page="two")

    with pytest.raises(drafts.SavedElsewhere) as refused:
        save(person, "what=Clay", version=1)

    assert (refused.value.draft.version, Draft.objects.get().answers) == (2, {"what": ["Kilns"]})


def test_a_page_that_did_not_hear_that_it_was_saved_is_no_other_page(person):
    save(person)

    assert save(person, "what=Kilns", version=0).version == 2


def test_a_page_that_was_opened_before_there_was_a_draft_is_overtaken_too(person):
    save(person)

    with pytest.raises(drafts.SavedElsewhere):
        save(person, "what=Clay", version=0, page="two")


def test_what_another_page_has_saved_since_is_not_sent_over(person):
    save(person)
    save(person, "what=Kilns", version=1, page="two")

    with pytest.raises(drafts.SavedElsewhere):
        drafts.send(person, KIND, KEY, typed("what=Clay", version=1))
    assert Draft.objects.count() == 1

    drafts.send(person, KIND, KEY, typed("what=Clay", version=2))
    assert Draft.objects.count() == 0


def test_two_people_and_two_things_have_drafts_of_their_own(person):
    other = PersonFactory()
    save(person)
    drafts.save(other, KIND, KEY, typed("what=Kilns"))
    drafts.save(person, KIND, "VIS-33333", typed("what=Clay"))

    said = [drafts.of(*owner).answers["what"] for owner in ((person, KIND, KEY), (other, KIND, KEY))]
    assert said == [["Circuits"], ["Kilns"]]


def test_nobody_fills_the_database_with_a_draft(person):
    with pytest.raises(Refused, match="too long"):
        save(person, "what=" + "x" * (drafts.MOST_CHARACTERS + 1))

    assert Draft.objects.count() == 0


def test_it_says_when_it_was_saved(person):
    at = datetime.datetime(2026, 11, 24, 14, 5, tzinfo=datetime.UTC)
    with clock.moved_to(at):
        draft = save(person)
        assert drafts.said_of(draft) == "Saved at 2.05pm"
    with clock.moved_to(at + datetime.timedelta(days=1)):
        assert drafts.said_of(draft) == "Saved on Tuesday 24 November 2026, 2.05pm"


def test_two_answers_are_told_apart_in_words():
    here, there = typed("what=Same&stages=ks1").answers, typed("what=Same&stages=ks2&stages=gone&agrees=on").answers

    assert drafts.differences(ReportForm(), here, there) == [
        {"label": "Which?", "here": "Key stage 1", "there": "Key stage 2\ngone"},
        {"label": "Agreed?", "here": "No", "there": "Yes"},
    ]

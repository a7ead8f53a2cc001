"""A lead finds the other record, sees both side by side and joins them by one button."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.models import FundedDay
from schools.models import Person
from tests.factories.claims import FundedDayFactory, working_day
from tests.factories.influencers import InfluencerFactory
from tests.factories.programmes import PlaceFactory
from tests.factories.schools import PersonFactory, PostFactory, lead

pytestmark = pytest.mark.django_db

MOST = 15


@pytest.fixture
def kept():
    return PersonFactory(name="Asha Malik", email="asha@saggar.example")


@pytest.fixture
def gone():
    return PersonFactory(name="asha malik", email="amalik@kiln.example")


@pytest.fixture
def desk(client):
    client.force_login(lead())
    return client


def compare(kept, gone):
    return reverse("merge_compare", args=[kept.pk, gone.pk])


def answers(kept, **changes):
    chosen = {"name": kept.pk, "email": kept.pk, "reason": "She rang me.", "form_key": uuid.uuid4()}
    return chosen | changes


def test_those_of_the_same_name_are_offered_at_once(desk, kept, gone):
    PersonFactory(name="Somebody Else")

    page = desk.get(reverse("merge_choose", args=[kept.pk]))

    assert list(page.context["found"]) == [gone]


@pytest.mark.parametrize("typed", ["kiln", "ASHA mal", "AMALIK@kiln.example"])
def test_the_other_is_found_by_name_or_e_mail(desk, kept, gone, typed):
    page = desk.get(reverse("merge_choose", args=[kept.pk]), {"q": typed})

    assert list(page.context["found"]) == [gone]
    assert compare(kept, gone) in page.content.decode()


def test_looking_changes_nothing_and_shows_what_each_has(desk, kept, gone):
    PostFactory(person=gone, school__name="Saggar Lane Primary")
    PlaceFactory(person=gone)

    page = desk.get(compare(kept, gone))

    assert ("Places", 0, 1) in page.context["holdings"]
    assert "Teacher, Saggar Lane Primary (not proven)" in page.content.decode()
    assert not Person.objects.exclude(merged_into=None).exists()


def test_one_button_joins_them_and_a_second_press_does_nothing(desk, kept, gone):
    sent = answers(kept, email=gone.pk)

    for _ in range(2):
        answer = desk.post(compare(kept, gone), sent)
        assert (answer.status_code, answer["Location"]) == (302, reverse("person", args=[kept.pk]))

    page = desk.get(answer["Location"]).content.decode()
    assert "amalik@kiln.example" in page
    assert "and asha@saggar.example" in page
    old = desk.get(reverse("people:staff_roles", args=[gone.pk])).content.decode()
    assert "This record was joined with" in old


def test_without_a_reason_it_asks_and_keeps_what_was_chosen(desk, kept, gone):
    page = desk.post(compare(kept, gone), answers(kept, reason="", email=gone.pk))

    assert page.status_code == 200
    assert page.context["form"].errors == {"reason": ["Say how you know that they are one person."]}
    assert page.context["form"]["email"].value() == str(gone.pk)
    assert not Person.objects.exclude(merged_into=None).exists()


def test_what_stands_in_the_way_is_said_before_anything_is_asked(desk, kept, gone):
    for person in (kept, gone):
        FundedDayFactory(person=person, on=working_day(3))

    page = desk.get(compare(kept, gone)).content.decode()
    refused = desk.post(compare(kept, gone), answers(kept))

    assert "Both have a funded morning on Thursday 4 September 2025" in page
    assert "Join them</button>" not in page
    assert refused.status_code == 200
    assert not Person.objects.exclude(merged_into=None).exists()


def queries_of(client, path):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


def test_the_pages_ask_as_much_for_three_as_for_one(desk, kept, gone):
    def one_more():
        PostFactory(person=kept)
        PostFactory(person=PersonFactory(name="Asha Malik"))
        PlaceFactory(person=gone)
        FundedDayFactory(person=gone, on=working_day(FundedDay.objects.count() * 4))

    InfluencerFactory(person=gone)
    one_more()
    paths = [reverse("merge_choose", args=[kept.pk]), compare(kept, gone)]
    first = [queries_of(desk, path) for path in paths]
    one_more()
    one_more()

    assert [queries_of(desk, path) for path in paths] == first
    assert max(first) <= MOST

"""A closed school's people move to its successor in one act, each recorded."""

import datetime
import uuid

import pytest
from django.urls import reverse

from claims.models import FundedDay
from core.exceptions import NotAllowed, Refused
from core.models import Change
from schools import services
from schools.models import Post, Role
from tests.factories.claims import FundedDayFactory
from tests.factories.schools import PostFactory, SchoolFactory, SuccessionFactory, finance, lead, national_lead

pytestmark = pytest.mark.django_db

AUGUST, SEPTEMBER = datetime.date(2025, 8, 31), datetime.date(2025, 9, 1)


@pytest.fixture
def link(db):
    return SuccessionFactory(school__name="Old Kiln", successor__name="New Kiln Academy")


def move(link, by, **details):
    return services.move_to_successor(link.school, **{"successor": link.successor, "last_day": AUGUST} | details, by=by)


def posts_at(school):
    return {(post.person_id, post.role, post.starts_on, post.ends_on, post.is_proven) for post in school.posts.all()}


def test_everybody_moves_and_heads_and_office_are_proven_anew(link):
    by = lead()
    teacher, head, unproven = (
        PostFactory(school=link.school, proven=True),
        PostFactory(school=link.school, head=True, proven=True),
        PostFactory(school=link.school, role=Role.SCIENCE_LEADER),
    )
    before = PostFactory(school=link.school, ends_on="2024-01-01")

    there = move(link, by)

    assert posts_at(link.successor) == {
        (teacher.person_id, "teacher", SEPTEMBER, None, True),
        (head.person_id, "headteacher", SEPTEMBER, None, False),
        (unproven.person_id, "science_leader", SEPTEMBER, None, False),
    }
    assert [post.ends_on for post in (*link.school.posts.exclude(pk=before.pk),)] == [AUGUST] * 3
    assert [change.action for post in there for change in Change.objects.of(post)].count("start_post") == 3
    assert move(link, by) == []


def test_whoever_started_after_it_closed_moves_the_day_after(link):
    late = PostFactory(school=link.school, starts_on=SEPTEMBER)

    move(link, lead())

    assert posts_at(link.successor) == {
        (late.person_id, "teacher", SEPTEMBER + datetime.timedelta(days=1), None, False)
    }


def test_whom_a_paid_day_holds_there_keeps_everybody_there(link):
    post, other = PostFactory(school=link.school, proven=True), PostFactory(school=link.school)
    FundedDayFactory(person=post.person, school=link.school, on=datetime.date(2025, 9, 8))

    with pytest.raises(Refused, match="Monday 8 September 2025"):
        move(link, lead())

    assert set(Post.objects.filter(ends_on=None)) == {post, other}
    assert FundedDay.objects.get().school == link.school


def test_only_a_closed_school_and_only_to_its_successor(link):
    by = lead()
    with pytest.raises(Refused, match="doesn’t name"):
        move(link, by, successor=SchoolFactory())
    with pytest.raises(Refused, match="is open in the register"):
        services.move_to_successor(link.successor, successor=link.successor, last_day=AUGUST, by=by)


@pytest.mark.parametrize("someone", [national_lead, finance])
def test_only_a_lead_moves_people(link, someone):
    PostFactory(school=link.school)

    with pytest.raises(NotAllowed):
        move(link, someone())

    assert not link.successor.posts.exists()


def test_the_desk_offers_it_and_does_it_once(client, link):
    post = PostFactory(school=link.school)
    client.force_login(lead())
    page = client.get(link.school.get_desk_url()).text
    assert "It closed on Sunday 31 August 2025." in page
    assert "New Kiln Academy" in page
    path = reverse("people:to_successor", args=[link.school.pk])
    assert post.person.name in client.get(path).text

    data = {"successor": link.successor.pk, "last_day": "2025-08-31", "form_key": uuid.uuid4()}
    for _ in range(2):
        client.post(path, data)

    assert posts_at(link.successor) == {(post.person_id, "teacher", SEPTEMBER, None, False)}
    assert "Move everybody" not in client.get(link.school.get_desk_url()).text
    assert "Old Kiln" in client.get(link.successor.get_desk_url()).text

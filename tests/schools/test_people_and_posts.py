import datetime

import pytest

from core import clock
from core.exceptions import NotAllowed, Refused
from core.models import Change
from schools import services
from schools.models import Person, Post, Role
from tests.factories.schools import PersonFactory, PostFactory, SchoolFactory, finance, head_of, lead, national_lead

pytestmark = pytest.mark.django_db
SEPTEMBER = datetime.date(2026, 9, 1)


def recorded(subject):
    return [(change.action, change.by, change.school_urn) for change in Change.objects.of(subject)]


def test_somebody_new_is_met_in_lower_case_and_has_no_password():
    person = services.meet(" Ottoline@School.Example ", name=" Ottoline Sagger ")

    assert (person.email, person.name, person.has_usable_password()) == (
        "ottoline@school.example",
        "Ottoline Sagger",
        False,
    )


def test_somebody_who_exists_is_never_altered():
    person = PersonFactory(email="ottoline@school.example", name="Ottoline Sagger")

    assert services.meet("OTTOLINE@school.example", name="Somebody Else") == person

    assert Person.objects.get().name == "Ottoline Sagger"


def test_a_post_is_written_once_unproven_and_recorded():
    person, school = PersonFactory(), SchoolFactory()

    post = services.hold_post(person, school, Role.HEADTEACHER, by=person)
    assert services.hold_post(person, school, Role.HEADTEACHER, by=person) == post

    assert not post.is_proven
    assert recorded(post) == [("claim_post", person, school.urn)]


def test_a_post_that_ended_may_be_held_again():
    ended = PostFactory(head=True, ends_on=SEPTEMBER)

    assert services.hold_post(ended.person, ended.school, Role.HEADTEACHER, by=ended.person) != ended


def test_a_lead_proves_a_post_and_it_is_recorded():
    post, by = PostFactory(head=True), lead()

    services.prove_post(post, by=by)

    post.refresh_from_db()
    assert (post.proven_by, post.is_proven) == (by, True)
    assert recorded(post) == [("prove_post", by, post.school_id)]


def test_a_post_stays_as_it_was_first_proven():
    post = PostFactory(head=True, proven=True)
    first = post.proven_by

    assert services.prove_post(post, by=lead()).proven_by == first


@pytest.mark.parametrize("someone", [national_lead, finance, PersonFactory])
def test_nobody_but_a_lead_proves_or_ends_a_post(someone):
    post = PostFactory(head=True)

    with pytest.raises(NotAllowed):
        services.prove_post(post, by=someone())
    with pytest.raises(NotAllowed):
        services.end_post(post, ends_on=SEPTEMBER, by=someone())

    post.refresh_from_db()
    assert (post.is_proven, post.ends_on) == (False, None)


def test_nobody_proves_their_own_post():
    by = lead()
    post = PostFactory(person=by, head=True)

    with pytest.raises(Refused, match="Nobody proves their own post"):
        services.prove_post(post, by=by)

    post.refresh_from_db()
    assert not post.is_proven


def test_a_head_who_left_is_no_longer_the_head():
    school = SchoolFactory()
    head, by = head_of(school), lead()

    services.end_post(head.posts.get(), ends_on=SEPTEMBER, by=by)

    with clock.moved_to(SEPTEMBER):
        assert services.head_of(school) == head
    with clock.moved_to(SEPTEMBER + datetime.timedelta(days=1)):
        assert services.head_of(school) is None
        assert list(Person.objects.heads_of(school)) == []
    assert recorded(head.posts.get()) == [("end_post", by, school.urn)]


def test_a_post_does_not_end_before_it_starts():
    post = PostFactory(starts_on=SEPTEMBER)

    with pytest.raises(Refused, match="can’t end before it starts, on Tuesday 1 September 2026"):
        services.end_post(post, ends_on=SEPTEMBER - datetime.timedelta(days=1), by=lead())

    post.refresh_from_db()
    assert post.ends_on is None


def test_an_unproven_head_is_not_the_head():
    post = PostFactory(head=True)

    assert services.head_of(post.school) is None


def test_where_somebody_works_is_asked_for_on_a_date():
    post = PostFactory(ends_on=SEPTEMBER)
    new = PostFactory(person=post.person, starts_on=SEPTEMBER + datetime.timedelta(days=1))
    schools = type(post.school).objects

    assert list(schools.where_works(post.person, SEPTEMBER)) == [post.school]
    assert list(schools.where_works(post.person, SEPTEMBER + datetime.timedelta(days=1))) == [new.school]
    assert Post.objects.of(post.person).on(SEPTEMBER).get() == post

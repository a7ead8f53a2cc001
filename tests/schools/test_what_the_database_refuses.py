"""Each constraint on schools, people and posts, tried straight at the database."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from schools.models import Network, Person, Post, School, Succession
from tests.factories.schools import NetworkFactory, PersonFactory, PostFactory, SchoolFactory, SuccessionFactory, lead

pytestmark = pytest.mark.django_db
SEPTEMBER = datetime.date(2026, 9, 1)


def is_refused(rows, constraint, **values):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        rows.update(**values)


def test_an_email_that_is_not_in_lower_case():
    PersonFactory()

    is_refused(Person.objects.all(), "person_email_lower_case", email="Ottoline@School.Example")


def test_an_email_that_somebody_has():
    person, other = PersonFactory(), PersonFactory()

    is_refused(Person.objects.filter(pk=other.pk), "email", email=person.email)


@pytest.mark.parametrize("urn", [99_999, 1_000_000])
def test_a_urn_that_is_not_six_digits(urn):
    with pytest.raises(IntegrityError, match="school_urn_six_digits"), transaction.atomic():
        School.objects.create(urn=urn, name="Clay End")


@pytest.mark.parametrize(
    ("constraint", "values"),
    [
        ("school_status_known", {"status": "shut"}),
        ("school_support_level_known", {"support_level": "high"}),
    ],
)
def test_a_state_that_schools_do_not_have(constraint, values):
    SchoolFactory()

    is_refused(School.objects.all(), constraint, **values)


def test_a_proof_without_who_or_when():
    post, by = PostFactory(), lead()

    is_refused(Post.objects.filter(pk=post.pk), "post_proof_whole", proven_by=by)
    is_refused(Post.objects.filter(pk=post.pk), "post_proof_whole", proven_at=timezone.now())


def test_a_role_that_schools_do_not_have():
    PostFactory()

    is_refused(Post.objects.all(), "post_role_known", role="caretaker")


def test_a_post_that_ends_before_it_starts():
    PostFactory(starts_on=SEPTEMBER)

    is_refused(Post.objects.all(), "post_ends_after_it_starts", ends_on=SEPTEMBER - datetime.timedelta(days=1))


def test_a_second_open_post_of_one_kind():
    post = PostFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        PostFactory(person=post.person, school=post.school, role=post.role)

    PostFactory(person=post.person, school=post.school, role=post.role, ends_on=SEPTEMBER)
    assert Post.objects.count() == 2


def test_forgetting_a_person_who_holds_a_post():
    post = PostFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        post.person.delete()


def test_a_succession_twice_or_of_itself():
    link = SuccessionFactory()

    with pytest.raises(IntegrityError, match="succession_once"), transaction.atomic():
        SuccessionFactory(school=link.school, successor=link.successor)
    is_refused(Succession.objects.all(), "succession_of_another", successor=link.school)


def test_a_network_of_a_name_that_another_has_or_of_no_kind():
    NetworkFactory(name="Cluster North")

    with pytest.raises(IntegrityError, match="network_name_once"), transaction.atomic():
        NetworkFactory(name="cluster north")
    is_refused(Network.objects.all(), "network_kind_known", kind="club")

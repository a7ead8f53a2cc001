import pytest
from django.urls import reverse

from tests.factories.schools import PersonFactory, PostFactory, SchoolFactory, finance, lead, national_lead

pytestmark = pytest.mark.django_db
LISTS = ["school", "person", "post"]


def list_of(kind):
    return reverse(f"admin:schools_{kind}_changelist")


@pytest.mark.parametrize("kind", LISTS)
@pytest.mark.parametrize("someone", [lead, national_lead, finance])
def test_staff_look_things_up_and_change_nothing(client, kind, someone):
    post = PostFactory()
    subject = {"school": post.school, "person": post.person, "post": post}[kind]
    client.force_login(someone())

    assert client.get(list_of(kind)).status_code == 200
    page = reverse(f"admin:schools_{kind}_change", args=[subject.pk])
    assert client.get(page).status_code == 200
    assert client.post(page, {}).status_code == 403
    assert client.get(reverse(f"admin:schools_{kind}_add")).status_code == 403
    assert client.post(reverse(f"admin:schools_{kind}_delete", args=[subject.pk]), {"post": "yes"}).status_code == 403


@pytest.mark.parametrize("kind", LISTS)
def test_nobody_else_gets_in(client, kind):
    client.force_login(PersonFactory())

    assert client.get(list_of(kind)).status_code != 200


@pytest.mark.parametrize("typed", ["st. zoë\u2019s", "ST9 8XY", "900400"])
def test_a_school_is_looked_up_as_in_the_school_box_closed_or_not(client, typed):
    SchoolFactory(name="Saint Zoe's", urn=900400, postcode="ST9 8XY", closed=True)
    SchoolFactory(name="Elsewhere", postcode="CW1 1AA")
    client.force_login(lead())

    answer = client.get(list_of("school"), {"q": typed})

    assert [school.urn for school in answer.context["cl"].result_list] == [900400]


def test_each_person_has_a_way_to_their_roles(client):
    person = PersonFactory()
    client.force_login(lead())

    assert f'<a href="/admin/people/{person.pk}/roles/">None</a>' in client.get(list_of("person")).text


@pytest.mark.parametrize(("kind", "make"), [("school", SchoolFactory), ("person", lead), ("post", PostFactory)])
def test_a_list_takes_as_many_queries_for_three_rows_as_for_one(
    client, kind, make, django_assert_num_queries, django_assert_max_num_queries
):
    client.force_login(lead())
    make()
    with django_assert_max_num_queries(12) as first:
        client.get(list_of(kind))
    make()
    make()

    with django_assert_num_queries(len(first)):
        client.get(list_of(kind))


def test_a_password_is_changed_on_the_page_that_everybody_uses(client):
    client.force_login(lead())

    assert client.get("/admin/password_change/").url == "/accounts/password/change/"
    assert client.post("/admin/password_change/", {"new_password1": "kiln-and-stars-2"}).status_code == 302

"""A head and a business manager see on their page what their school has given and got."""

import pytest

from schools.models import Role
from tests.claims.reading import queries, text_of
from tests.factories.claims import paid
from tests.factories.schools import PersonFactory, PostFactory, SchoolFactory, head_of

pytestmark = pytest.mark.django_db


def page_of(client, person):
    client.force_login(person)
    return text_of(client.get("/my/"))


@pytest.mark.parametrize("role", [Role.HEADTEACHER, Role.BUSINESS_MANAGER])
def test_days_released_pounds_received_and_schools_helped(client, role):
    school = SchoolFactory()
    post = PostFactory(school=school, role=role, proven=True)
    for _ in range(2):
        paid(school=school, days=2)
    paid()

    assert "So far 4 days of release, £800.00 received, and 4 schools helped." in page_of(client, post.person)


def test_nothing_is_said_before_anything_is_paid(client):
    assert "So far" not in page_of(client, head_of(SchoolFactory()))


def test_others_are_not_told(client):
    school = SchoolFactory()
    paid(school=school)

    for person in (PersonFactory(), PostFactory(school=school, role=Role.HEADTEACHER).person, head_of(SchoolFactory())):
        assert "So far" not in page_of(client, person)


def test_it_costs_as_much_for_many_payments_as_for_few(client):
    school = SchoolFactory()
    head, found = head_of(school), []
    for number in (1, 3):
        for _ in range(number):
            paid(school=school)
        found.append(queries(client, head, "/my/"))

    assert found[0] == found[1]

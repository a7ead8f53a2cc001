import pytest

from tests.factories.schools import PeriodFactory, PersonFactory, PostFactory, lead

pytestmark = pytest.mark.django_db


def my_page(client, person):
    client.force_login(person)
    return client.get("/my/").content.decode()


def test_staff_are_told_how_much_waits_at_the_desk(client):
    somebody = lead()
    PeriodFactory()
    assert "at the desk" not in my_page(client, somebody)

    PostFactory(head=True)
    assert "One thing waits for you at the desk" in my_page(client, somebody)

    PostFactory(head=True)
    assert "2 things wait for you at the desk" in my_page(client, somebody)


def test_nobody_else_hears_of_the_desk(client):
    PostFactory(head=True)

    assert "at the desk" not in my_page(client, PersonFactory())

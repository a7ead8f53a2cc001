import pytest
from django.test import Client

from tests.access import world as small_city
from tests.access.table import ROLES
from tests.standing import standing_transaction


@pytest.fixture(scope="package")
def world(django_db_setup, django_db_blocker):
    """The city, built once for all these tests, each of which leaves it as it was."""
    with standing_transaction(django_db_blocker):
        yield small_city.build()


@pytest.fixture(scope="package")
def cookies(world):
    """What the browser of each role holds once it is signed in."""
    held = {}
    for role in ROLES:
        client = Client()
        if role != "signed_out":
            client.force_login(world.people[role])
        held[role] = {name: morsel.value for name, morsel in client.cookies.items()}
    return held


@pytest.fixture
def clients(cookies):
    """A browser for each role, signed in anew: what one test does to its sign-in, no other test sees."""
    clients = {}
    for role, held in cookies.items():
        clients[role] = Client()
        clients[role].cookies.load(held)
    return clients

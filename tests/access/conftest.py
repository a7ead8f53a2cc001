import pytest
from django.db import transaction
from django.test import Client

from tests.access import world as small_city
from tests.access.table import ROLES


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """The city, built once for all tests of a module, each of which leaves it as it was."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield small_city.build()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def clients(world):
    """A browser for each role, signed in."""
    clients = {role: Client() for role in ROLES}
    for role, client in clients.items():
        if role != "signed_out":
            client.force_login(world.people[role])
    return clients

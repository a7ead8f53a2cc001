"""A city that several tests look at, built once."""

from contextlib import contextmanager

from django.db import transaction


@contextmanager
def standing_transaction(blocker):
    """Around several tests: what is built in it stands for each of them, and each leaves it so."""
    with blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)

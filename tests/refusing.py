"""Writing straight to the database, past every service."""

import pytest
from django.db import IntegrityError, connection, transaction


def refused(name, act):
    """The constraint of that name, or the trigger with that message, refuses what `act` writes.

    SQLite names neither unique index nor the like; there it is enough that something refuses.
    """
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        act()
    assert name in str(refusal.value) or connection.vendor == "sqlite"


def refuses(name, model, pk, **values):
    """The constraint of that name refuses these values, put straight into the row."""
    refused(name, lambda: model.objects.filter(pk=pk).update(**values))

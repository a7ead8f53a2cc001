"""Loading the demo city in a test."""

import io

from django.core.management import call_command
from django.test import override_settings


def load():
    """Load the demo as `make run` does; returns what it printed."""
    said = io.StringIO()
    with override_settings(DEBUG=True, CLOCK_SKIPS_CLOSED_DAYS=True):
        call_command("seed_demo", stdout=said)
    return said.getvalue()

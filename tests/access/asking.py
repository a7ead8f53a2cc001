"""Asking the portal for something as somebody, and reading what came back."""

import re
from operator import attrgetter

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

SIGN_IN = ("/accounts/login/", "/admin/login/")
WRITE = re.compile(r'^\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)', re.IGNORECASE)
# Who is signed in, and when they were last asked to prove it.
SESSIONS = {"django_session"}


def path_of(row, world, *, reference=None):
    """The row's address; `reference` takes the place of each reference, key and slug."""
    args = [_argument(arg, world, reference) for arg in row.args]
    return reverse(row.name, args=args) + (f"?{row.query}" if row.query else "")


def _argument(arg, world, reference):
    if arg.startswith("="):
        return arg[1:]
    return reference if reference is not None else attrgetter(arg)(world.things)


def answer(response):
    """The status of an answer, or "sign in" for one that sends to that page."""
    to_sign_in = response.status_code == 302 and response.url.startswith(SIGN_IN)
    return "sign in" if to_sign_in else response.status_code


def ask(client, method, path, data=None):
    """The response, and the tables that were written to; whatever was done is undone."""
    with CaptureQueriesContext(connection) as queries, transaction.atomic():
        response = getattr(client, method)(path, data or {})
        transaction.set_rollback(True)
    written = {match[1] for query in queries if (match := WRITE.match(query["sql"]))}
    return response, written - SESSIONS


def body(response):
    return b"".join(response.streaming_content) if response.streaming else response.content

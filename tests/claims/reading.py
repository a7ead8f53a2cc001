"""What these tests read and press: changes, messages and pages."""

import re

from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.models import Change
from correspondence.models import Message


def last_change(subject):
    """The last step of a thing: what, from, to, who, why."""
    change = Change.objects.of(subject).last()
    return change.action, change.from_status, change.to_status, change.by, change.reason


def messages(kind):
    """To whom messages of a kind are queued, and what their buttons open."""
    queued = Message.objects.filter(kind=kind).order_by("pk")
    return [(message.person, message.context.get("path")) for message in queued]


def text_of(response):
    """The words of a page, without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def queries(client, person, path):
    """How many queries the page costs this person."""
    client.force_login(person)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def act(client, person, path, **values):
    """Send a page's form as this person, and go where it leads."""
    client.force_login(person)
    return client.post(path, values, follow=True)

from django.urls import reverse

from core.waiting import Waiting
from correspondence.models import Document, Message
from schools import permissions


def desk_for(person):
    """Documents and messages that could not be made or sent wait for a SATC lead."""
    if not permissions.is_lead(person):
        return []
    failed = Document.objects.failed().count() + Message.objects.failed().count()
    if not failed:
        return []
    text = "One thing could not be sent" if failed == 1 else f"{failed} things could not be sent"
    return [Waiting(text, reverse("correspondence_desk:outbox"), "see why, and send it round again")]

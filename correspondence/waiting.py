"""What of documents and messages waits for a lead, and the letters that are somebody's own."""

from django.urls import reverse

from core.waiting import Kind, Together, Waiting, in_one_query
from correspondence.models import Document, Message
from schools import permissions


@in_one_query
def letters_of(person):
    """The letters that this person may read, in their newest versions; staff find theirs at the desk."""
    if permissions.is_staff_role(person):
        return []
    return [
        Kind(
            Document.objects.visible_to(person).current().exclude(kind="payment_summary"),
            {"reference": "reference", "title": "title", "school": "school__name"},
            lambda row: Waiting(
                row.title,
                reverse("correspondence:document", args=[row.reference]),
                f"{row.school} · {row.reference} · PDF",
            ),
        )
    ]


@in_one_query
def desk_for(person):
    """Documents and messages that could not be made or sent wait for a SATC lead."""
    if not permissions.is_lead(person):
        return []
    return [
        Together(Document.objects.failed(), {"pk": "pk"}, lambda rows: _failed(rows, "document", "made")),
        Together(Message.objects.failed(), {"pk": "pk"}, lambda rows: _failed(rows, "message", "sent")),
    ]


def _failed(rows, noun, done):
    if rows:
        many = f"One {noun}" if len(rows) == 1 else f"{len(rows)} {noun}s"
        url = reverse("correspondence_desk:outbox")
        yield Waiting(f"{many} could not be {done}", url, "see why, and send it round again")

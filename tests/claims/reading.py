"""What these tests read: changes and messages."""

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

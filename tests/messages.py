"""What was asked to be sent, and what was sent."""

from django.core import mail

from core import outbox
from correspondence.models import Message


def queued():
    """Kind and address of each message asked for so far, in order."""
    return [(message.kind, message.to_address) for message in Message.objects.order_by("pk")]


def delivered():
    """Make everything that is due and return the mails, as the workers would send them."""
    outbox.work_off()
    return mail.outbox

from textwrap import shorten

from django.db import transaction

from core import outbox
from core.permissions import require
from correspondence import kinds
from correspondence.models import Document, Message
from schools import permissions

LONGEST_SUBJECT = Message._meta.get_field("subject").max_length


@transaction.atomic
def queue_document(kind, *, series, school, readers, context, title=None):
    """Write down that a document is to be made; a newer version in a series replaces the last.

    Its context is frozen here.
    """
    last = Document.objects.select_for_update(of=("self",)).latest_of(series)
    document = Document.objects.create(
        kind=kind,
        title=title or kinds.DOCUMENTS[kind].title,
        series=series,
        version=last.version + 1 if last else 1,
        replaces=last,
        context=context,
        school=school,
    )
    document.readers.set(readers)
    outbox.enqueue(document)
    return document


@transaction.atomic
def queue_message(kind, *, to, school=None, context=None, document=None, path="", link=None):
    """Write down that a message is to be sent.

    `to` is a Person, or an (address, name) pair where nobody has proved the address yet. The button opens
    `path`, which asks them to sign in, or a `link` of (purpose, reference) that is minted at sending.
    """
    person, (address, name) = (None, to) if isinstance(to, tuple) else (to, ("", ""))
    context = dict(context or {})
    if link:
        context["link"] = list(link)
    elif path:
        context["path"] = path
    message = Message.objects.create(
        kind=kind,
        person=person,
        address=address.strip().lower(),
        name=name,
        subject=shorten(kinds.MESSAGES[kind].subject.format_map(context), LONGEST_SUBJECT, placeholder="…"),
        context=context,
        school=school,
        document=document,
    )
    outbox.enqueue(message)
    return message


def retry(row, *, by):
    """Send a failed document or message round again."""
    require(permissions.is_lead(by), "Only a SATC lead can send it round again.")
    return outbox.retry(row, by=by)

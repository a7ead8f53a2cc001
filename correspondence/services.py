from textwrap import shorten

from django.core.files.storage import default_storage
from django.db import transaction

from core import calendars, clock, outbox
from core.permissions import require
from core.workflow import move
from correspondence import hours, kinds
from correspondence.models import Document, Message
from schools import permissions

# What a verification code proves, and so what stays of a letter that is removed.
KEPT = ("letter_date", "total")
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
def queue_message(kind, *, to, school=None, context=None, document=None, path="", link=None, invitation=None):
    """Write down that a message is to be sent.

    `to` is a Person, or an (address, name) pair where nobody has proved the address yet. The button opens
    `path`, which asks them to sign in, or a `link` of (purpose, reference) that is minted at sending. An
    `invitation` is an entry for their calendar (`core.calendars.Entry`), which goes with the message as a file.
    """
    person, (address, name) = (None, to) if isinstance(to, tuple) else (to, ("", ""))
    context = dict(context or {})
    if link:
        context["link"] = list(link)
    elif path:
        context["path"] = path
    if invitation:
        context["invitation"] = calendars.frozen(invitation)
    message = Message.objects.create(
        kind=kind,
        person=person,
        address=address.strip().lower(),
        name=name,
        subject=shorten(kinds.MESSAGES[kind].subject.format_map(context), LONGEST_SUBJECT, placeholder="…"),
        context=context,
        school=school,
        document=document,
        next_try_at=hours.not_before(kind),
    )
    outbox.enqueue(message)
    return message


@transaction.atomic
def remove_document(document, *, by, reason):
    """Take the letter away for good: its file goes after commit, its words go now.

    What its code proves stays, so that a copy on paper can still be checked.
    """
    document = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
    move(document, "remove", by=by, reason=reason)
    name, document.file = document.file.name, ""
    document.context = {key: document.context[key] for key in KEPT if key in document.context}
    document.title = kinds.DOCUMENTS[document.kind].called
    _close(document, ["status", "file", "context", "title"])
    if name:
        transaction.on_commit(lambda: default_storage.delete(name))
    return document


@transaction.atomic
def drop_message(message, *, by, reason):
    """A message that hasn't gone is not to go any more."""
    message = Message.objects.select_for_update(of=("self",)).get(pk=message.pk)
    move(message, "drop", by=by, reason=reason)
    return _close(message, ["status"])


def _close(row, changed):
    """Take the row out of the outbox: a worker that holds it finishes in vain."""
    row.done_at, row.failed_at, row.leased_until, row.last_error = row.done_at or clock.now(), None, None, ""
    row.save(update_fields=[*changed, "done_at", "failed_at", "leased_until", "last_error"])
    return row


def retry(row, *, by):
    """Send a failed document or message round again."""
    require(permissions.is_lead(by), "Only a SATC lead can send it round again.")
    return outbox.retry(row, by=by)

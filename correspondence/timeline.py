"""The letters and messages about a school: who was told what, and when."""

from core.timelines import Event, Strand
from correspondence.models import Document, Message


def about(school):
    letters = Document.objects.filter(school=school).defer("context").order_by("-queued_at", "-pk")
    messages = Message.objects.filter(school=school).defer("context", "text").select_related("person")
    messages = messages.order_by("-queued_at", "-pk")
    return [
        Strand("letters", "Letters", letters, _letter),
        Strand("messages", "Messages", messages, _message),
    ]


def _letter(letter):
    detail = f"{letter.get_status_display()}, {letter.reference}"
    return Event(letter.queued_at, "Letter", letter.title, detail=detail, url=letter.get_absolute_url())


def _message(message):
    to = message.to_name or message.to_address
    return Event(message.queued_at, "Message", f"To {to}: “{message.subject}”", detail=message.get_status_display())

"""Putting one message into words, as text and HTML, and handing it to the mail server."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from core import calendars
from core.exceptions import CannotBeMade, NoLongerWanted
from correspondence import kinds, links

LINK_WHEN_KEPT = "[a link that only they have]"


def send(message):
    """Send the message now; returns its text as it is kept, without the link."""
    kind = kinds.MESSAGES.get(message.kind)
    if kind is None:
        raise CannotBeMade(f"Nothing knows how to word a “{message.kind}”.")
    if not kind.is_wanted(message.context):
        raise NoLongerWanted("It was answered before it went.")
    if not message.to_address:
        raise CannotBeMade("There is no e-mail address to send this to.")
    url = _url(message)  # once: text and HTML hold the same link
    mail = EmailMultiAlternatives(
        subject=message.subject,
        body=_words(message, kind, "txt", url),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[message.to_address],
        headers={"Message-ID": message.message_id},
    )
    mail.attach_alternative(_words(message, kind, "html", url), "text/html")
    if message.document_id:
        with message.document.file.open("rb") as file:
            mail.attach(f"{message.document.reference}.pdf", file.read(), "application/pdf")
    if invitation := message.context.get("invitation"):
        kind_of_file = f"text/calendar; method={calendars.method_of(invitation)}"
        mail.attach("calendar.ics", calendars.invitation(invitation, to=message.to_address).decode(), kind_of_file)
    mail.send()
    return _words(message, kind, "txt", LINK_WHEN_KEPT if "link" in message.context else url)


def _url(message):
    """Where the button goes: a link minted for this person, or an address that asks them to sign in."""
    if "link" in message.context:
        purpose, reference = message.context["link"]
        return settings.SITE_URL + links.mint(purpose, reference, message.to_address)
    path = message.context.get("path", "")
    return settings.SITE_URL + path if path else ""


def _words(message, kind, ending, url):
    context = {
        **message.context,
        "name": message.to_name,
        "action_url": url,
        "action_label": kind.action,
        "document": message.document,
        "site_url": settings.SITE_URL,
        "subject": message.subject,
        "is_demo_city": message.school is not None and message.school.is_invented,
    }
    context["words"] = render_to_string(kind.template, context).strip()
    return render_to_string(f"correspondence/mail/message.{ending}", context)

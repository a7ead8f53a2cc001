"""The mail that a development portal wrote to its folder instead of sending it, with its links live."""

from email import message_from_bytes, policy
from pathlib import Path

from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

# What Django's file backend writes after each message.
END_OF_MESSAGE = b"\n" + b"-" * 79 + b"\n"
NEWEST = 50


@require_safe
@never_cache
def mail(request):
    """The newest mail first, all of it or `?to=` one address; there is no such page in production."""
    if not settings.DEBUG:
        raise Http404
    to = request.GET.get("to", "").strip().lower()
    found = [message for message in read(Path(settings.EMAIL_FILE_PATH)) if to in message["to"].lower()]
    return render(request, "satc/dev_mail.html", {"mail": found[:NEWEST], "to": to})


def read(folder):
    """Every message in the folder, newest first."""
    for path in sorted(folder.glob("*.log"), key=lambda path: path.stat().st_mtime_ns, reverse=True):
        for raw in reversed(path.read_bytes().split(END_OF_MESSAGE)[:-1]):
            message = message_from_bytes(raw, policy=policy.default)
            yield {
                "to": message["To"],
                "subject": message["Subject"],
                "at": message["Date"].datetime,
                "text": message.get_body(("plain",)).get_content(),
                "attachments": [part.get_filename() for part in message.iter_attachments()],
            }

"""PDFs: a template, a frozen context and one print stylesheet make a tagged PDF/UA-1."""

import hashlib
from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from core.exceptions import CannotBeMade
from correspondence import kinds


@dataclass(frozen=True)
class Made:
    """A finished PDF and the SHA-256 of its bytes, in hexadecimal."""

    pdf: bytes
    sha256: str


def to_html(kind, context):
    """The letter as HTML, for its PDF and for a preview."""
    return render_to_string(kinds.DOCUMENTS[kind].template, context)


def called(kind):
    """What anybody may be told of a letter of this kind."""
    return kinds.DOCUMENTS[kind].called if kind in kinds.DOCUMENTS else "Letter"


def render(document, *, is_preview=False):
    """Make a document's PDF from the context frozen with it. A preview says that it is one, and has no code."""
    if document.kind not in kinds.DOCUMENTS:
        raise CannotBeMade(f"Nothing knows how to make a “{document.kind}”.")
    context = {
        **document.context,
        "document": document,
        "is_demo_city": document.school.is_invented,
        "is_preview": is_preview,
        "verify_at": settings.SITE_URL.partition("://")[2] + reverse("correspondence:verify"),
    }
    from correspondence.printing import to_pdf

    pdf = to_pdf(to_html(document.kind, context))
    return Made(pdf, hashlib.sha256(pdf).hexdigest())

"""PDFs: a template, a frozen context and one print stylesheet make a tagged PDF/UA-1."""

import functools
import hashlib
import logging
import threading
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.template.loader import render_to_string
from django.urls import reverse
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from core.exceptions import CannotBeMade
from correspondence import kinds

log = logging.getLogger(__name__)

BASE_URL = "http://static.invalid"
STYLESHEET = "css/letter.css"
# The fonts are shared by the threads of a process, and WeasyPrint doesn't promise that they may be used by two at once.
_one_at_a_time = threading.Lock()


@dataclass(frozen=True)
class Made:
    """A finished PDF and the SHA-256 of its bytes, in hexadecimal."""

    pdf: bytes
    sha256: str


class StaticFilesOnly(URLFetcher):
    """Fetches our own static files, never the network or the disk."""

    def fetch(self, url, headers=None):
        prefix = BASE_URL + settings.STATIC_URL
        if not url.startswith(prefix):
            raise ValueError(f"A letter may only use static files, not {urlsplit(url).scheme}:")
        name = unquote(urlsplit(url.removeprefix(prefix)).path)
        if path := finders.find(name):
            with open(path, "rb") as file:
                return URLFetcherResponse(url, file.read())
        with staticfiles_storage.open(name) as file:
            return URLFetcherResponse(url, file.read())


@functools.cache
def _print_style():
    """The fonts and the parsed stylesheet, once a process: making them anew for each letter never frees its memory."""
    fonts = FontConfiguration()
    url = f"{BASE_URL}{settings.STATIC_URL}{STYLESHEET}"
    return fonts, CSS(url=url, url_fetcher=StaticFilesOnly(), font_config=fonts)


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
    html = to_html(document.kind, context)
    with _one_at_a_time:
        fonts, style = _print_style()
        pdf = HTML(string=html, base_url=BASE_URL, url_fetcher=StaticFilesOnly()).write_pdf(
            stylesheets=[style], font_config=fonts, pdf_variant="pdf/ua-1"
        )
    return Made(pdf, hashlib.sha256(pdf).hexdigest())

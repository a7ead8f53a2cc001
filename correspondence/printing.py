"""From HTML to a tagged PDF/UA-1, with our print stylesheet and our own static files only.

WeasyPrint takes long to import, so this module is imported only where a letter is made.
"""

import functools
import threading
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

BASE_URL = "http://static.invalid"
STYLESHEET = "css/letter.css"
# The fonts are shared by the threads of a process, and WeasyPrint doesn't promise that they may be used by two at once.
_one_at_a_time = threading.Lock()


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


def to_pdf(html):
    """The bytes of the PDF."""
    with _one_at_a_time:
        fonts, style = _print_style()
        return HTML(string=html, base_url=BASE_URL, url_fetcher=StaticFilesOnly()).write_pdf(
            stylesheets=[style], font_config=fonts, pdf_variant="pdf/ua-1"
        )

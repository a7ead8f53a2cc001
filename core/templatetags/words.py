"""The words of core.words as template filters; nothing stays nothing."""

import re
from datetime import date, datetime

from django import template
from django.utils.html import format_html, format_html_join

from core import words
from core.references import ALPHABET, LENGTH

register = template.Library()
REFERENCE = re.compile(rf"\b([A-Z]{{3}}-[{ALPHABET}]{{{LENGTH}}})\b")


def _unless_none(write):
    return lambda value: "" if value is None or value == "" else write(value)


def _from_iso(write, read):
    """A frozen context is JSON, so its dates are ISO text by the time a letter is made."""
    return lambda value: write(read(value) if isinstance(value, str) else value)


register.filter("pounds", _unless_none(words.pounds))
register.filter("days", _unless_none(words.days))
register.filter("clock_time", _unless_none(words.clock_time))
register.filter("long_date", _unless_none(_from_iso(words.long_date, lambda text: date.fromisoformat(text[:10]))))
register.filter("long_datetime", _unless_none(_from_iso(words.long_datetime, datetime.fromisoformat)))


@register.filter
def whole_references(text):
    """The text, with each reference in it kept on one line: a browser would break it at its hyphen."""
    pieces = REFERENCE.split(str(text))  # every other one is a reference
    pieces[1::2] = [format_html('<span class="text-nowrap">{}</span>', reference) for reference in pieces[1::2]]
    return format_html_join("", "{}", ((piece,) for piece in pieces))

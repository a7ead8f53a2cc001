"""The words of core.words as template filters; nothing stays nothing."""

from datetime import date, datetime

from django import template

from core import words

register = template.Library()


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

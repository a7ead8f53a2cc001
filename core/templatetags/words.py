"""The words of core.words as template filters; nothing stays nothing."""

from django import template

from core import words

register = template.Library()


def _unless_none(write):
    return lambda value: "" if value is None or value == "" else write(value)


for _write in (words.pounds, words.days, words.long_date, words.clock_time, words.long_datetime):
    register.filter(_write.__name__, _unless_none(_write))

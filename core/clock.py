"""The one place from which services read the time, so that the demo can build a past by calling them."""

import datetime
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.utils import timezone

from core.working_days import next_working_day

_set_to = ContextVar("clock_set_to", default=None)


def now():
    """The present moment, aware, or the moment that `moved_to` has set."""
    return _set_to.get() or _present()


def _present():
    """The real time; in the demo, on a day when schools are closed, the same hour of the next working day.

    Somebody who tries the portal on a Sunday can then plan a visit for "today" like anybody else.
    """
    moment = timezone.now()
    if settings.CLOCK_SKIPS_CLOSED_DAYS:
        today = timezone.localdate(moment)
        moment += next_working_day(today) - today
    return moment


def today():
    """Today's date in Europe/London."""
    return timezone.localdate(now())


@contextmanager
def moved_to(moment):
    """Set the clock to an aware datetime, or to nine in the morning of a date, for this context only."""
    if not isinstance(moment, datetime.datetime):
        moment = timezone.make_aware(datetime.datetime.combine(moment, datetime.time(9)))
    token = _set_to.set(moment)
    try:
        yield moment
    finally:
        _set_to.reset(token)

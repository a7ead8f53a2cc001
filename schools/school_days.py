"""What is against a date: weekends, bank holidays, and what the school calendar says."""

import datetime

from django.conf import settings

from core import clock
from core.working_days import ONE_DAY, is_working_day, next_working_day
from schools.models import CalendarPeriod

HALF_A_YEAR = datetime.timedelta(days=183)


def against(date, school):
    """What is against a date for a school, each to end the sentence "Tuesday 3 March 2026 is …"; often nothing."""
    found = [period.of_a_day for period in CalendarPeriod.objects.for_school(school).on(date)]
    if date.weekday() >= 5:
        return ["at a weekend", *found]
    return found if is_working_day(date) else ["a bank holiday", *found]


def is_term_day(date):
    """Whether it is a working day in the term time of SATC's own authority."""
    return is_working_day(date) and not _holidays().on(date).exists()


def next_term_day(date):
    """The date itself when it is a working day in term time, otherwise the first after it.

    Holidays as long as half a year are a mistake, and don't keep mail back.
    """
    closed = list(_holidays().between(date, date + HALF_A_YEAR))
    day = date
    while day <= date + HALF_A_YEAR:
        if is_working_day(day) and not any(period.starts_on <= day <= period.ends_on for period in closed):
            return day
        day += ONE_DAY
    return next_working_day(date)


def holidays_ahead():
    """The school holidays that are recorded for the coming half-year."""
    today = clock.today()
    return _holidays().between(today, today + HALF_A_YEAR)


def _holidays():
    return CalendarPeriod.objects.for_authority(settings.SATC_LA_CODE).holidays()

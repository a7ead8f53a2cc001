"""Days on which schools and SATC work: Monday to Friday, without England's bank holidays."""

import datetime
import functools

import holidays

ONE_DAY = datetime.timedelta(days=1)


@functools.cache
def _bank_holidays():
    return holidays.country_holidays("GB", subdiv="ENG")


def is_working_day(date):
    """Whether the date is a weekday and no bank holiday in England."""
    return date.weekday() < 5 and date not in _bank_holidays()


def after_working_days(date, number):
    """The date by which so many whole working days have passed since a date."""
    while number:
        date += ONE_DAY
        number -= is_working_day(date)
    return date


def why_not(date):
    """Why schools don't work on that date, to end a sentence: "a Saturday", "a bank holiday"; empty when they do."""
    if date.weekday() >= 5:
        return f"a {date:%A}"
    return "" if is_working_day(date) else "a bank holiday"


def before_working_days(date, number):
    """The last date since which so many working days have passed: the way back of `after_working_days`."""
    while number:
        number -= is_working_day(date)
        date -= ONE_DAY
    return date


def next_working_day(date):
    """The date itself when schools work on it, otherwise the first day after it on which they do."""
    while not is_working_day(date):
        date += ONE_DAY
    return date

"""Financial years run from April to March, and are called by the year in which they begin: 2026 is 2026-27."""

from datetime import date

from django.db.models import Case, IntegerField, Value, When
from django.db.models.functions import ExtractYear


def year_of(on):
    """The financial year of a date, as the calendar year in which it begins."""
    return on.year if on.month >= 4 else on.year - 1


def called(year):
    """The year as people write it: 2026-27."""
    return f"{year}-{(year + 1) % 100:02}"


def first_day(year):
    return date(year, 4, 1)


def last_day(year):
    return date(year + 1, 3, 31)


def year_in(field):
    """The financial year of a date column, for an annotation."""
    year = ExtractYear(field)
    return Case(When(**{f"{field}__month__gte": 4}, then=year), default=year - Value(1), output_field=IntegerField())


def months_of(year):
    """The first day of each of its twelve months."""
    return [date(year + (month > 12), (month - 1) % 12 + 1, 1) for month in range(4, 16)]

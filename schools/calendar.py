"""Keeping the school calendar: what a lead adds, changes, takes out or imports."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from core import clock
from core.exceptions import Refused
from core.permissions import require
from core.workflow import record
from schools import permissions
from schools.models import CalendarPeriod

LONGEST = datetime.timedelta(days=70)
FURTHEST = datetime.timedelta(days=5 * 366)
ONLY_A_LEAD = "Only a SATC lead keeps the school calendar. You can look."
ALREADY = "That is in the calendar already."


@transaction.atomic
def add_period(*, kind, starts_on, ends_on, name="", la_code="", school=None, by):
    """Say what some days are, for all of England, the schools of one authority or one school."""
    require(permissions.can_keep_the_calendar(by), ONLY_A_LEAD)
    period = CalendarPeriod(
        kind=kind, starts_on=starts_on, ends_on=ends_on, name=name.strip(), la_code=la_code, school=school
    )
    _check(period)
    period.save()
    record(period, "add", by=by, reason=str(period), after="in the calendar")
    return period


@transaction.atomic
def change_period(period, *, kind, starts_on, ends_on, name="", la_code="", school=None, by):
    """Correct what the calendar says; the record keeps what it said before."""
    require(permissions.can_keep_the_calendar(by), ONLY_A_LEAD)
    period = CalendarPeriod.objects.select_for_update(of=("self",)).get(pk=period.pk)
    before = str(period)
    period.kind, period.starts_on, period.ends_on, period.name = kind, starts_on, ends_on, name.strip()
    period.la_code, period.school = la_code, school
    _check(period)
    period.save()
    record(period, "change", by=by, reason=f"{before} → {period}", before="in the calendar", after="in the calendar")
    return period


@transaction.atomic
def remove_period(period, *, by):
    """Take it out of the calendar. Taking out what is gone already does nothing."""
    require(permissions.can_keep_the_calendar(by), ONLY_A_LEAD)
    period = CalendarPeriod.objects.select_for_update(of=("self",)).filter(pk=period.pk).first()
    if period is not None:
        record(period, "remove", by=by, reason=str(period), before="in the calendar", after="taken out")
        period.delete()


@transaction.atomic
def import_periods(rows, *, by):
    """Add each of the rows, which are `add_period`'s keywords; returns how many were new.

    What is in the calendar already stays as it is, so a file may be imported again.
    """
    require(permissions.can_keep_the_calendar(by), ONLY_A_LEAD)
    new = 0
    for row in rows:
        same = {key: row[key] for key in ("kind", "starts_on", "ends_on", "la_code", "school")}
        if not CalendarPeriod.objects.filter(**same).exists():
            add_period(**row, by=by)
            new += 1
    return new


def why_not(starts_on, ends_on):
    """What is wrong with the two dates, in a sentence; empty when nothing is."""
    if ends_on < starts_on:
        return "The last day is before the first."
    if ends_on - starts_on >= LONGEST:
        return "That is more than ten weeks. Check both dates."
    if abs(starts_on - clock.today()) > FURTHEST:
        return "That is more than five years away. Check the year."
    return ""


def _check(period):
    if reason := why_not(period.starts_on, period.ends_on):
        raise Refused(reason)
    try:
        period.full_clean(validate_unique=False, validate_constraints=False)
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error
    if period.la_code and period.school:
        raise Refused("Choose an authority or a school, not both.")
    others = CalendarPeriod.objects.exclude(pk=period.pk)
    same = {name: getattr(period, name) for name in ("kind", "starts_on", "ends_on", "la_code", "school")}
    if others.filter(**same).exists():
        raise Refused(ALREADY)

"""A nudge about days that have waited a month to be claimed: once for each day, one mail for each person."""

import datetime

from django.db import transaction

from claims import notifications
from claims.models import FundedDay
from core import clock
from schools.models import Person
from schools.school_days import is_term_day

A_MONTH = datetime.timedelta(days=30)


def send_reminders():
    """Remind whoever has such days, on a day on which schools are open. Returns how many people were reminded."""
    if not is_term_day(clock.today()):
        return 0
    due = FundedDay.objects.never_claimed_since(clock.now() - A_MONTH)
    people = Person.objects.filter(pk__in=due.values("person"), is_active=True).order_by("pk")
    return sum(_remind(person) for person in people)


@transaction.atomic
def _remind(person):
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    due = FundedDay.objects.never_claimed_since(clock.now() - A_MONTH).filter(person=person)
    if not due.exists():
        return False
    ready = list(FundedDay.objects.ready_for(person))
    FundedDay.objects.filter(pk__in=[day.pk for day in ready], reminded_at=None).update(reminded_at=clock.now())
    notifications.days_waiting(person, ready)
    return True

"""Reminders of reports and feedback, of proposals and releases. Each is sent once, however often this runs."""

import datetime

from brokerage import notifications
from brokerage.models import Visit
from brokerage.services.feedback import remind_of_feedback
from brokerage.services.releases import remind_of_releases
from brokerage.services.unanswered import remind_of_proposals
from core import clock
from core.submissions import remind_once
from core.workflow import record
from core.working_days import after_working_days
from schools.school_days import is_term_day

UNREPORTED_AFTER = (3, 7)  # days; before those, the next working day
# What is older than this lies still: nobody hears of it out of the blue.
TOO_OLD = datetime.timedelta(days=60)


def send_reminders():
    """Remind whoever is due today; on a day on which schools are closed, nobody. Returns how many were reminded."""
    today = clock.today()
    if not is_term_day(today):
        return 0
    visits = Visit.objects.awaiting_report().filter(on__gte=today - TOO_OLD).order_by("pk")
    due = [(visit, step) for visit in visits if (step := _steps_of(visit.on, today))]
    reminded = sum(
        remind_once(f"report {visit.reference} {visit.on} {step}", lambda visit=visit: _remind(visit))
        for visit, step in due
    )
    return reminded + remind_of_feedback() + remind_of_proposals() + remind_of_releases()


def _steps_of(on, today):
    """How many of the reminders for a visit on that date are due by today."""
    dates = [after_working_days(on, 1), *(on + datetime.timedelta(days=days) for days in UNREPORTED_AFTER)]
    return sum(date <= today for date in dates)


def _remind(visit):
    found = Visit.objects.select_for_update(of=("self",)).select_related("school", "person", "national_lead")
    visit = found.get(pk=visit.pk)
    if not Visit.objects.awaiting_report().filter(pk=visit.pk).exists():
        return False
    notifications.remind_to_report(visit)
    record(visit, "reminded", by=None, before=visit.status)
    return True

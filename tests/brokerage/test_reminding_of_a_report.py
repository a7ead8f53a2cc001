import datetime

import pytest

from brokerage import services
from brokerage.workflow import ReportStatus, VisitStatus
from core import clock
from correspondence import kinds
from tests.factories.brokerage import ReportFactory, VisitFactory
from tests.messages import queued

pytestmark = pytest.mark.django_db

TUESDAY = datetime.date(2026, 11, 3)
FRIDAY = datetime.date(2026, 11, 6)


def days_with_a_reminder(*, days=40):
    """How many days after the visit each reminder comes, when the job runs each day."""
    found = []
    for number in range(days):
        with clock.moved_to(TUESDAY + datetime.timedelta(days=number)):
            if services.send_reminders():
                found.append(number)
    return found


def test_on_the_next_working_day_after_three_and_after_seven():
    visit = VisitFactory(on=TUESDAY)

    assert days_with_a_reminder() == [1, 3, 7]
    assert queued() == [("report_reminder", visit.person.email)] * 3


def test_what_falls_on_a_weekend_comes_after_it_and_once():
    VisitFactory(on=FRIDAY)

    assert days_with_a_reminder() == [6, 10]  # Monday, then the Friday after


def test_run_twice_it_reminds_once():
    VisitFactory(on=TUESDAY)

    with clock.moved_to(TUESDAY + datetime.timedelta(days=1)):
        assert (services.send_reminders(), services.send_reminders()) == (1, 0)


@pytest.mark.parametrize("status", [ReportStatus.SUBMITTED, ReportStatus.ACCEPTED, ReportStatus.CLOSED])
def test_nobody_is_reminded_of_what_is_in(status):
    ReportFactory(visit__on=TUESDAY, status=status)

    assert days_with_a_reminder() == []


def test_nor_of_a_visit_that_was_cancelled():
    VisitFactory(on=TUESDAY, status=VisitStatus.CANCELLED)

    assert days_with_a_reminder() == []


def test_a_returned_report_is_reminded_of():
    ReportFactory(visit__on=TUESDAY, status=ReportStatus.RETURNED)

    assert days_with_a_reminder() == [1, 3, 7]


def test_a_reminder_that_waits_to_go_is_dropped_the_minute_the_report_is_in():
    visit = VisitFactory()
    context, kind = {"reference": visit.reference}, kinds.MESSAGES["report_reminder"]
    assert kind.is_wanted(context)

    services.submit_report(
        visit, by=visit.person, who_was_there="Two teachers", what_we_did="We tried.", what_next="Year 3 tries."
    )

    assert not kind.is_wanted(context)

"""Days that have waited a month to be claimed are reminded of, each once, in one mail for each person."""

import datetime

import pytest
import time_machine

from claims import services
from correspondence.models import Message
from tests.claims.reading import messages
from tests.factories.claims import FundedDayFactory, submitted, working_day
from tests.messages import delivered

pytestmark = pytest.mark.django_db

A_TERM_DAY = datetime.datetime(2026, 3, 10, 8, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(A_TERM_DAY, tick=False) as moved:
        yield moved


def ago(days):
    return A_TERM_DAY - datetime.timedelta(days=days)


def waiting(days, **fields):
    return FundedDayFactory(created_at=ago(days), **fields)


def test_a_month_of_waiting_brings_one_mail_that_lists_all_that_is_ready():
    first = waiting(31, on=working_day(1))
    waiting(5, person=first.person, on=working_day(9))

    assert [services.send_reminders() for _ in range(2)] == [1, 0]

    assert messages("days_waiting") == [(first.person, "/claims/")]
    [message] = Message.objects.all()
    assert len(message.context["lines"]) == 2
    assert message.context["in_all"] == "2 days"


def test_a_day_listed_once_is_not_reminded_of_again(today):
    first = waiting(31, on=working_day(1))
    waiting(5, person=first.person, on=working_day(9))
    services.send_reminders()

    today.shift(datetime.timedelta(days=28))

    assert services.send_reminders() == 0


@pytest.mark.parametrize("days", [0, 29])
def test_less_than_a_month_is_left_alone(days):
    waiting(days)

    assert services.send_reminders() == 0


@pytest.mark.parametrize("status", ["held", "void"])
def test_a_day_that_cannot_be_claimed_is_left_alone(status):
    waiting(40, status=status, held_because="Why?")

    assert services.send_reminders() == 0


def test_a_day_that_was_in_a_claim_is_left_alone():
    claim = submitted()
    claim.lines.get().day.__class__.objects.update(created_at=ago(50))
    services.withdraw(claim, by=claim.person)

    assert services.send_reminders() == 0


def test_on_a_day_without_school_nobody_is_written_to(today):
    waiting(40)
    today.move_to(datetime.datetime(2026, 3, 8, 8, tzinfo=datetime.UTC))

    assert services.send_reminders() == 0


def test_what_is_claimed_before_it_goes_is_not_sent():
    day = waiting(31)
    services.send_reminders()
    services.submit_claims(person=day.person, days=[day], by=day.person)

    assert [mail.subject for mail in delivered() if mail.to == [day.person.email]] == []

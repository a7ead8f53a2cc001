"""Each rule about schools, footings and states, broken straight in the database, is named; and nothing else is."""

import pytest

from core import clock
from tests.claims.breaking import alter, broken, correction_of, paid_line, withdraw
from tests.factories.claims import (
    AttendanceFactory,
    FundedDayFactory,
    approved,
    authorised_run,
    in_run,
    open_run,
    sent_run,
    submitted,
)
from tests.factories.schools import PersonFactory, SchoolFactory, lead

pytestmark = pytest.mark.django_db
on_postgresql = pytest.mark.needs("PostgreSQL")


def test_a_claim_for_another_school_than_released_the_person():
    alter(submitted(), school=SchoolFactory())

    assert broken() == ["schools"]


def test_a_claim_for_somebody_elses_day():
    alter(submitted().lines.get().day, person=PersonFactory())

    assert broken() == ["schools"]


def test_a_payment_to_another_school():
    alter(authorised_run().payments.get(), school=SchoolFactory())

    assert broken() == ["runs", "schools"]


def test_a_live_day_whose_report_is_no_longer_accepted():
    withdraw(FundedDayFactory().acceptance)

    assert broken() == ["grounds"]


def test_a_live_day_whose_attendance_is_taken_back():
    attendance = AttendanceFactory(taken_back_by=lead(), taken_back_at=clock.now())
    FundedDayFactory(acceptance=None, attendance=attendance)

    assert broken() == ["grounds"]


def test_a_paid_day_that_has_lost_its_report_is_right_once_it_is_taken_back():
    line = paid_line()
    withdraw(line.claim_line.day.acceptance)
    assert broken() == ["grounds"]

    correction_of(line, amount_pence=-line.amount_pence, is_reversal=True)

    assert broken() == []


def test_a_claim_that_holds_a_void_day():
    alter(submitted().lines.get().day, status="void")

    assert broken() == ["grounds"]


def test_a_failed_payment_whose_lines_are_live():
    payment = sent_run().payments.get()
    alter(payment, status="failed")

    assert {"states", "changes"} <= set(broken())


def test_a_claim_that_is_being_paid_in_a_cancelled_run():
    run = in_run().run
    alter(run, status="cancelled")

    assert broken() == ["states", "changes"]


def test_an_approved_claim_that_is_still_in_a_run():
    run = open_run(approved())
    alter(approved(), run=run)

    assert "states" in broken()


def test_a_change_of_state_that_nobody_recorded():
    alter(approved(), status="returned")

    assert broken() == ["changes"]

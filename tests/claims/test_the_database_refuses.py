"""What no service would write of days and claims, the database refuses too: each CHECK and partial unique index."""

import pytest

from claims.models import Claim, ClaimLine, FundedDay, Payment, PaymentLine, PaymentRun
from tests.factories.claims import (
    AcceptanceFactory,
    AttendanceFactory,
    FundedDayFactory,
    authorised_run,
    open_run,
    submitted,
)
from tests.refusing import refuses

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("part", ["morning", "afternoon"])
def test_a_second_live_half_of_one_day(part):
    first = FundedDayFactory()
    held = FundedDayFactory(held=True, person=first.person, on=first.on, part=part)

    refuses(f"day_one_live_{part}", FundedDay, held.pk, status="live", school=first.school)


def test_the_halves_of_days_that_are_not_live_are_free():
    first = FundedDayFactory(held=True)
    void = FundedDayFactory(status="void", person=first.person, on=first.on)

    assert FundedDay.objects.filter(pk=void.pk).update(status="live") == 1


def test_a_day_without_a_half():
    without = {"morning": False, "afternoon": False, "morning_source": None, "afternoon_source": None}

    refuses("day_has_a_half", FundedDay, FundedDayFactory().pk, **without)


@pytest.mark.parametrize("part", ["morning", "afternoon"])
def test_a_half_that_nothing_pays_for(part):
    refuses(f"day_{part}_has_its_source", FundedDay, FundedDayFactory().pk, **{f"{part}_source": None})


def test_a_day_without_a_source():
    refuses("day_has_one_source", FundedDay, FundedDayFactory().pk, acceptance=None)


def test_a_day_with_two_sources():
    refuses("day_has_one_source", FundedDay, FundedDayFactory().pk, attendance=AttendanceFactory())


def test_two_days_on_one_report():
    refuses("acceptance", FundedDay, FundedDayFactory().pk, acceptance=FundedDayFactory().acceptance)


def test_two_days_on_one_attendance():
    attendance = AttendanceFactory()
    FundedDayFactory(acceptance=None, attendance=attendance)

    refuses("attendance", FundedDay, FundedDayFactory().pk, acceptance=None, attendance=attendance)


def test_a_live_day_without_a_school():
    refuses("day_live_has_school", FundedDay, FundedDayFactory().pk, school=None)


def test_a_held_day_without_a_reason():
    refuses("day_held_has_reason", FundedDay, FundedDayFactory().pk, status="held")


def test_an_acceptance_by_the_author_of_the_report():
    acceptance = AcceptanceFactory()

    refuses("report_accepted_by_another", type(acceptance), acceptance.pk, accepted_by=acceptance.author)


@pytest.mark.parametrize(
    ("model", "make", "name"),
    [
        (FundedDay, FundedDayFactory, "day_status_known"),
        (Claim, submitted, "claim_status_known"),
        (PaymentRun, open_run, "run_status_known"),
        (Payment, lambda: authorised_run().payments.get(), "payment_status_known"),
    ],
    ids=["day", "claim", "run", "payment"],
)
def test_a_status_that_nobody_knows(model, make, name):
    refuses(name, model, make().pk, status="unheard")


def test_a_day_in_two_live_claims():
    line, other = submitted().lines.get(), submitted().lines.get()

    refuses("claim_line_day_once", ClaimLine, other.pk, day=line.day)


@pytest.mark.parametrize("part", ["morning", "afternoon"])
def test_a_half_in_two_live_payments(part):
    """However its claim and its day may have been tampered with (rule 1)."""
    paid, other = (authorised_run().payments.get().lines.get() for _ in range(2))
    half = {"halves": 1, "morning": part == "morning", "afternoon": part == "afternoon", "amount_pence": 10000}

    refuses(f"line_one_live_{part}", PaymentLine, other.pk, beneficiary=paid.beneficiary, on=paid.on, **half)


def test_a_day_in_a_live_claim_and_a_rejected_one_is_allowed():
    line, other = submitted().lines.get(), submitted().lines.get()

    assert ClaimLine.objects.filter(pk=other.pk).update(day=line.day, is_live=False) == 1


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("claim_line_rate_even", {"pence_per_day": 20001, "amount_pence": 20001}),
        ("claim_line_rate_even", {"pence_per_day": 0, "amount_pence": 0}),
        ("claim_line_halves", {"halves": 3, "amount_pence": 30000}),
        ("claim_line_halves", {"halves": 0, "amount_pence": 0}),
        ("claim_line_amount", {"amount_pence": 20002}),
        ("claim_line_amount", {"halves": 1}),
    ],
)
def test_a_claimed_day_whose_sum_is_wrong(name, values):
    refuses(name, ClaimLine, submitted().lines.get().pk, **values)

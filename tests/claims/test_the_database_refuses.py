"""What no service would write, the database refuses too: each CHECK, partial unique index and trigger of the money."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from claims.models import Claim, ClaimLine, FundedDay, Payment, PaymentLine, PaymentRun
from tests.factories.claims import (
    AcceptanceFactory,
    AttendanceFactory,
    FundedDayFactory,
    approved,
    authorised_run,
    open_run,
    paid_run,
    submitted,
)
from tests.factories.schools import PersonFactory

pytestmark = pytest.mark.django_db


def refuses(name, model, pk, **values):
    """The constraint of that name refuses these values, put straight into the row."""
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        model.objects.filter(pk=pk).update(**values)
    assert name in str(refusal.value) or connection.vendor == "sqlite"


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


def test_a_claim_approved_by_whoever_sent_it():
    claim = approved()

    refuses("claim_approved_by_another", Claim, claim.pk, submitted_by=claim.approved_by)


def test_a_claim_approved_by_whoever_it_is_for():
    claim = approved()

    refuses("claim_beneficiary_not_approver", Claim, claim.pk, person=claim.approved_by)


def test_half_an_approval():
    refuses("claim_approval_whole", Claim, approved().pk, approved_at=None)


@pytest.mark.parametrize("status", ["approved", "in_run", "paid"])
def test_a_claim_that_nobody_approved(status):
    run = open_run()

    refuses("claim_approved_has_approver", Claim, submitted().pk, status=status, run=run)


@pytest.mark.parametrize("status", ["in_run", "paid"])
def test_a_claim_in_no_run_that_is_being_paid(status):
    refuses("claim_in_run_has_run", Claim, approved().pk, status=status)


def test_half_an_authorisation():
    refuses("run_authorisation_whole", PaymentRun, authorised_run().pk, authorised_at=None)


@pytest.mark.parametrize("status", ["authorised", "sent", "reconciled"])
def test_a_run_that_nobody_authorised(status):
    refuses("run_authorised_has_authoriser", PaymentRun, open_run().pk, status=status)


def test_half_a_sending():
    refuses("run_sending_whole", PaymentRun, authorised_run().pk, sent_at=timezone.now())


def test_two_payments_of_one_run_to_one_school():
    one, other = authorised_run(approved(), approved()).payments.all()

    refuses("payment_one_a_school", Payment, other.pk, school=one.school)


def test_a_payment_of_nothing():
    refuses("payment_positive", Payment, authorised_run().payments.get().pk, amount_pence=0)


def test_a_paid_payment_without_a_date():
    refuses("payment_paid_has_date", Payment, authorised_run().payments.get().pk, status="paid")


def test_a_date_of_payment_on_what_is_not_paid():
    refuses("payment_paid_has_date", Payment, authorised_run().payments.get().pk, paid_at=timezone.now())


def test_a_claimed_day_in_two_live_payments():
    one, other = (payment.lines.get() for payment in authorised_run(approved(), approved()).payments.all())

    refuses("payment_line_one_", PaymentLine, other.pk, claim_line=one.claim_line)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("payment_line_halves", {"morning": False}),
        ("payment_line_halves", {"morning": False, "afternoon": False}),
        ("payment_line_rate_even", {"pence_per_day": 20001, "amount_pence": 20001}),
        ("payment_line_amount", {"amount_pence": 10000}),
    ],
)
def test_a_payment_line_whose_sum_is_wrong(name, values):
    refuses(name, PaymentLine, authorised_run().payments.get().lines.get().pk, **values)


@pytest.mark.parametrize(
    ("name", "one", "other"),
    [
        ("line_claimant_not_approver", "claimant", "approver"),
        ("line_claimant_not_authoriser", "claimant", "authoriser"),
        ("line_approver_not_authoriser", "approver", "authoriser"),
        ("line_beneficiary_not_approver", "beneficiary", "approver"),
        ("line_beneficiary_not_authoriser", "beneficiary", "authoriser"),
    ],
)
def test_one_pair_of_eyes_too_few(name, one, other):
    line = authorised_run().payments.get().lines.get()
    somebody = PersonFactory()

    refuses(name, PaymentLine, line.pk, **{one: somebody, other: somebody})


def paid_rows():
    payment = paid_run().payments.get()
    return payment, payment.lines.get(), Claim.objects.get()


@pytest.mark.parametrize("which", [0, 1, 2], ids=["payment", "line", "claim"])
def test_what_is_paid_is_never_edited(which):
    row = paid_rows()[which]

    with pytest.raises(IntegrityError, match=r"What is paid is never edited\."), transaction.atomic():
        type(row).objects.filter(pk=row.pk).update(amount_pence=20002)


@pytest.mark.parametrize("which", [0, 1, 2], ids=["payment", "line", "claim"])
def test_what_is_paid_is_never_deleted(which):
    row = paid_rows()[which]

    with pytest.raises(IntegrityError, match=r"What is paid is never edited\."), transaction.atomic():
        type(row).objects.filter(pk=row.pk)._raw_delete(using="default")

"""What no service would write of approvals, runs and payments, the database refuses too; what is paid stays."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from claims.models import Claim, Payment, PaymentLine, PaymentRun
from tests.factories.claims import approved, authorised_run, open_run, paid_run, submitted
from tests.factories.schools import PersonFactory
from tests.refusing import refuses

pytestmark = pytest.mark.django_db


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

"""Past the services: what a correction, a budget, a policy, a file and a paid row may not be, the database refuses."""

import pytest

from claims.models import (
    Budget,
    ClaimLine,
    ClaimPolicy,
    Confirmation,
    FileDownload,
    FundedDay,
    FundingSource,
    Payment,
    PaymentLine,
    PaymentRun,
    SchoolPayee,
    SpotCheck,
)
from core import clock
from tests.claims.breaking import corrected, correction_of, paid_line
from tests.factories.claims import approved, authorised_run, paid_run, sent_run, submitted
from tests.factories.schools import PersonFactory, SchoolFactory, finance, lead
from tests.refusing import refused, refuses

pytestmark = pytest.mark.django_db
KEPT = "What is paid is never edited."


def alter(name, row, **values):
    refuses(name, type(row), row.pk, **values)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("correction_changes_something", {"amount_pence": 0}),
        ("correction_has_reason", {"reason": ""}),
        ("correction_agreement_whole", {"agreed_at": None}),
        ("correction_reverses_a_line", {"is_reversal": True, "amount_pence": 100}),
        ("correction_in_run_has_run", {"status": "in_run"}),
        ("correction_status_known", {"status": "unheard"}),
    ],
)
def test_a_correction(name, values):
    alter(name, correction_of(paid_line()), **values)


def test_a_correction_agreed_by_whoever_proposed_it_or_whose_day_it_is():
    correction = correction_of(paid_line())

    alter("correction_agreed_by_another", correction, proposed_by=correction.agreed_by)
    alter("correction_beneficiary_not_agreer", correction, person=correction.agreed_by)


def test_a_line_that_is_reversed_twice():
    line = paid_line()
    correction_of(line, is_reversal=True)

    refused("correction_reverses_once", lambda: correction_of(line, is_reversal=True))


@pytest.mark.parametrize(
    ("one", "other"), [("proposer", "agreer"), ("proposer", "authoriser"), ("agreer", "authoriser")]
)
def test_a_paid_correction_by_fewer_than_three_people(one, other):
    _, line = corrected()

    alter(f"correction_line_{one}_not_{other}", line, **{one: getattr(line, other)})


def test_a_correction_in_two_live_payments():
    _, line = corrected()
    line.pk = None

    refused("correction_line_once", line.save)


def test_two_budgets_of_one_source_in_a_year_and_one_of_no_year():
    about = {"source": FundingSource.objects.cpd_fund(), "amount_pence": 1, "set_by": finance()}
    Budget.objects.create(year=2025, **about)

    refused("budget_once_a_year", lambda: Budget.objects.create(year=2025, **about))
    refused("budget_year_makes_sense", lambda: Budget.objects.create(year=25, **about))


def test_a_second_fund_and_a_pool_that_is_none():
    FundingSource.objects.cpd_fund()

    refused("source_one_of_a_kind", lambda: FundingSource.objects.create(kind="cpd"))
    refused("source_pool_names_its_pool", lambda: FundingSource.objects.create(kind="pool"))


def test_a_policy_that_makes_no_sense_or_is_altered():
    policy = ClaimPolicy.objects.create(set_by=lead())

    refused("policy_share_makes_sense", lambda: ClaimPolicy.objects.create(set_by=lead(), spot_check_percent=101))
    refused("policy_window_makes_sense", lambda: ClaimPolicy.objects.create(set_by=lead(), window_months=0))
    alter(KEPT, policy, window_months=6)


def test_a_payee_without_a_name():
    refused(
        "school_payee_has_name", lambda: SchoolPayee.objects.create(school=SchoolFactory(), name="", set_by=finance())
    )


def test_nothing_is_added_to_what_is_paid():
    line = paid_line()
    payment = Payment.objects.get(pk=line.payment_id)
    new = PaymentLine.objects.get(pk=line.pk)
    new.pk, new.is_live = None, False
    claimed = submitted().lines.get()
    another = Payment(run=payment.run, school=SchoolFactory(), school_name="Another", payee="Another", amount_pence=2)

    refused(KEPT, new.save)
    refused(
        KEPT,
        lambda: ClaimLine.objects.create(
            claim=line.claim_line.claim, day=claimed.day, is_live=False, halves=2, pence_per_day=2, amount_pence=2
        ),
    )
    refused(KEPT, another.save)
    alter(KEPT, FundedDay.objects.get(pk=line.claim_line.day_id), why="Another")


def test_a_paid_day_may_be_its_persons_under_a_joined_record():
    day = paid_line().claim_line.day

    assert FundedDay.objects.filter(pk=day.pk).update(person=PersonFactory()) == 1


def drawn_check(**values):
    """The live check of a claim that was approved and drawn for a second look."""
    claim = approved()
    claim.spot_checks.all().delete()
    people = {"beneficiary": claim.person, "claimant": PersonFactory(), "approver": claim.approved_by}
    return SpotCheck.objects.create(claim=claim, percent=100, is_drawn=True, **people, **values)


@pytest.mark.parametrize("who", ["beneficiary", "claimant", "approver"])
def test_a_second_look_by_one_of_the_first_three(who):
    check = drawn_check()

    alter(f"spot_check_{who}_not_second", check, passed_by=getattr(check, who), passed_at=clock.now())


def test_half_a_second_look_and_one_that_nobody_drew():
    check = drawn_check()

    alter("spot_check_passing_whole", check, passed_by=PersonFactory())
    alter("spot_check_passed_was_drawn", check, is_drawn=False, passed_by=PersonFactory(), passed_at=clock.now())


def test_two_checks_of_one_approval():
    check = drawn_check()
    check.pk = None

    refused("spot_check_one_an_approval", check.save)


def test_a_finished_run_is_kept():
    run = paid_run()

    alter(KEPT, run, status="sent")
    refused(KEPT, lambda: PaymentRun.objects.filter(pk=run.pk)._raw_delete(using="default"))


def test_what_was_taken_and_what_finance_said_is_kept():
    run, by = authorised_run(), finance()
    about = {"run": run, "sha256": "0" * 64, "by": by}
    download = FileDownload.objects.create(file="payments", **about)
    confirmation = Confirmation.objects.create(paid=1, failed=0, **about)

    for row in (download, confirmation):
        alter(KEPT, row, sha256="1" * 64)
        refused(KEPT, lambda row=row: type(row).objects.filter(pk=row.pk)._raw_delete(using="default"))


def test_one_answer_of_finance_twice():
    about = {"run": sent_run(), "sha256": "0" * 64, "paid": 1, "failed": 0, "by": finance()}
    Confirmation.objects.create(**about)

    refused("confirmation_applied_once", lambda: Confirmation.objects.create(**about))

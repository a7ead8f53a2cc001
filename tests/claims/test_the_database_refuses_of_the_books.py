"""Past the services: what a correction, a budget, a policy and a paid row may not be, the database refuses."""

import pytest
from django.db import IntegrityError, connection, transaction

from claims.models import (
    Budget,
    ClaimLine,
    ClaimPolicy,
    FundedDay,
    FundingSource,
    Payment,
    PaymentLine,
    SchoolPayee,
)
from tests.claims.test_checking_the_books import corrected, correction_of, paid_line
from tests.factories.claims import submitted
from tests.factories.schools import PersonFactory, SchoolFactory, finance, lead

pytestmark = pytest.mark.django_db


def refused(name, act):
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        act()
    assert name in str(refusal.value) or connection.vendor == "sqlite"


def alter(name, row, **values):
    refused(name, lambda: type(row).objects.filter(pk=row.pk).update(**values))


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
    alter("What is paid is never edited.", policy, window_months=6)


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

    refused("What is paid is never edited.", new.save)
    refused(
        "What is paid is never edited.",
        lambda: ClaimLine.objects.create(
            claim=line.claim_line.claim, day=claimed.day, is_live=False, halves=2, pence_per_day=2, amount_pence=2
        ),
    )
    refused("What is paid is never edited.", another.save)
    alter("What is paid is never edited.", FundedDay.objects.get(pk=line.claim_line.day_id), why="Another")


def test_a_paid_day_may_be_its_persons_under_a_joined_record():
    day = paid_line().claim_line.day

    assert FundedDay.objects.filter(pk=day.pk).update(person=PersonFactory()) == 1

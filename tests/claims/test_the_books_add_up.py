"""Each rule about sums, broken straight in the database, is named; and nothing else is."""

import datetime

import pytest

from claims.models import ClaimLine, FundingSource, PaymentLine
from core import clock
from correspondence.models import Document
from tests.claims.breaking import alter, broken, corrected, correction_of, paid_line
from tests.claims.loosened import loosen
from tests.factories.brokerage import PoolFactory
from tests.factories.claims import authorised_run, paid, rejected, submitted
from tests.factories.schools import lead

pytestmark = pytest.mark.django_db
on_postgresql = pytest.mark.needs("PostgreSQL")


@on_postgresql
@pytest.mark.parametrize("model", [ClaimLine, PaymentLine], ids=["claim", "payment"])
def test_a_line_that_is_not_its_rate_times_its_halves(model):
    paid()
    loosen()
    model.objects.update(pence_per_day=20002)

    assert "lines" in broken()


@on_postgresql
def test_a_line_with_more_halves_than_its_day():
    line = submitted(part="morning").lines.get()
    alter(line, halves=2, amount_pence=line.pence_per_day)
    alter(line.claim, amount_pence=line.pence_per_day)

    assert broken() == ["lines"]


def test_a_claim_that_does_not_come_to_its_lines():
    alter(submitted(), amount_pence=1)

    assert broken() == ["claims"]


def test_an_ended_claim_that_holds_its_days():
    rejected().lines.update(is_live=True)

    assert broken() == ["claims"]


def test_a_claim_without_days():
    claim = submitted()
    claim.lines.update(is_live=False)
    alter(claim, amount_pence=0)

    assert broken() == ["claims"]


def test_a_payment_that_does_not_come_to_its_lines():
    payment = authorised_run().payments.get()
    alter(payment, amount_pence=payment.amount_pence + 2)

    assert broken() == ["payments", "runs"]


@on_postgresql
def test_a_payment_of_less_than_nought():
    payment, line = corrected()
    loosen()
    alter(line, amount_pence=-30000)
    alter(line.correction, amount_pence=-30000)
    alter(payment, amount_pence=-10000)

    assert "payments" in broken()


def test_a_claim_in_an_authorised_run_that_no_payment_pays():
    run, claim = authorised_run(), submitted()
    alter(claim, status="in_run", run=run, approved_by=lead(), approved_at=clock.now())

    assert {"runs", "days in payments"} <= set(broken())


@on_postgresql
def test_a_claimed_day_that_is_paid_by_half():
    line = authorised_run().payments.get().lines.get()
    loosen()
    alter(line, halves=1, afternoon=False, amount_pence=line.amount_pence // 2)

    assert "days in payments" in broken()


@on_postgresql
@pytest.mark.parametrize("what", ["rate", "date", "source"])
def test_a_paid_line_that_is_not_as_it_was_claimed(what):
    line = paid_line()
    loosen()
    other = {
        "rate": {"pence_per_day": line.pence_per_day + 200},
        "date": {"on": line.on + datetime.timedelta(days=1)},
        "source": {"source": FundingSource.objects.of_quotes()},
    }
    alter(line, **other[what])

    assert "days in payments" in broken()


@on_postgresql
def test_a_rejected_claim_that_a_payment_pays():
    line = authorised_run().payments.get().lines.get()
    loosen()
    alter(line.claim_line.claim, status="rejected", run=None)

    assert {"days in payments", "states", "changes"} <= set(broken())


def test_a_correction_that_is_paid_otherwise_than_agreed():
    _, line = corrected()
    alter(line.correction, amount_pence=-4000)

    assert broken() == ["runs", "corrections"]


def test_a_reversal_of_what_was_never_paid():
    line = authorised_run().payments.get().lines.get()
    correction_of(line, amount_pence=-line.amount_pence, is_reversal=True)

    assert broken() == ["corrections"]


def test_more_taken_back_than_was_paid():
    line = paid_line()
    for _ in range(2):
        correction_of(line, amount_pence=-(line.amount_pence // 2 + 100))

    assert broken() == ["corrections"]


def test_a_pool_that_does_not_count_its_entries():
    PoolFactory(used_halves=2)

    assert broken() == ["pools"]


@on_postgresql
def test_a_pool_that_is_over_committed():
    loosen()
    PoolFactory(total_halves=1, reserved_halves=2)

    assert broken() == ["pools"]


@pytest.mark.parametrize("what", ["total", "line"])
def test_a_summary_that_says_another_amount(what):
    paid()
    document = Document.objects.get(kind="payment_summary")
    said = {"total": "£1.00"} if what == "total" else {"lines": [{**document.context["lines"][0], "amount": "£1.00"}]}
    alter(document, context={**document.context, **said})

    assert broken() == ["summaries"]


def test_a_paid_payment_without_a_summary():
    paid()
    Document.objects.filter(kind="payment_summary").update(kind="another")

    assert broken() == ["summaries"]


@on_postgresql
def test_a_half_day_that_is_funded_and_paid_twice():
    one, other = paid_line(), paid_line()
    loosen()
    PaymentLine.objects.filter(pk=other.pk).update(beneficiary=one.beneficiary, on=one.on)
    alter(other.claim_line.day, person=one.beneficiary, on=one.on)
    alter(other.claim_line.claim, person=one.beneficiary)

    assert broken() == ["halves"]


def test_a_half_day_that_is_paid_twice_through_joined_records():
    one, other = paid_line(), paid_line()
    alter(other.beneficiary, merged_into=one.beneficiary, merged_at=clock.now(), is_active=False)

    assert broken() == ["halves"]

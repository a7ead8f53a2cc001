"""Opening a payment run, taking a claim out of it, cancelling it."""

import pytest

from claims import services
from claims.models import Claim, PaymentRun
from claims.workflow import RunStatus
from core.exceptions import NotAllowed, Refused, TransitionRefused
from tests.claims.reading import last_change, messages
from tests.factories.claims import CLAIMS, RUNS, approved, authorised_run, in_run, open_run, submitted
from tests.factories.schools import PersonFactory, finance, lead, national_lead

pytestmark = pytest.mark.django_db

NOT_FINANCE = pytest.mark.parametrize("role", [PersonFactory, lead, national_lead])


def test_a_run_takes_every_approved_claim_and_no_other():
    others = [CLAIMS[status]() for status in ("submitted", "returned", "rejected", "in_run", "paid")]
    claims, by = [approved(), approved()], finance()

    run = services.open_run(by=by)

    assert list(run.claims.order_by("pk")) == claims
    assert (run.status, run.opened_by) == ("open", by)
    assert last_change(run) == ("open", "", "open", by, "")
    for claim in claims:
        claim.refresh_from_db()
        assert claim.status == "in_run"
        assert last_change(claim) == ("add_to_run", "approved", "in_run", by, run.reference)
    assert Claim.objects.filter(pk__in=[other.pk for other in others], run=run).count() == 0


def test_without_an_approved_claim_there_is_no_run():
    submitted()

    with pytest.raises(Refused, match="There is no approved claim to pay"):
        services.open_run(by=finance())

    assert not PaymentRun.objects.exists()


@NOT_FINANCE
def test_only_finance_opens_a_run(role):
    approved()

    with pytest.raises(NotAllowed):
        services.open_run(by=role())


def test_where_the_opener_may_not_authorise_somebody_else_in_finance_is_asked():
    opener, other = finance(), finance()
    approved(person=opener)

    run = services.open_run(by=opener)

    assert messages("run_to_authorise") == [(other, f"/admin/runs/{run.reference}/")]


def test_where_the_opener_may_authorise_nobody_is_asked():
    finance()
    approved()

    services.open_run(by=finance())

    assert messages("run_to_authorise") == []


def test_a_claim_is_taken_out_and_waits_for_the_next_run():
    claim, by = in_run(), finance()

    services.take_from_run(claim, reason="Check the school first.", by=by)

    claim.refresh_from_db()
    assert (claim.status, claim.run) == ("approved", None)
    assert last_change(claim) == ("take_from_run", "in_run", "approved", by, "Check the school first.")
    assert list(services.open_run(by=by).claims.all()) == [claim]


@NOT_FINANCE
def test_only_finance_takes_a_claim_out(role):
    with pytest.raises(NotAllowed):
        services.take_from_run(in_run(), reason="Later.", by=role())


def test_taking_a_claim_out_needs_a_reason():
    with pytest.raises(Refused, match="Say why"):
        services.take_from_run(in_run(), reason="", by=finance())


@pytest.mark.parametrize("status", ["submitted", "returned", "rejected", "approved"])
def test_a_claim_that_is_in_no_run_can_not_be_taken_out(status):
    claim = CLAIMS[status]()

    with pytest.raises(TransitionRefused):
        services.take_from_run(claim, reason="Later.", by=finance())


@pytest.mark.parametrize("status", [RunStatus.AUTHORISED, RunStatus.SENT, RunStatus.RECONCILED])
def test_nothing_is_taken_out_of_a_run_that_has_been_authorised(status):
    claim = approved()
    run = RUNS[status](claim)
    claim.refresh_from_db()
    before = claim.status

    with pytest.raises(Refused, match=f"{run.reference} is .*, so nothing can be taken out of it"):
        services.take_from_run(claim, reason="Later.", by=finance())

    claim.refresh_from_db()
    assert (claim.status, claim.run) == (before, run)


@pytest.mark.parametrize("make", [open_run, authorised_run])
def test_a_cancelled_run_lets_go_of_its_claims_and_payments(make):
    claim, by = approved(), finance()
    run = make(claim)

    services.cancel_run(run, reason="The bank is shut.", by=by)

    run.refresh_from_db()
    claim.refresh_from_db()
    assert (run.status, claim.status, claim.run) == ("cancelled", "approved", None)
    assert last_change(run)[2:] == ("cancelled", by, "The bank is shut.")
    assert last_change(claim)[4] == f"{run.reference} was cancelled: The bank is shut."
    for payment in run.payments.all():
        assert last_change(payment) == ("cancel", "authorised", "cancelled", by, "The bank is shut.")
        assert not payment.lines.get().is_live


def test_a_claim_of_a_cancelled_run_is_paid_by_the_next():
    claim = approved()
    services.cancel_run(authorised_run(claim), reason="The bank is shut.", by=finance())

    run = authorised_run(claim)

    assert run.payments.get().amount_pence == claim.amount_pence


@pytest.mark.parametrize("status", [RunStatus.SENT, RunStatus.RECONCILED, RunStatus.CANCELLED])
def test_a_run_is_cancelled_before_it_is_sent_or_not_at_all(status):
    run = RUNS[status]()

    with pytest.raises(TransitionRefused):
        services.cancel_run(run, reason="Too late.", by=finance())

    run.refresh_from_db()
    assert run.status == status


@NOT_FINANCE
def test_only_finance_cancels_a_run(role):
    with pytest.raises(NotAllowed):
        services.cancel_run(open_run(), reason="No.", by=role())


def test_cancelling_needs_a_reason():
    with pytest.raises(Refused, match="Say why"):
        services.cancel_run(open_run(), reason="", by=finance())

"""Approving, returning and rejecting a claim, and sending a returned one again."""

import pytest

from claims import services
from claims.models import Claim
from claims.workflow import ClaimStatus
from core.exceptions import NotAllowed, Refused, TransitionRefused
from tests.claims.reading import last_change, messages
from tests.factories.claims import CLAIMS, returned, submitted
from tests.factories.schools import PersonFactory, PostFactory, finance, head_of, lead, national_lead

pytestmark = pytest.mark.django_db

DECISIONS = {
    "approve": lambda claim, by: services.approve(claim, by=by),
    "return": lambda claim, by: services.return_claim(claim, comment="Which class?", by=by),
    "reject": lambda claim, by: services.reject(claim, reason="Not agreed.", by=by),
}
each_decision = pytest.mark.parametrize("decide", DECISIONS.values(), ids=DECISIONS)


@pytest.mark.parametrize("role", [lead, national_lead])
def test_a_submitted_claim_is_approved(role):
    claim, by = submitted(), role()

    services.approve(claim, by=by)

    claim.refresh_from_db()
    assert (claim.status, claim.approved_by) == ("approved", by)
    assert claim.approved_at is not None
    assert last_change(claim) == ("approve", "submitted", "approved", by, "")


def test_the_proven_heads_of_the_school_and_finance_hear_of_the_approval():
    claim, payer = submitted(), finance()
    head = head_of(claim.school)
    PostFactory(school=claim.school, head=True)

    services.approve(claim, by=lead())

    assert messages("claim_approved") == [(head, f"/claims/{claim.reference}/")]
    assert messages("claim_to_pay") == [(payer, "/admin/runs/")]


def test_a_claim_is_returned_with_a_comment_to_whoever_sent_it():
    claim, by = submitted(), lead()

    services.return_claim(claim, comment=" Which class? ", by=by)

    claim.refresh_from_db()
    assert (claim.status, claim.comment, claim.approved_by) == ("returned", "Which class?", None)
    assert last_change(claim) == ("return", "submitted", "returned", by, "Which class?")
    assert messages("claim_returned") == [(claim.person, f"/claims/{claim.reference}/")]
    assert claim.lines.get().is_live


def test_a_returned_claim_is_sent_again_with_an_answer():
    claim, asked = returned(), lead()

    services.resubmit(claim, by=claim.person, answer="Year 4.")

    claim.refresh_from_db()
    assert claim.status == "submitted"
    assert last_change(claim) == ("resubmit", "returned", "submitted", claim.person, "Year 4.")
    assert (asked, f"/admin/claims/{claim.reference}/") in messages("claim_submitted")


def test_the_comment_is_gone_once_the_claim_is_approved():
    claim = returned()
    services.resubmit(claim, by=claim.person)

    assert services.approve(claim, by=lead()).comment == ""


def test_a_rejected_claim_lets_go_of_its_days():
    claim, by = submitted(), lead()

    services.reject(claim, reason="Not agreed.", by=by)

    claim.refresh_from_db()
    assert (claim.status, claim.comment) == ("rejected", "Not agreed.")
    assert not claim.lines.get().is_live
    assert last_change(claim) == ("reject", "submitted", "rejected", by, "Not agreed.")
    assert messages("claim_rejected") == [(claim.person, f"/claims/{claim.reference}/")]


@each_decision
@pytest.mark.parametrize("status", [status for status in ClaimStatus if status != ClaimStatus.SUBMITTED])
def test_only_a_submitted_claim_can_be_decided_on(decide, status):
    claim = CLAIMS[status]()

    with pytest.raises(TransitionRefused):
        decide(claim, lead())

    assert Claim.objects.get(pk=claim.pk).status == status


@pytest.mark.parametrize("status", [status for status in ClaimStatus if status != ClaimStatus.RETURNED])
def test_only_a_returned_claim_can_be_sent_again(status):
    claim = CLAIMS[status]()

    with pytest.raises(TransitionRefused):
        services.resubmit(claim, by=claim.person)

    assert Claim.objects.get(pk=claim.pk).status == status


@each_decision
@pytest.mark.parametrize("role", [PersonFactory, finance])
def test_only_a_lead_or_national_lead_decides(decide, role):
    claim = submitted()

    with pytest.raises(NotAllowed, match="Only a SATC lead or a national lead"):
        decide(claim, role())

    assert Claim.objects.get().status == "submitted"


@each_decision
@pytest.mark.parametrize("role", [lead, national_lead])
def test_nobody_decides_on_their_own_days(decide, role):
    claim = submitted(person=role())

    with pytest.raises(NotAllowed, match="your own days"):
        decide(claim, claim.person)


@each_decision
def test_nobody_decides_on_a_claim_that_they_sent_for_another(decide):
    by = lead()
    claim = submitted()
    Claim.objects.update(submitted_by=by)

    with pytest.raises(NotAllowed, match="You sent this claim"):
        decide(claim, by)


@each_decision
def test_the_head_of_the_school_does_not_decide(decide):
    claim = submitted()

    with pytest.raises(NotAllowed):
        decide(claim, head_of(claim.school))


@pytest.mark.parametrize("role", [PersonFactory, lead, finance])
def test_only_whoever_sent_a_claim_sends_it_again(role):
    claim = returned()

    with pytest.raises(NotAllowed):
        services.resubmit(claim, by=role())


def test_returning_and_rejecting_need_words():
    claim = submitted()

    with pytest.raises(Refused, match="Say why"):
        services.return_claim(claim, comment=" ", by=lead())
    with pytest.raises(Refused, match="Say why"):
        services.reject(claim, reason="", by=lead())

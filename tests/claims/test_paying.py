"""Sending a run, marking its payments, and what follows from that."""

import pytest

from claims import services
from claims.models import Payment, PaymentRun
from claims.workflow import PaymentStatus, RunStatus
from core.exceptions import NotAllowed, Refused, TransitionRefused
from correspondence.models import Document
from schools.models import Role
from tests.claims.reading import last_change, messages
from tests.factories.claims import RUNS, approved, authorised_run, open_run, paid_run, sent_run
from tests.factories.schools import PersonFactory, PostFactory, finance, head_of, lead, national_lead

pytestmark = pytest.mark.django_db

NOT_FINANCE = pytest.mark.parametrize("role", [PersonFactory, lead, national_lead])
MARKS = {
    "paid": lambda payment, by: services.mark_paid(payment, by=by),
    "failed": lambda payment, by: services.mark_failed(payment, reason="The account is closed.", by=by),
}
each_mark = pytest.mark.parametrize("mark", MARKS.values(), ids=MARKS)


def test_an_authorised_run_is_sent():
    run, by = authorised_run(), finance()

    services.send_run(run, by=by)

    run.refresh_from_db()
    assert (run.status, run.sent_by) == ("sent", by)
    assert run.sent_at is not None
    assert last_change(run) == ("send", "authorised", "sent", by, "")


@pytest.mark.parametrize("status", [status for status in RunStatus if status != RunStatus.AUTHORISED])
def test_only_an_authorised_run_can_be_sent(status):
    run = RUNS[status]()

    with pytest.raises(TransitionRefused):
        services.send_run(run, by=finance())

    run.refresh_from_db()
    assert run.status == status


@NOT_FINANCE
def test_only_finance_sends(role):
    with pytest.raises(NotAllowed):
        services.send_run(authorised_run(), by=role())


def test_a_paid_payment_pays_its_claims_and_stamps_its_lines():
    claims, by = [approved()], finance()
    claims.append(approved(school=claims[0].school))
    payment = sent_run(*claims).payments.get()

    services.mark_paid(payment, by=by)

    payment.refresh_from_db()
    assert (payment.status, payment.marked_by) == ("paid", by)
    assert last_change(payment) == ("pay", "authorised", "paid", by, "")
    assert {line.paid_at for line in payment.lines.all()} == {payment.paid_at}
    for claim in claims:
        claim.refresh_from_db()
        assert claim.status == "paid"
        assert last_change(claim) == ("pay", "in_run", "paid", by, payment.reference)


def test_the_proven_heads_and_business_managers_get_the_summary_and_nobody_else_does():
    claim = approved()
    head = head_of(claim.school)
    manager = PostFactory(school=claim.school, role=Role.BUSINESS_MANAGER, proven=True).person
    PostFactory(school=claim.school, head=True)
    PostFactory(school=claim.school, role=Role.BUSINESS_MANAGER)

    paid_run(claim)

    document = Document.objects.get(kind="payment_summary")
    assert {person for person, _ in messages("payment_made")} == {head, manager}
    assert list(document.readers.all()) == []
    assert document.messages.count() == 2


def test_without_a_proven_head_the_summary_is_made_and_sent_once_there_is_one():
    claim = approved()
    payment = paid_run(claim).payments.get()
    assert messages("payment_made") == []

    with pytest.raises(Refused, match="has no proven head or business manager"):
        services.send_summary(payment, by=lead())
    head = head_of(claim.school)
    services.send_summary(payment, by=lead())

    document = Document.objects.get(kind="payment_summary")
    assert messages("payment_made") == [(head, document.get_absolute_url())]
    with pytest.raises(Refused, match="already been sent"):
        services.send_summary(payment, by=lead())


def test_there_is_no_summary_to_send_before_the_payment_is_paid():
    with pytest.raises(Refused, match="hasn’t been paid"):
        services.send_summary(sent_run().payments.get(), by=finance())


@pytest.mark.parametrize("role", [PersonFactory, national_lead])
def test_only_finance_and_leads_send_a_summary(role):
    with pytest.raises(NotAllowed):
        services.send_summary(paid_run().payments.get(), by=role())


def test_a_failed_payment_lets_its_claims_wait_for_the_next_run():
    claim, by = approved(), finance()
    payment = sent_run(claim).payments.get()

    services.mark_failed(payment, reason="The account is closed.", by=by)

    payment.refresh_from_db()
    claim.refresh_from_db()
    assert (payment.status, payment.marked_by, payment.paid_at) == ("failed", by, None)
    assert last_change(payment) == ("fail", "authorised", "failed", by, "The account is closed.")
    assert not payment.lines.get().is_live
    assert (claim.status, claim.run) == ("approved", None)
    assert last_change(claim)[4] == f"{payment.reference} failed: The account is closed."
    assert not Document.objects.exists()
    assert paid_run(claim).payments.get().amount_pence == claim.amount_pence


def test_a_failure_needs_a_reason():
    with pytest.raises(Refused, match="Say why"):
        services.mark_failed(sent_run().payments.get(), reason=" ", by=finance())


def test_a_run_is_finished_once_every_payment_is_paid_or_has_failed():
    run = sent_run(approved(), approved())
    one, other = run.payments.all()

    services.mark_failed(one, reason="The account is closed.", by=finance())
    run.refresh_from_db()
    assert run.status == "sent"

    by = finance()
    services.mark_paid(other, by=by)
    run.refresh_from_db()
    assert run.status == "reconciled"
    assert last_change(run) == ("reconcile", "sent", "reconciled", by, "")


def test_all_that_is_left_is_marked_paid_at_once():
    run = sent_run(approved(), approved(), approved())
    services.mark_failed(run.payments.first(), reason="The account is closed.", by=finance())

    services.mark_all_paid(run, by=finance())

    assert sorted(payment.status for payment in run.payments.all()) == ["failed", "paid", "paid"]
    assert PaymentRun.objects.get(pk=run.pk).status == "reconciled"
    with pytest.raises(Refused, match="has been marked already"):
        services.mark_all_paid(run, by=finance())


@each_mark
def test_nothing_is_marked_before_the_run_is_sent(mark):
    payment = authorised_run().payments.get()

    with pytest.raises(Refused, match="Send it first"):
        mark(payment, finance())

    payment.refresh_from_db()
    assert payment.status == "authorised"


def test_nothing_of_an_open_run_can_be_marked():
    with pytest.raises(Refused, match="Send it first"):
        services.mark_all_paid(open_run(), by=finance())


@each_mark
@pytest.mark.parametrize("status", [PaymentStatus.PAID, PaymentStatus.FAILED, PaymentStatus.CANCELLED])
def test_a_payment_is_marked_once(mark, status):
    if status == PaymentStatus.CANCELLED:
        run = authorised_run()
        services.cancel_run(run, reason="No.", by=finance())
    else:
        run = sent_run()
        MARKS[status](run.payments.get(), finance())
    payment = run.payments.get()

    with pytest.raises(TransitionRefused):
        mark(payment, finance())

    assert Payment.objects.get().status == status


@each_mark
@NOT_FINANCE
def test_only_finance_marks(mark, role):
    payment = sent_run().payments.get()

    with pytest.raises(NotAllowed):
        mark(payment, role())
    with pytest.raises(NotAllowed):
        services.mark_all_paid(payment.run, by=role())

    payment.refresh_from_db()
    assert payment.status == "authorised"


def test_a_payment_whose_run_is_sent_says_so():
    assert authorised_run().payments.get().state == "Authorised"
    assert sent_run().payments.get().state == "Sent to be paid"

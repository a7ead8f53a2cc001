from django.db import transaction

from claims import notifications, permissions
from claims.models import Claim, Payment, PaymentRun
from claims.services.reasons import given
from claims.workflow import PaymentStatus, RunStatus
from core import clock
from core.exceptions import Refused
from core.permissions import require
from core.workflow import move


@transaction.atomic
def mark_paid(payment, *, by):
    """The school has the money: its claims are paid, and its payment summary is queued. None of it is edited again."""
    run, payment = _locked(payment, by)
    _pay(payment, by)
    _finish(run, by)
    return payment


@transaction.atomic
def mark_all_paid(run, *, by):
    """Mark every payment of a run that is still to be marked as paid."""
    require(permissions.can_pay(by), "Only SATC finance says what has been paid.")
    run = _sent(run)
    payments = list(_to_be_marked(run).select_for_update(of=("self",)).order_by("pk"))
    if not payments:
        raise Refused(f"Every payment of {run.reference} has been marked already.")
    for payment in payments:
        _pay(payment, by)
    _finish(run, by)
    return run


@transaction.atomic
def mark_failed(payment, *, reason, by):
    """The money did not arrive: the payment's claims wait for the next run."""
    run, payment = _locked(payment, by)
    move(payment, "fail", by=by, reason=given(reason))
    payment.marked_by = by
    payment.save(update_fields=["status", "marked_by"])
    for claim in _claims_of(payment):
        move(claim, "fail", by=by, reason=f"{payment.reference} failed: {reason}")
        claim.run = None
        claim.save(update_fields=["status", "run"])
    payment.lines.update(is_live=False)
    _finish(run, by)
    return payment


@transaction.atomic
def send_summary(payment, *, by):
    """Send a payment's summary to the school's proven heads, where there was none when it was paid."""
    require(permissions.can_send_summary(by), "Only SATC finance or a SATC lead sends a payment summary.")
    payment = Payment.objects.select_for_update(of=("self",)).select_related("school", "run").get(pk=payment.pk)
    document = notifications.summary_of(payment)
    if document is None:
        raise Refused(f"{payment.reference} has no payment summary, because it hasn't been paid.")
    if document.messages.exists():
        raise Refused(f"The payment summary of {payment.reference} has already been sent.")
    if not notifications.payment_made(payment, document):
        raise Refused(f"{payment.school} has no proven head to send it to. Prove the head's role first.")
    return payment


def _locked(payment, by):
    """The run, then the payment, locked in the order that every service keeps."""
    require(permissions.can_pay(by), "Only SATC finance says what has been paid.")
    run = _sent(payment.run)
    return run, Payment.objects.select_for_update(of=("self",)).select_related("school", "run").get(pk=payment.pk)


def _sent(run):
    run = PaymentRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
    if run.status in (RunStatus.OPEN, RunStatus.AUTHORISED):
        raise Refused(f"{run.reference} is {run.get_status_display().lower()}. Send it first, then say what was paid.")
    return run


def _to_be_marked(run):
    return run.payments.filter(status=PaymentStatus.AUTHORISED).select_related("school", "run")


def _claims_of(payment):
    """The claims whose lines the payment holds, locked by key. A claim's lines are all in one payment."""
    held = payment.lines.values("claim_line__claim")
    return Claim.objects.select_for_update(of=("self",)).filter(pk__in=held).order_by("pk")


def _pay(payment, by):
    move(payment, "pay", by=by)
    payment.paid_at, payment.marked_by = clock.now(), by
    payment.lines.update(paid_at=payment.paid_at)
    payment.save(update_fields=["status", "paid_at", "marked_by"])
    for claim in _claims_of(payment):
        move(claim, "pay", by=by, reason=payment.reference)
        claim.save(update_fields=["status"])
    notifications.payment_made(payment, notifications.queue_summary(payment))


def _finish(run, by):
    """A run finishes by itself once nothing of it is left to mark."""
    if not _to_be_marked(run).exists():
        move(run, "reconcile", by=by)
        run.save(update_fields=["status"])

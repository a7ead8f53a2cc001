from django.db import transaction
from django.utils import timezone

from claims import notifications, permissions
from claims.models import Claim, Correction, Payment, PaymentRun
from claims.services.reasons import given
from claims.services.runs import release
from claims.workflow import PaymentStatus, RunStatus
from core import clock
from core.exceptions import Refused
from core.permissions import require
from core.words import long_date
from core.workflow import move, move_all


@transaction.atomic
def mark_paid(payment, *, by, on=None, finance_reference=""):
    """The school has the money: its claims are paid, and its payment summary is queued. None of it is edited again.

    `on` is the date on which finance paid it, today where nobody says.
    """
    run, payment = _locked(payment, by)
    if wrong := why_not_paid_on(run, on or clock.today()):
        raise Refused(wrong)
    pay(payment, by=by, on=on, finance_reference=finance_reference)
    finish(run, by)
    return payment


@transaction.atomic
def mark_all_paid(run, *, by):
    """Mark every payment of a run that is still to be marked as paid."""
    require(permissions.can_pay(by), "Only SATC finance says what has been paid.")
    run = sent_run(run)
    payments = list(_to_be_marked(run).select_for_update(of=("self",)).order_by("pk"))
    if not payments:
        raise Refused(f"Every payment of {run.reference} has been marked already.")
    for payment in payments:
        pay(payment, by=by)
    finish(run, by)
    return run


@transaction.atomic
def mark_failed(payment, *, reason, by):
    """The money did not arrive: what the payment was for waits for the next run."""
    run, payment = _locked(payment, by)
    fail(payment, reason=reason, by=by)
    finish(run, by)
    return payment


@transaction.atomic
def send_summary(payment, *, by):
    """Send a payment's summary to the school's office, where nobody got it when it was paid."""
    require(permissions.can_send_summary(by), "Only SATC finance or a SATC lead sends a payment summary.")
    payment = Payment.objects.select_for_update(of=("self",)).select_related("school", "run").get(pk=payment.pk)
    document = notifications.summary_of(payment)
    if document is None:
        raise Refused(f"{payment.reference} has no payment summary, because it hasn’t been paid.")
    if document.messages.exists():
        raise Refused(f"The payment summary of {payment.reference} has already been sent.")
    if not notifications.payment_made(payment, document):
        raise Refused(f"{payment.school} has no proven head or business manager. Prove one’s role there first.")
    return payment


def _locked(payment, by):
    """The run, then the payment, locked in the order that every service keeps."""
    require(permissions.can_pay(by), "Only SATC finance says what has been paid.")
    run = sent_run(payment.run)
    return run, Payment.objects.select_for_update(of=("self",)).select_related("school", "run").get(pk=payment.pk)


def sent_run(run):
    """The run, locked, of which it can be said what was paid: it has been sent."""
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


def _corrections_of(payment):
    held = payment.correction_lines.values("correction")
    return Correction.objects.select_for_update(of=("self",)).filter(pk__in=held).order_by("pk")


def why_not_paid_on(run, on):
    """Why a payment of this run can't have been paid on that date, or nothing."""
    if on > clock.today():
        return f"{long_date(on)} hasn’t come yet."
    if on < timezone.localdate(run.sent_at):
        return f"{long_date(on)} is before {run.reference} was sent, on {long_date(run.sent_at)}."
    return ""


def pay(payment, *, by, on=None, finance_reference=""):
    """Write that a locked payment is paid, with all that it is for; its summary is queued."""
    move(payment, "pay", by=by, reason=finance_reference)
    payment.paid_at, payment.paid_on, payment.marked_by = clock.now(), on or clock.today(), by
    payment.finance_reference = finance_reference.strip()[:60]
    for lines in (payment.lines, payment.correction_lines):
        lines.update(paid_at=payment.paid_at)
    payment.save(update_fields=["status", "paid_at", "paid_on", "marked_by", "finance_reference"])
    for things in (_claims_of(payment), _corrections_of(payment)):
        paid = list(things)
        move_all(paid, "pay", by=by, reason=payment.reference)
        for thing in paid:
            thing.save(update_fields=["status"])
    notifications.payment_made(payment, notifications.queue_summary(payment))


def fail(payment, *, reason, by):
    """Write that a locked payment has failed; its claims and corrections wait for the next run."""
    move(payment, "fail", by=by, reason=given(reason))
    payment.marked_by = by
    payment.save(update_fields=["status", "marked_by"])
    for things in (_claims_of(payment), _corrections_of(payment)):
        release(list(things), action="fail", reason=f"{payment.reference} failed: {reason}", by=by)
    for lines in (payment.lines, payment.correction_lines):
        lines.update(is_live=False)


def finish(run, by):
    """A run finishes by itself once nothing of it is left to mark."""
    if not _to_be_marked(run).exists():
        move(run, "reconcile", by=by)
        run.save(update_fields=["status"])

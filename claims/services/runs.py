from django.db import transaction

from claims import notifications, permissions
from claims.models import Claim, Correction, CorrectionLine, PaymentLine, PaymentRun
from claims.reckoning import held_back
from claims.services.reasons import given
from claims.workflow import ClaimStatus, CorrectionStatus, PaymentStatus, RunStatus
from core import clock
from core.exceptions import Refused
from core.permissions import require
from core.words import pounds
from core.workflow import begin, move, move_all

# Locks are always taken in one order: the run, its payments, their claims by key, their corrections by key.


@transaction.atomic
def open_run(*, by):
    """Open a payment run over every approved claim and agreed correction, each locked: it ends in exactly one run.

    A school that has had more than it is owed is left for the next run, with all that is its (ADR 0024).
    """
    require(permissions.can_pay(by), "Only SATC finance opens a payment run.")
    claims = Claim.objects.select_for_update(of=("self",)).awaiting_payment().select_related("school")
    corrections = Correction.objects.select_for_update(of=("self",)).awaiting_payment().select_related("school")
    claims, corrections = list(claims.order_by("pk")), list(corrections.order_by("pk"))
    back = held_back(claims, corrections)
    claims, corrections = _without(back, claims), _without(back, corrections)
    if not claims and not corrections:
        raise Refused(in_words(back) or "There is no approved claim to pay. Each claim is approved at the desk first.")
    run = PaymentRun.objects.create(opened_by=by)
    begin(run, "open", by=by, reason=in_words(back))
    for things in (claims, corrections):
        move_all(things, "add_to_run", by=by, reason=run.reference)
    _rows(Claim, claims).update(status=ClaimStatus.IN_RUN, run=run)
    _rows(Correction, corrections).update(status=CorrectionStatus.IN_RUN, run=run)
    notifications.run_opened(run, claims, corrections)
    return run


def in_words(back):
    """Which schools wait for the next run, since what they have had too much is more than what they are owed."""
    if not back:
        return ""
    each = "; ".join(f"{school.name} ({pounds(pence)})" for school, pence in back.items())
    return f"Left for the next run, since more is to come back than is owed: {each}."


def _without(back, things):
    schools = {school.pk for school in back}
    return [thing for thing in things if thing.school_id not in schools]


@transaction.atomic
def take_from_run(claim, *, reason, by):
    """Take a claim out of a run that nobody has authorised; the next run may take it."""
    return _take(Claim, claim, reason=reason, by=by)


@transaction.atomic
def take_correction_from_run(correction, *, reason, by):
    """Take a correction out of a run that nobody has authorised; the next run may take it."""
    return _take(Correction, correction, reason=reason, by=by)


def _take(model, thing, *, reason, by):
    require(permissions.can_pay(by), "Only SATC finance takes something out of a payment run.")
    run = locked_run(thing.run) if thing.run_id else None
    thing = model.objects.select_for_update(of=("self",)).get(pk=thing.pk)
    if thing.run_id != (run and run.pk):
        raise Refused(f"{thing.reference} has just been moved. Look at it again.")
    if run and run.status != RunStatus.OPEN:
        raise Refused(f"{run.reference} is {run.get_status_display().lower()}, so nothing can be taken out of it.")
    release([thing], reason=given(reason), by=by)
    thing.run = None
    return thing


@transaction.atomic
def send_run(run, *, by):
    """Record that the run's file has gone to be paid."""
    require(permissions.can_pay(by), "Only SATC finance sends a payment run.")
    run = locked_run(run)
    move(run, "send", by=by)
    run.sent_by, run.sent_at = by, clock.now()
    run.save(update_fields=["status", "sent_by", "sent_at"])
    return run


@transaction.atomic
def cancel_run(run, *, reason, by):
    """Cancel a run before it is sent: what is in it waits for the next, its payments are cancelled."""
    require(permissions.can_pay(by), "Only SATC finance cancels a payment run.")
    run = locked_run(run)
    move(run, "cancel", by=by, reason=given(reason))
    run.save(update_fields=["status"])
    payments = list(run.payments.select_for_update(of=("self",)).order_by("pk"))
    move_all(payments, "cancel", by=by, reason=reason)
    run.payments.update(status=PaymentStatus.CANCELLED)
    for lines in (PaymentLine, CorrectionLine):
        lines.objects.filter(payment__run=run).update(is_live=False)
    for things in (claims_of(run), corrections_of(run)):
        release(list(things), reason=f"{run.reference} was cancelled: {reason}", by=by)
    return run


def claims_of(run):
    """The run's claims, locked in one order for everybody."""
    return Claim.objects.select_for_update(of=("self",)).filter(run=run).order_by("pk")


def corrections_of(run):
    """The run's corrections, locked in one order for everybody."""
    return Correction.objects.select_for_update(of=("self",)).filter(run=run).order_by("pk")


def release(things, *, reason, by, action="take_from_run"):
    """Let claims, or corrections, out of their run, in as many queries for one as for all."""
    move_all(things, action, by=by, reason=reason)
    for thing in things[:1]:
        _rows(type(thing), things).update(status=thing.status, run=None)


def locked_run(run):
    return PaymentRun.objects.select_for_update(of=("self",)).get(pk=run.pk)


def _rows(model, things):
    return model.objects.filter(pk__in=[thing.pk for thing in things])

from itertools import groupby

from django.db import transaction

from claims import notifications, permissions
from claims.models import Claim, ClaimLine, Payment, PaymentLine, PaymentRun
from claims.services.reasons import given
from claims.workflow import RunStatus
from core import clock
from core.exceptions import Refused
from core.permissions import require
from core.workflow import begin, move

# Locks are always taken in one order: the run, its payments, their claims by key.


@transaction.atomic
def open_run(*, by):
    """Open a payment run over every approved claim. They are locked, so that each ends in exactly one run."""
    require(permissions.can_pay(by), "Only SATC finance opens a payment run.")
    claims = list(Claim.objects.select_for_update(of=("self",)).awaiting_payment().order_by("pk"))
    if not claims:
        raise Refused("There is no approved claim to pay. Each claim is approved at the desk first.")
    run = PaymentRun.objects.create(opened_by=by)
    begin(run, "open", by=by)
    for claim in claims:
        move(claim, "add_to_run", by=by, reason=run.reference)
        claim.run = run
        claim.save(update_fields=["status", "run"])
    notifications.run_opened(run, claims)
    return run


@transaction.atomic
def take_from_run(claim, *, reason, by):
    """Take a claim out of a run that nobody has authorised; the next run may take it."""
    require(permissions.can_pay(by), "Only SATC finance takes a claim out of a payment run.")
    run = _locked(claim.run) if claim.run_id else None
    claim = Claim.objects.select_for_update(of=("self",)).get(pk=claim.pk)
    if claim.run_id != (run and run.pk):
        raise Refused(f"{claim.reference} has just been moved. Look at it again.")
    if run and run.status != RunStatus.OPEN:
        raise Refused(f"{run.reference} is {run.get_status_display().lower()}, so nothing can be taken out of it.")
    _release(claim, reason=given(reason), by=by)
    return claim


@transaction.atomic
def authorise(run, *, by):
    """Authorise an open run: writes a payment for each school.

    Each line carries copies of whose day it is and of who claimed, approved and authorised it, which the
    database holds apart (rule 4).
    """
    run = _locked(run)
    claims = list(claims_of(run).select_related("school"))
    refusal = permissions.why_not_authorise(by, claims)
    require(not refusal, refusal)
    move(run, "authorise", by=by)
    if not claims:
        raise Refused(f"Nothing is left in {run.reference} to pay. Cancel it instead.")
    run.authorised_by, run.authorised_at = by, clock.now()
    run.save(update_fields=["status", "authorised_by", "authorised_at"])
    for school, own in groupby(sorted(claims, key=lambda claim: (claim.school_id, claim.pk)), key=lambda c: c.school):
        _pay(run, school, list(own), by)
    return run


@transaction.atomic
def send_run(run, *, by):
    """Record that the run's file has gone to be paid."""
    require(permissions.can_pay(by), "Only SATC finance sends a payment run.")
    run = _locked(run)
    move(run, "send", by=by)
    run.sent_by, run.sent_at = by, clock.now()
    run.save(update_fields=["status", "sent_by", "sent_at"])
    return run


@transaction.atomic
def cancel_run(run, *, reason, by):
    """Cancel a run before it is sent: its claims wait for the next, its payments are cancelled."""
    require(permissions.can_pay(by), "Only SATC finance cancels a payment run.")
    run = _locked(run)
    move(run, "cancel", by=by, reason=given(reason))
    run.save(update_fields=["status"])
    for payment in run.payments.select_for_update(of=("self",)).order_by("pk"):
        move(payment, "cancel", by=by, reason=reason)
        payment.save(update_fields=["status"])
        payment.lines.update(is_live=False)
    for claim in claims_of(run):
        _release(claim, reason=f"{run.reference} was cancelled: {reason}", by=by)
    return run


def claims_of(run):
    """The run's claims, locked in one order for everybody."""
    return Claim.objects.select_for_update(of=("self",)).filter(run=run).order_by("pk")


def _release(claim, *, reason, by):
    move(claim, "take_from_run", by=by, reason=reason)
    claim.run = None
    claim.save(update_fields=["status", "run"])


def _locked(run):
    return PaymentRun.objects.select_for_update(of=("self",)).get(pk=run.pk)


def _pay(run, school, claims, by):
    lines = ClaimLine.objects.filter(claim__in=claims, is_live=True).select_related("day", "claim").order_by("pk")
    payment = Payment(run=run, school=school, school_name=school.name, la_code=school.la_code)
    written = [_line(payment, line, by) for line in lines]
    payment.amount_pence = sum(line.amount_pence for line in written)
    payment.save()
    PaymentLine.objects.bulk_create(written)
    begin(payment, "authorise", by=by)


def _line(payment, line, by):
    return PaymentLine(
        payment=payment,
        claim_line=line,
        on=line.day.on,
        morning=line.day.morning,
        afternoon=line.day.afternoon,
        why=line.day.why,
        halves=line.halves,
        pence_per_day=line.pence_per_day,
        amount_pence=line.amount_pence,
        beneficiary_id=line.claim.person_id,
        claimant_id=line.claim.submitted_by_id,
        approver_id=line.claim.approved_by_id,
        authoriser=by,
    )

"""What a day stood on has gone: the day goes with it, out of the claim that holds it; once paid it is put right.

Locks are taken in one order: the person, the day, the run, the claim.
"""

from django.db import transaction

from claims import notifications
from claims.models import Claim, ClaimLine, PaymentRun
from claims.services.corrections import propose_reversal
from claims.services.days import locked
from claims.workflow import ClaimStatus, DayStatus, RunStatus
from core.exceptions import Refused
from core.words import long_date
from core.workflow import move, record

BEING_PAID = (RunStatus.AUTHORISED, RunStatus.SENT)
PROMISED = (ClaimStatus.APPROVED, ClaimStatus.IN_RUN)


@transaction.atomic
def take_back_day(day, *, reason, by, is_told=False):
    """Void a day whose attendance or accepted report was a mistake, which frees its halves.

    Unpaid, it leaves its claim. While it is being paid this is refused. Once paid it stays as it is (rule 5), and a
    correction is proposed for each line that paid it. `is_told`: the person hears of it by another mail.
    """
    day = locked(day)
    if day.status == DayStatus.VOID:
        return day
    line = ClaimLine.objects.filter(day=day, is_live=True).select_related("claim").first()
    claim = _locked_claim(line.claim) if line else None
    if claim and claim.status == ClaimStatus.PAID:
        _reverse(line, reason=reason, by=by)
        return day
    was_live = day.status == DayStatus.LIVE
    move(day, "take_back", by=by, reason=reason)
    day.save(update_fields=["status"])
    if claim:
        _take_out(line, claim, day, reason=reason, by=by)
    is_told = is_told or (claim is not None and claim.submitted_by_id == day.person_id)
    if was_live and not is_told:
        notifications.day_turned_down(day, reason)
    return day


def _locked_claim(claim):
    """The claim, after its run; refused while the run pays it, and where somebody has just moved it."""
    run = PaymentRun.objects.select_for_update(of=("self",)).get(pk=claim.run_id) if claim.run_id else None
    claim = Claim.objects.select_for_update(of=("self",)).select_related("school", "person").get(pk=claim.pk)
    if claim.run_id != (run and run.pk):
        raise Refused(f"{claim.reference} has just been moved. Try again.")
    if claim.status == ClaimStatus.IN_RUN and run.status in BEING_PAID:
        raise Refused(
            f"The day is in {claim.reference}, which {run.reference} is paying just now. Wait until SATC finance has "
            "said that it is paid, or that it has failed; then try again."
        )
    return claim


def _take_out(line, claim, day, *, reason, by):
    """The claim goes on with what is left in it; where that is nothing, it ends."""
    line.is_live = False
    line.save(update_fields=["is_live"])
    claim.amount_pence -= line.amount_pence
    was_promised = claim.status in PROMISED
    why = f"{long_date(day.on)}: {reason}"
    if claim.lines.filter(is_live=True).exists():
        record(claim, "lost_a_day", by=by, reason=why, before=claim.status)
    else:
        _end(claim, reason=why, by=by)
    claim.save(update_fields=["status", "run", "amount_pence"])
    notifications.claim_changed(claim, day, reason, tell_heads=was_promised)


def _end(claim, *, reason, by):
    if claim.status == ClaimStatus.IN_RUN:
        move(claim, "take_from_run", by=by, reason=reason)
        claim.run = None
    move(claim, "empty", by=by, reason=reason)
    claim.spot_checks.filter(is_live=True).update(is_live=False)


def _reverse(line, *, reason, by):
    """A correction for whatever paid the day."""
    for paid in line.payment_lines.filter(is_live=True).order_by("pk"):
        propose_reversal(paid, reason=reason, by=by)

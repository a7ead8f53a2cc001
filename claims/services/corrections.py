from django.db import transaction
from django.db.models import Q, Sum

from claims import notifications, permissions
from claims.models import Correction, PaymentLine
from claims.models.correction import DECIDED
from claims.services.reasons import given
from claims.workflow import CorrectionStatus
from core import clock
from core.exceptions import Refused
from core.permissions import require
from core.words import long_date, pounds
from core.workflow import begin, move


@transaction.atomic
def correct_line(line, *, amount_pence, reason, by):
    """Propose to pay more or less for a line that has been paid (rule 5); a second person agrees to it.

    Nothing is ever taken back twice: a line with all that corrects it never comes to less than nought.
    """
    line = _locked_line(line)
    require(permissions.can_correct(by), "Only a SATC lead or SATC finance corrects what was paid.")
    require(by.pk != _whose(line).pk, "This is about your own day, so somebody else has to propose it.")
    left = _left_of(line)
    if left + amount_pence < 0:
        raise Refused(f"{pounds(left)} is left of what was paid for that, so no more than that can be taken back.")
    return _propose(_of_line(line), amount_pence=amount_pence, reason=reason, by=by)


@transaction.atomic
def correct_school(school, *, on, source, amount_pence, reason, by):
    """Propose that a school is owed something more, or has had too much, besides any day of it."""
    require(permissions.can_correct(by), "Only a SATC lead or SATC finance corrects what was paid.")
    if on > clock.today():
        raise Refused(f"{long_date(on)} hasn’t come yet.")
    about = Correction(school=school, on=on, source=source)
    return _propose(about, amount_pence=amount_pence, reason=reason, by=by)


@transaction.atomic
def propose_reversal(line, *, reason, by):
    """Propose to take back all that is left of a paid line, since what it stood on has gone.

    Whoever may undo that may call this, so it asks for no role. Returns None where nothing is left to take back.
    """
    line = _locked_line(line)
    left = _left_of(line)
    if not left:
        return None
    about = _of_line(line)
    about.is_reversal = True
    return _propose(about, amount_pence=-left, reason=reason, by=by)


@transaction.atomic
def agree_to_correction(correction, *, by):
    """Agree to a correction that somebody else proposed; it goes into the next payment run."""
    correction = _to_decide(correction, by)
    move(correction, "agree", by=by)
    correction.agreed_by, correction.agreed_at = by, clock.now()
    correction.save(update_fields=["status", "agreed_by", "agreed_at"])
    return correction


@transaction.atomic
def refuse_correction(correction, *, reason, by):
    """Refuse a correction for good; whoever proposed it hears why."""
    correction = _to_decide(correction, by)
    move(correction, "refuse", by=by, reason=given(reason))
    correction.save(update_fields=["status"])
    notifications.correction_refused(correction, reason=reason.strip(), by=by)
    return correction


def _propose(correction, *, amount_pence, reason, by):
    if not amount_pence:
        raise Refused("A correction of nothing changes nothing. Say how much more or less.")
    correction.amount_pence, correction.reason, correction.proposed_by = amount_pence, given(reason), by
    correction.save()
    begin(correction, "propose", by=by, reason=correction.reason)
    notifications.correction_proposed(correction)
    return correction


def _of_line(line):
    return Correction(school=line.payment.school, line=line, person=_whose(line), on=line.on, source_id=line.source_id)


def _whose(line):
    """Whose day it is: a paid line names them as the record that they were (ADR 0011)."""
    return line.beneficiary.merged_into or line.beneficiary


def _left_of(line):
    """What is left of a line in pence: less what is agreed, and less what may yet be taken back."""
    counted = Q(status__in=DECIDED) | Q(status=CorrectionStatus.PROPOSED, amount_pence__lt=0)
    corrected = line.corrections.filter(counted).aggregate(pence=Sum("amount_pence"))["pence"] or 0
    return line.amount_pence + corrected


def _locked_line(line):
    found = PaymentLine.objects.select_for_update(of=("self",))
    line = found.select_related("payment__school", "beneficiary__merged_into").get(pk=line.pk)
    if not line.paid_at:
        raise Refused(f"{line.payment.reference} hasn’t been paid, so nothing of it is corrected.")
    return line


def _to_decide(correction, by):
    correction = Correction.objects.select_for_update(of=("self",)).get(pk=correction.pk)
    refusal = permissions.why_not_agree(by, correction)
    require(not refusal, refusal)
    return correction

from django.db import transaction

from claims import permissions
from claims.models import ClaimLine, CorrectionLine, Payment, PaymentLine, SpotCheck
from claims.payees import payees_of
from claims.reckoning import balances, held_back
from claims.services.runs import claims_of, corrections_of, in_words, locked_run, release
from core import clock
from core.exceptions import Refused
from core.permissions import require
from core.references import give_references
from core.workflow import begin_all, move

# All of it in as many queries for three schools as for five hundred: everything is written in bulk.


@transaction.atomic
def authorise(run, *, by):
    """Authorise an open run: writes a payment for each school, with what finance needs frozen as it is now.

    Each line carries copies of whose day it is and of who claimed, approved and authorised it, which the database
    holds apart (rule 4); a correction's line of who proposed and agreed. A school with nothing to be paid is left out.
    """
    run = locked_run(run)
    claims, corrections = list(claims_of(run).select_related("school")), list(_corrections(run))
    checks = SpotCheck.objects.passed_of(claims)
    refusal = permissions.why_not_authorise(by, claims, corrections, checks=checks)
    require(not refusal, refusal)
    back = held_back(claims, corrections)
    move(run, "authorise", by=by, reason=in_words(back))
    if not any(pence > 0 for pence in balances(claims, corrections).values()):
        raise Refused(f"Nothing is left in {run.reference} to pay. Cancel it instead.")
    for things in (claims, corrections):
        left = [thing for thing in things if thing.school in back]
        release(left, reason=f"More is to come back from {len(back)} of its schools than is owed.", by=by)
    claims, corrections = [[each for each in all_ if each.school not in back] for all_ in (claims, corrections)]
    run.authorised_by, run.authorised_at = by, clock.now()
    run.save(update_fields=["status", "authorised_by", "authorised_at"])
    _write(run, claims, corrections, by)
    return run


def _corrections(run):
    return corrections_of(run).select_related("school", "source__pool")


def _write(run, claims, corrections, by):
    payments = _payments(run, sorted({each.school for each in (*claims, *corrections)}, key=lambda each: each.pk))
    lines = ClaimLine.objects.filter(claim__run=run, is_live=True).order_by("pk")
    lines = lines.select_related("day__morning_source__pool", "day__afternoon_source__pool", "claim")
    written = [line for claimed in lines for line in _lines(payments[claimed.claim.school_id], claimed, by)]
    corrected = [_correction_line(payments[each.school_id], each, by) for each in corrections]
    for line in (*written, *corrected):
        line.payment.amount_pence += line.amount_pence
    Payment.objects.bulk_create(payments.values())
    PaymentLine.objects.bulk_create(written)
    CorrectionLine.objects.bulk_create(corrected)
    begin_all(list(payments.values()), "authorise", by=by)


def _payments(run, schools):
    """A payment for each school, by its URN, without its amount yet. Refused where nobody has said whom to pay."""
    payees = payees_of(schools)
    if unknown := [school.name for school in schools if not payees[school.pk].is_known]:
        raise Refused(f"We don’t know whom to pay for {', '.join(unknown)}. Say so on the page of the run first.")
    payments = {
        school.pk: Payment(
            run=run,
            school=school,
            school_name=school.name,
            la_code=school.la_code,
            type_group=school.type_group,
            payee=payees[school.pk].name,
            amount_pence=0,
        )
        for school in schools
    }
    give_references(list(payments.values()))
    return payments


def _lines(payment, line, by):
    """A line for each source that pays a part of the claimed day."""
    return [_line(payment, line, source, halves, by) for source, halves in line.day.sources]


def _line(payment, line, source, halves, by):
    day = line.day
    return PaymentLine(
        payment=payment,
        claim_line=line,
        on=day.on,
        morning=day.morning_source_id == source.pk,
        afternoon=day.afternoon_source_id == source.pk,
        why=day.why,
        source=source,
        source_name=str(source),
        halves=halves,
        pence_per_day=line.pence_per_day,
        amount_pence=line.pence_per_day * halves // 2,
        beneficiary_id=line.claim.person_id,
        claimant_id=line.claim.submitted_by_id,
        approver_id=line.claim.approved_by_id,
        authoriser=by,
    )


def _correction_line(payment, correction, by):
    return CorrectionLine(
        payment=payment,
        correction=correction,
        on=correction.on,
        why=correction.reason,
        source=correction.source,
        source_name=str(correction.source),
        amount_pence=correction.amount_pence,
        beneficiary_id=correction.person_id,
        proposer_id=correction.proposed_by_id,
        agreer_id=correction.agreed_by_id,
        authoriser=by,
    )

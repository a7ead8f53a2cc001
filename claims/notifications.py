from django.urls import reverse

from claims import permissions
from claims.kinds import SUMMARY
from claims.models import SpotCheck
from core import clock
from core.words import days, long_date, pounds
from correspondence.models import Document
from correspondence.services import queue_document, queue_message
from schools.models import Person, StaffRole
from schools.services import head_of

MOST_WRONGS = 10  # in one message


def day_ready(day):
    context = {"on": long_date(day.on), "days": days(day.halves), "why": day.why, "school": day.school.name}
    queue_message("day_ready", to=day.person, school=day.school, context=context, path=reverse("claims:index"))


def day_held(day):
    """The leads hear of the question. The person hears once there is an answer."""
    context = {"on": long_date(day.on), "person": day.person.name, "why": day.why, "question": day.held_because}
    for lead in Person.objects.in_role(StaffRole.LEAD):
        queue_message("day_held", to=lead, school=day.school, context=context, path=day.get_absolute_url())


def day_turned_down(day, reason):
    context = {"on": long_date(day.on), "why": day.why, "reason": reason}
    queue_message("day_turned_down", to=day.person, school=day.school, context=context, path=reverse("claims:index"))


def claim_submitted(claim):
    """The leads who may decide on it; where there is none, the national leads who may."""
    path = reverse("claims_desk:claim", args=[claim.reference])
    for approver in _who_may_approve(claim):
        queue_message("claim_submitted", to=approver, school=claim.school, context=_claim(claim), path=path)


def claimed_for_you(claim, reason):
    """Somebody else has claimed the person's days: they hear who, and why."""
    context = _claim(claim) | {"by": claim.submitted_by.name, "reason": reason}
    path = claim.get_absolute_url()
    queue_message("claimed_for_you", to=claim.person, school=claim.school, context=context, path=path)


def days_waiting(person, ready):
    """A nudge: what could be claimed."""
    lines = [f"{long_date(day.on)}, {days(day.halves)}: {day.why}" for day in ready]
    context = {"days": [day.pk for day in ready], "lines": lines, "in_all": days(sum(day.halves for day in ready))}
    queue_message("days_waiting", to=person, context=context, path=reverse("claims:index"))


def claim_changed(claim, day, reason, *, tell_heads):
    """A day has gone out of the claim: whoever sent it hears, and the heads who had been promised the money."""
    left = pounds(claim.amount_pence) if claim.amount_pence else ""
    context = _claim(claim) | {"on": long_date(day.on), "reason": reason, "left": left}
    heads = list(Person.objects.heads_of(claim.school)) if tell_heads else []
    for person in {each.pk: each for each in [claim.submitted_by, *heads]}.values():
        path = claim.get_absolute_url()
        queue_message("claim_changed", to=person, school=claim.school, context=context, path=path)


def claim_returned(claim):
    _to_claimant("claim_returned", claim)


def claim_rejected(claim):
    _to_claimant("claim_rejected", claim)


def spot_check_wanted(claim):
    """The claim was drawn: those who may look a second time hear; leads, or where there is none, national leads."""
    path = reverse("claims_desk:claim", args=[claim.reference])
    for second in _who_may_approve(claim, {claim.approved_by_id}):
        context = _claim(claim) | {"approver": claim.approved_by.name}
        queue_message("spot_check_wanted", to=second, school=claim.school, context=context, path=path)


def claim_approved(claim):
    """The school's heads, since their school is owed money, and SATC finance, who pay it."""
    for head in Person.objects.heads_of(claim.school):
        _send("claim_approved", claim, head, claim.get_absolute_url())
    for payer in Person.objects.in_role(StaffRole.FINANCE):
        _send("claim_to_pay", claim, payer, reverse("claims_desk:runs"))


def correction_proposed(correction):
    """Those who may agree to it, once each."""
    found = [
        *Person.objects.in_role(StaffRole.LEAD).prefetch_related("groups"),
        *Person.objects.in_role(StaffRole.FINANCE).prefetch_related("groups"),
    ]
    for person in dict.fromkeys(found):
        if not permissions.why_not_agree(person, correction):
            _of_correction("correction_proposed", correction, to=person)


def correction_refused(correction, *, reason, by):
    _of_correction("correction_refused", correction, to=correction.proposed_by, answer=reason, decided_by=by.name)


def _of_correction(kind, correction, *, to, **more):
    context = {
        "correction": correction.reference,
        "school": correction.school.name,
        "amount": pounds(abs(correction.amount_pence)),
        "is_more": correction.amount_pence > 0,
        "reason": correction.reason,
        "proposer": correction.proposed_by.name,
    }
    path = correction.get_absolute_url()
    queue_message(kind, to=to, school=correction.school, context=context | more, path=path)


def run_opened(run, claims, corrections=()):
    """Where whoever opened it may not authorise it, those in finance who may are asked to."""
    checks = list(SpotCheck.objects.passed_of(claims))
    refusal = permissions.why_not_authorise(run.opened_by, claims, corrections, checks=checks)
    if not refusal:
        return
    context = {"run": run.reference, "refusal": refusal, "opener": run.opened_by.name}
    for payer in Person.objects.in_role(StaffRole.FINANCE).prefetch_related("groups"):
        if not permissions.why_not_authorise(payer, claims, corrections, checks=checks):
            queue_message("run_to_authorise", to=payer, context=context, path=run.get_absolute_url())


def books_wrong(wrongs):
    """The leads hear what the nightly check has found, the first few of it in words."""
    context = {"number": len(wrongs), "wrongs": wrongs[:MOST_WRONGS]}
    for lead in Person.objects.in_role(StaffRole.LEAD):
        queue_message("books_wrong", to=lead, context=context, path=reverse("claims_desk:books_check"))


def queue_summary(payment):
    """Have the payment summary made, its words frozen as they are now. The school's office may read it."""
    context = summary_context(payment)
    return queue_document(SUMMARY, series=payment.summary_series, school=payment.school, readers=[], context=context)


def summary_of(payment):
    """The payment's summary, or None before it is paid."""
    return Document.objects.latest_of(payment.summary_series)


def payment_made(payment, document):
    """Each proven head and business manager of the school gets the summary; returns how many there are."""
    office = list(Person.objects.office_of(payment.school))
    context = {"amount": pounds(payment.amount_pence), "payment": payment.reference, "school": payment.school_name}
    for person in office:
        queue_message(
            "payment_made",
            to=person,
            school=payment.school,
            context=context,
            document=document,
            path=document.get_absolute_url(),
        )
    return len(office)


def summary_context(payment):
    """Everything that the payment summary says, in words."""
    lines = list(payment.lines.select_related("beneficiary"))
    head = head_of(payment.school)
    return {
        "addressee_lines": [head.name if head else "The headteacher", *payment.school.address_lines],
        "letter_date": clock.today().isoformat(),
        "is_demo_city": payment.school.is_invented,
        "greeting": head.name if head else "headteacher",
        "school": payment.school_name,
        "payee": payment.payee,
        "is_paid_to_another": payment.payee != payment.school_name,
        "purchase_order": payment.purchase_order,
        "finance_reference": payment.finance_reference,
        "payment": payment.reference,
        "run": payment.run.reference,
        "paid_on": long_date(payment.paid_on),
        "lines": [_line(line) for line in lines],
        "corrections": [_correction(line) for line in payment.correction_lines.select_related("correction")],
        "days": f"{sum(line.halves for line in lines) / 2:g}",
        "total": pounds(payment.amount_pence),
    }


def _correction(line):
    return {
        "correction": line.correction.reference,
        "on": long_date(line.on),
        "why": line.why,
        "amount": pounds(line.amount_pence),
    }


def _line(line):
    part = "whole day" if line.halves == 2 else "morning" if line.morning else "afternoon"
    return {
        "on": long_date(line.on),
        "part": part,
        "who": line.beneficiary.name,
        "why": line.why,
        "days": f"{line.halves / 2:g}",
        "rate": pounds(line.pence_per_day),
        "amount": pounds(line.amount_pence),
    }


def _claim(claim):
    dates = [long_date(line.day.on) for line in claim.lines.select_related("day").exclude(day__status="void")]
    return {
        "claim": claim.reference,
        "person": claim.person.name,
        "school": claim.school.name,
        "amount": pounds(claim.amount_pence),
        "dates": "; ".join(dates),
        "comment": claim.comment,
    }


def _send(kind, claim, person, path):
    queue_message(kind, to=person, school=claim.school, context=_claim(claim), path=path)


def _to_claimant(kind, claim):
    _send(kind, claim, claim.submitted_by, claim.get_absolute_url())


def _who_may_approve(claim, others=frozenset()):
    parties = {claim.person_id, claim.submitted_by_id, *others}
    for role in (StaffRole.LEAD, StaffRole.NATIONAL_LEAD):
        found = list(Person.objects.in_role(role).exclude(pk__in=parties))
        if found:
            return found
    return []

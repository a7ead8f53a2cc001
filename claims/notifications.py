from django.urls import reverse

from claims import permissions
from claims.kinds import SUMMARY
from core import clock
from core.words import days, long_date, pounds
from correspondence.models import Document
from correspondence.services import queue_document, queue_message
from schools.models import Person, StaffRole
from schools.services import head_of


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


def claim_returned(claim):
    _to_claimant("claim_returned", claim)


def claim_rejected(claim):
    _to_claimant("claim_rejected", claim)


def claim_approved(claim):
    """The school's heads, since their school is owed money, and SATC finance, who pay it."""
    for head in Person.objects.heads_of(claim.school):
        _send("claim_approved", claim, head, claim.get_absolute_url())
    for payer in Person.objects.in_role(StaffRole.FINANCE):
        _send("claim_to_pay", claim, payer, reverse("claims_desk:runs"))


def run_opened(run, claims):
    """Where whoever opened it may not authorise it, those in finance who may are asked to."""
    refusal = permissions.why_not_authorise(run.opened_by, claims)
    if not refusal:
        return
    context = {"run": run.reference, "refusal": refusal, "opener": run.opened_by.name}
    for payer in Person.objects.in_role(StaffRole.FINANCE).prefetch_related("groups"):
        if not permissions.why_not_authorise(payer, claims):
            queue_message("run_to_authorise", to=payer, context=context, path=run.get_absolute_url())


def queue_summary(payment):
    """Have the payment summary made, its words frozen as they are now. The school's office may read it."""
    context = summary_context(payment)
    return queue_document(SUMMARY, series=payment.summary_series, school=payment.school, readers=[], context=context)


def summary_of(payment):
    """The payment's summary, or None before it is paid."""
    return Document.objects.latest_of(payment.summary_series)


def payment_made(payment, document):
    """Each proven head of the school gets the summary; returns how many there are."""
    heads = list(Person.objects.heads_of(payment.school))
    context = {"amount": pounds(payment.amount_pence), "payment": payment.reference, "school": payment.school_name}
    for head in heads:
        queue_message(
            "payment_made",
            to=head,
            school=payment.school,
            context=context,
            document=document,
            path=document.get_absolute_url(),
        )
    return len(heads)


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
        "payment": payment.reference,
        "run": payment.run.reference,
        "paid_on": long_date(payment.paid_at),
        "lines": [_line(line) for line in lines],
        "days": f"{sum(line.halves for line in lines) / 2:g}",
        "total": pounds(payment.amount_pence),
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
    dates = [long_date(line.day.on) for line in claim.lines.select_related("day")]
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


def _who_may_approve(claim):
    parties = {claim.person_id, claim.submitted_by_id}
    for role in (StaffRole.LEAD, StaffRole.NATIONAL_LEAD):
        found = list(Person.objects.in_role(role).exclude(pk__in=parties))
        if found:
            return found
    return []

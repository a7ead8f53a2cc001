from django.db.models import Sum
from django.urls import reverse

from claims import permissions, reckoning
from claims.models import Claim, FundedDay, Payment, PaymentRun
from claims.workflow import ClaimStatus, RunStatus
from core.waiting import Waiting
from core.words import days, pounds
from correspondence.models import Document
from schools.permissions import is_lead, runs_the_programme

MOST_SHOWN = 10

NEXT_STEP = {
    RunStatus.OPEN: "look at what is in it and authorise it",
    RunStatus.AUTHORISED: "download its file, have it paid, and say that it is sent",
    RunStatus.SENT: "say what has been paid",
}


def waiting_for(person):
    """Claims that came back to this person, then days that they can claim."""
    returned = Claim.objects.filter(submitted_by=person, status=ClaimStatus.RETURNED)
    found = [
        Waiting(f"Answer the comment on {claim.reference}", claim.get_absolute_url(), "then send it again")
        for claim in returned
    ]
    ready = list(FundedDay.objects.ready_for(person))
    if ready:
        owed = reckoning.days_by_school(ready)
        amount = pounds(sum(group.pence for group in owed))
        text = f"Claim {days(sum(group.halves for group in owed))} of release"
        found.append(Waiting(text, reverse("claims:index"), f"{amount}, payable to your school"))
    return found


def yours(person):
    """The claims of this person's days, the newest first."""
    claims = Claim.objects.of(person).select_related("school")[:MOST_SHOWN]
    return [
        Waiting(
            f"Claim {claim.reference}",
            claim.get_absolute_url(),
            f"{pounds(claim.amount_pence)} for {claim.school}: {claim.get_status_display().lower()}",
        )
        for claim in claims
    ]


def desk_for(person):
    """Claims to decide on, held days and summaries nobody got, for leads; then what waits for finance."""
    found = []
    if runs_the_programme(person):
        found += _to_decide(person)
    if is_lead(person):
        found += _held()
        found += _unsent()
    if permissions.can_pay(person):
        found += _to_pay()
    return found


def _to_decide(person):
    claims = Claim.objects.awaiting_approval().select_related("person", "school")
    return [
        Waiting(
            f"Decide on {claim.reference} from {claim.person}",
            reverse("claims_desk:claim", args=[claim.reference]),
            f"{pounds(claim.amount_pence)} for {claim.school}",
        )
        for claim in claims
        if permissions.can_approve(person, claim)
    ]


def _held():
    held = FundedDay.objects.held().select_related("person")
    return [
        Waiting(f"Answer a question about a day of {day.person}'s", day.get_absolute_url(), day.held_because)
        for day in held
    ]


def _unsent():
    """Payment summaries that went to nobody, since the school had no proven head."""
    series = Document.objects.filter(kind="payment_summary", messages__isnull=True).values_list("series", flat=True)
    keys = [int(each.rpartition(":")[2]) for each in series]
    payments = Payment.objects.filter(pk__in=keys).select_related("school", "run")
    return [
        Waiting(
            f"The payment summary for {payment.school} has gone to nobody",
            payment.run.get_absolute_url(),
            "the school has no proven head: prove one, then send it",
        )
        for payment in payments
    ]


def _to_pay():
    found = [
        Waiting(f"{run.reference} is {run.get_status_display().lower()}", run.get_absolute_url(), NEXT_STEP[run.status])
        for run in PaymentRun.objects.unfinished()
    ]
    approved = Claim.objects.awaiting_payment().aggregate(pence=Sum("amount_pence"))["pence"]
    if approved:
        found.append(Waiting("Open a payment run", reverse("claims_desk:runs"), f"{pounds(approved)} is approved"))
    return found

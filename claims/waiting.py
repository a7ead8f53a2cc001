"""What of the money waits for somebody, and what of it is theirs."""

from datetime import date, timedelta
from types import SimpleNamespace

from django.db.models import OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse

from claims import permissions
from claims.models import Claim, Correction, FundedDay, Payment, PaymentLine, PaymentRun
from claims.services.books import CHECK_BOOKS, NOTHING_WRONG
from claims.workflow import ClaimStatus, RunStatus
from core import clock
from core.models import JobRun
from core.waiting import Kind, Together, Waiting, in_one_query, moment, name_of
from core.words import days, long_date, pounds
from schools.models import Role, School
from schools.permissions import is_lead, runs_the_programme

NEXT_STEP = {
    RunStatus.OPEN: "look at what is in it and authorise it",
    RunStatus.AUTHORISED: "download its file, have it paid, and say that it is sent",
    RunStatus.SENT: "say what has been paid",
}
TOO_LONG = timedelta(days=3)
OF_A_JOB = {"ran_at": "ran_at", "result": "result"}
OF_A_CLAIM = {
    "reference": "reference",
    "person": name_of("person"),
    "school": "school__name",
    "pence": "amount_pence",
    "status": "status",
}


@in_one_query
def waiting_for(person):
    """Claims that came back to this person, then days that they can claim."""
    return [
        Kind(
            Claim.objects.filter(submitted_by=person, status=ClaimStatus.RETURNED),
            OF_A_CLAIM,
            lambda row: Waiting(f"Answer the comment on {row.reference}", _claim(row), "then send it again"),
        ),
        Together(
            FundedDay.objects.ready_for(person).with_rate(),
            {"morning": "morning", "afternoon": "afternoon", "rate": "rate"},
            _ready,
        ),
        Together(
            FundedDay.objects.ready_of_schools(School.objects.proven_for(person, Role.BUSINESS_MANAGER)).with_rate(),
            {"morning": "morning", "afternoon": "afternoon", "rate": "rate"},
            _ready_of_school,
        ),
    ]


def _ready_of_school(rows):
    """All the days that the business manager can claim, in one line."""
    if rows:
        halves, pence = _sum_of(rows)
        yield Waiting(
            f"See {days(halves)} of release of your school’s people",
            reverse("claims:school"),
            f"{pounds(pence)}: they may claim it, or you may",
        )


def _sum_of(rows):
    halves = [bool(row.morning) + bool(row.afternoon) for row in rows]
    return sum(halves), sum((row.rate or 0) * number // 2 for row, number in zip(rows, halves, strict=True))


def _ready(rows):
    """All the days that can be claimed, in one line."""
    if not rows:
        return
    halves, pence = _sum_of(rows)
    text = f"Claim {days(halves)} of release"
    yield Waiting(text, reverse("claims:index"), f"{pounds(pence)}, payable to your school")


@in_one_query
def yours(person):
    """The claims of this person's days, the newest first."""
    return [
        Kind(
            Claim.objects.of(person),
            OF_A_CLAIM,
            lambda row: Waiting(
                f"Claim {row.reference}",
                _claim(row),
                f"{pounds(row.pence)} for {row.school}: {ClaimStatus(row.status).label.lower()}",
            ),
            all_at=reverse("claims:index"),
        )
    ]


def _claim(row):
    return reverse("claims:claim", args=[row.reference])


@in_one_query
def payments_to_school_of(person):
    """What was paid to the school whose office the person holds, each with its payment summary."""
    return [
        Kind(
            Payment.objects.paid_to_school_of(person).with_summary().exclude(summary=None),
            {"reference": "reference", "pence": "amount_pence", "school": "school__name", "summary": "summary"}
            | {"paid_on": "paid_on"},
            lambda row: Waiting(
                f"{pounds(row.pence)}, paid on {long_date(date.fromisoformat(row.paid_on))}",
                reverse("correspondence:document", args=[row.summary]),
                f"{row.school} · {row.reference} · payment summary (PDF)",
            ),
            all_at=reverse("claims:index"),
        )
    ]


@in_one_query
def proud_of(person):
    """One line for whoever runs a school's office: days released, pounds received, schools helped."""
    lines = PaymentLine.objects.filter(payment__in=Payment.objects.paid_to_school_of(person).order_by())
    fields = {
        "halves": "halves",
        "payment": "payment_id",
        "pence": "payment__amount_pence",
        "helped": "claim_line__day__acceptance__report__visit__school",
    }
    return [Together(lines, fields, _proud)]


def _proud(rows):
    """Pounds are those of the payments, corrections and all; a school is helped by a visit."""
    if rows:
        received = sum({row.payment: row.pence for row in rows}.values())
        helped = len({row.helped for row in rows if row.helped})
        ending = f", and {helped} {'school' if helped == 1 else 'schools'} helped" if helped else ""
        yield f"So far {days(sum(row.halves for row in rows))} of release, {pounds(received)} received{ending}."


@in_one_query
def desk_for(person):
    """Claims to decide on, held days and summaries nobody got, for leads; then what waits for finance."""
    found = []
    if runs_the_programme(person):
        found += _to_decide(person)
    if is_lead(person):
        found += [_held(), _unsent()]
    if permissions.can_correct(person):
        found.append(_to_agree(person))
    if permissions.can_pay(person):
        found += _to_pay()
    if permissions.can_set_budgets(person):
        found.append(Together(JobRun.objects.filter(job=CHECK_BOOKS), OF_A_JOB, _books_wrong))
    return found


def books_last_checked():
    """When the books were last checked and what came of it, to be read with whatever else a page asks."""
    return Together(JobRun.objects.filter(job=CHECK_BOOKS), OF_A_JOB, _checked)


def _checked(rows):
    return [SimpleNamespace(ran_at=moment(row.ran_at), result=row.result) for row in rows]


def _books_wrong(rows):
    """One line while something is wrong, or nobody has looked for three days."""
    url = reverse("claims_desk:books_check")
    for row in _checked(rows):
        if row.result != NOTHING_WRONG:
            yield Waiting("Something in the books is wrong", url, row.result)
        elif row.ran_at < clock.now() - TOO_LONG:
            yield Waiting("The books have not been checked for three days", url, "the nightly job has stopped")


def _to_decide(person):
    return [
        Kind(
            Claim.objects.awaiting_approval_by(person),
            OF_A_CLAIM,
            lambda row: Waiting(
                f"Decide on {row.reference} from {row.person}",
                reverse("claims_desk:claim", args=[row.reference]),
                f"{pounds(row.pence)} for {row.school}",
            ),
            all_at=reverse("claims_desk:claims"),
        ),
        Kind(
            Claim.objects.awaiting_second_look_by(person),
            OF_A_CLAIM,
            lambda row: Waiting(
                f"Look a second time at {row.reference} from {row.person}",
                reverse("claims_desk:claim", args=[row.reference]),
                f"{pounds(row.pence)} for {row.school}, drawn by chance",
            ),
            all_at=reverse("claims_desk:claims"),
        ),
    ]


def _held():
    return Kind(
        FundedDay.objects.held(),
        {"pk": "pk", "person": name_of("person"), "held_because": "held_because"},
        lambda row: Waiting(
            f"Answer a question about a day of {row.person}’s",
            reverse("claims_desk:day", args=[row.pk]),
            row.held_because,
        ),
        all_at=reverse("claims_desk:days"),
    )


def _to_agree(person):
    return Kind(
        Correction.objects.awaiting_agreement_by(person),
        {"reference": "reference", "pence": "amount_pence", "school": "school__name", "by": name_of("proposed_by")},
        lambda row: Waiting(
            f"Decide on the correction {row.reference}",
            reverse("claims_desk:correction", args=[row.reference]),
            f"{pounds(row.pence)} for {row.school}, proposed by {row.by}",
        ),
        all_at=reverse("claims_desk:corrections"),
    )


def _unsent():
    """Payment summaries that went to nobody, since the school had no proven head or business manager."""
    return Kind(
        Payment.objects.with_summary_sent_to_nobody(),
        {"school": "school__name", "run": "run__reference"},
        lambda row: Waiting(
            f"The payment summary for {row.school} has gone to nobody",
            reverse("claims_desk:run", args=[row.run]),
            "the school has no proven head or business manager: prove one, then send it",
        ),
        all_at=reverse("claims_desk:runs"),
    )


def _to_pay():
    return [
        Kind(
            PaymentRun.objects.unfinished(),
            {"reference": "reference", "status": "status"},
            lambda row: Waiting(
                f"{row.reference} is {RunStatus(row.status).label.lower()}",
                reverse("claims_desk:run", args=[row.reference]),
                NEXT_STEP[row.status],
            ),
            all_at=reverse("claims_desk:runs"),
        ),
        Together(_owed_to_schools(), {"pence": "pence"}, _to_open),
    ]


def _owed_to_schools():
    """Schools whose approved claims and agreed corrections come to more than nought: a run would pay them."""
    claims, corrections = (_sum_for_school(model.objects.awaiting_payment()) for model in (Claim, Correction))
    return School.objects.annotate(pence=claims + corrections).filter(pence__gt=0)


def _sum_for_school(rows):
    sums = rows.filter(school=OuterRef("pk")).order_by().values("school").annotate(pence=Sum("amount_pence"))
    return Coalesce(Subquery(sums.values("pence")), 0)


def _to_open(rows):
    if rows:
        owed = sum(row.pence for row in rows)
        yield Waiting("Open a payment run", reverse("claims_desk:runs"), f"{pounds(owed)} is approved and not yet paid")

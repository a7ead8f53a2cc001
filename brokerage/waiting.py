"""What waits for somebody between a request for support and an accepted report, and what is theirs."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models.functions import JSONObject
from django.urls import reverse

from brokerage import priority
from brokerage.models import (
    ActionPlan,
    Deployment,
    Feedback,
    FeedbackPart,
    Invoice,
    Quote,
    Release,
    RequesterRole,
    SupportRequest,
    Visit,
    VisitReport,
)
from brokerage.next_steps import steps
from brokerage.permissions import can_invoice
from brokerage.workflow import DeploymentStatus, InvoiceStatus, RequestStatus
from core.waiting import Hat, Kind, Waiting, in_one_query, moment, name_of
from core.words import days, long_date, pounds
from schools import permissions
from schools.models import Person

# What a SATC lead does next, by the state of a request.
LEADS_ACT = {
    RequestStatus.CONFIRMED: "read it and set the support level",
    RequestStatus.TRIAGED: "decide how it is paid for",
    RequestStatus.FUNDED: "choose an influencer",
    RequestStatus.QUOTE_ACCEPTED: "choose an influencer, now that the quote is accepted",
    RequestStatus.QUOTE_DECLINED: "decide what comes next, since the quote was declined",
    RequestStatus.QUOTE_EXPIRED: "decide what comes next, since the quote has run out",
}
# In which role somebody is asked how the support was.
HATS = {FeedbackPart.HEAD: Hat.HEAD, FeedbackPart.INFLUENCER: Hat.INFLUENCER}
OF_A_REQUEST = {
    "reference": "reference",
    "school": "school__name",
    "status": "status",
    "role": "requester_role",
}  # fmt: skip
# What `priority.reason` reads.
OF_ITS_NEED = {
    "school": JSONObject(name="school__name", support_level="school__support_level", is_target="school__is_target"),
    "ofsted": "ofsted",
    "new_leader": "new_leader",
    "submitted_at": "submitted_at",
}
OF_A_DEPLOYMENT = {
    "reference": "reference",
    "school": "school__name",
    "status": "status",
    "person": name_of("person"),
    "person_id": "person",
    "head_id": "request__head",
    "science_leader_id": "request__science_leader",
}
OF_A_VISIT = {"reference": "reference", "on": "on", "school": "school__name", "person": name_of("person")}
OF_A_REPORT = {
    "reference": "visit__reference",
    "school": "visit__school__name",
    "person": name_of("visit__person"),
}  # fmt: skip


@dataclass(frozen=True)
class Thanks:
    """A thank-you as its page shows it."""

    text: str
    by: str
    at: datetime


@in_one_query
def waiting_for(person):
    """Requests to confirm, quotes to answer, steps in deployments, then reports on days without one."""
    open_steps = [step for found in Deployment.objects.to_act_on(person).with_story() for step in steps(found)]
    mine = [step for step in open_steps if step.person == person and not _at_the_desk(step)]
    return [
        Kind(
            _sent_by(person).filter(status=RequestStatus.SUBMITTED),
            OF_A_REQUEST,
            lambda row: Waiting(f"Confirm your request for {row.school}", _track(row), row.reference, _hat_of(row)),
        ),
        Kind(
            Quote.objects.to_answer(person),
            {"reference": "reference", "pence": "total_pence", "school": "school__name", "on": "valid_until"},
            lambda row: Waiting(
                f"Answer the quote of {pounds(row.pence)} for science support",
                reverse("brokerage:quote", args=[row.reference]),
                f"{row.school} · valid until {_on(row)}",
                Hat.HEAD,
            ),
        ),
        Kind(
            Release.objects.to_answer(person),
            {"reference": "deployment__reference", "halves": "halves", "school": "deployment__school__name"}
            | {"person": name_of("deployment__person")},
            lambda row: Waiting(
                f"Say whether {row.person} is released for {days(row.halves)}",
                reverse("brokerage:release", args=[row.reference]),
                f"To support {row.school}",
                Hat.HEAD,
            ),
        ),
        *(step.for_a_list() for step in mine),
        Kind(
            Feedback.objects.filter(person=person).open().unanswered(),
            {"reference": "deployment__reference", "school": "deployment__school__name", "part": "part"},
            lambda row: Waiting(
                f"Say how the support for {row.school} was",
                reverse("brokerage:feedback", args=[row.reference]),
                "If you like: about two minutes",
                HATS.get(row.part, Hat.SCIENCE_LEADER),
            ),
        ),
        Kind(
            ActionPlan.objects.to_rate(person),
            {"reference": "deployment__reference", "school": "deployment__school__name"},
            lambda row: Waiting(
                "Say how confident you feel now, beside how it was at the start",
                reverse("brokerage:confidence", args=[row.reference]),
                f"{row.school} · {row.reference}",
                Hat.SCIENCE_LEADER,
            ),
        ),
        Kind(
            Visit.objects.awaiting_report_of(person).without_deployment(),
            OF_A_VISIT,
            lambda row: Waiting(f"Report on your day of {_on(row)}", _report(row), _about(row), Hat.INFLUENCER),
        ),
    ]


@in_one_query
def yours(person):
    """Requests that they sent, support that they are a party of, and days to come without a deployment."""
    return [
        Kind(
            _sent_by(person).exclude(status=RequestStatus.SUBMITTED),
            OF_A_REQUEST,
            lambda row: Waiting(
                f"Request for {row.school}", _track(row), RequestStatus(row.status).label, _hat_of(row)
            ),
        ),
        Kind(
            Deployment.objects.parties_include(person),
            OF_A_DEPLOYMENT,
            lambda row: Waiting(_named(row, person), _deployment(row), _status(row), _hat_in(row, person)),
        ),
        Kind(
            Visit.objects.without_deployment().filter(person=person).still_to_come(),
            OF_A_VISIT,
            lambda row: Waiting(f"Your day on {_on(row)}", _report(row), _about(row), Hat.INFLUENCER),
        ),
    ]


@in_one_query
def thanks_to(person):
    """The thank-yous that an influencer has been sent, the newest first: `text`, `by` whom, and when."""
    return [
        Kind(
            Feedback.objects.thanks_to(person),
            {"text": "thank_you", "person": name_of("person"), "part": "part", "school": "deployment__school__name"}
            | {"at": "thanked_at"},
            lambda row: Thanks(
                row.text, f"{row.person}, {FeedbackPart(row.part).label.lower()} of {row.school}", moment(row.at)
            ),
        )
    ]


@in_one_query
def desk_for(person):
    """Requests that wait for a SATC lead, reports to read, support to complete, and invoices for finance."""
    queue = priority.in_order(SupportRequest.objects.awaiting_lead())
    led = Deployment.objects.to_act_on(person).with_story() if permissions.is_national_lead(person) else []
    completing = [step for found in led for step in steps(found) if step.person == person and _completes(step)]
    return [
        Kind(
            queue if permissions.is_lead(person) else queue.none(),
            OF_A_REQUEST | OF_ITS_NEED,
            _queued,
            all_at=reverse("brokerage_desk:requests"),
        ),
        Kind(
            VisitReport.objects.awaiting(person),
            OF_A_REPORT,
            lambda row: Waiting(
                "Read a visit report", reverse("brokerage_desk:report", args=[row.reference]), _about(row)
            ),
            all_at=reverse("brokerage_desk:reports"),
        ),
        *_refused(person),
        *(step.for_a_list() for step in completing),
        *_to_raise(person),
    ]


def _refused(person):
    """Support whose influencer is not released: every SATC lead's to settle, and its national lead's."""
    refused = Release.objects.in_the_way()
    if not permissions.is_lead(person):
        led = permissions.is_national_lead(person)
        refused = refused.filter(deployment__national_lead=person) if led else refused.none()
    return [
        Kind(
            refused,
            {"reference": "deployment__reference", "school": "deployment__school__name"}
            | {"person": name_of("deployment__person")},
            lambda row: Waiting(
                f"Find another way for {row.school}: {row.person} is not released", _deployment(row), row.reference
            ),
        )
    ]


def _to_raise(person):
    if not can_invoice(person):
        return []
    return [
        Kind(
            Invoice.objects.filter(status=InvoiceStatus.TO_RAISE),
            {"reference": "acceptance__quote__reference", "pence": "amount_pence", "school": "school__name"},
            lambda row: Waiting(
                f"Raise an invoice of {pounds(row.pence)}",
                reverse("brokerage_desk:invoice", args=[row.reference]),
                row.school,
            ),
            all_at=reverse("brokerage_desk:invoices"),
        )
    ]


def _queued(row):
    url = reverse("brokerage_desk:request", args=[row.reference])
    text = f"Request for support: {LEADS_ACT[row.status]}"
    row.submitted_at = moment(row.submitted_at)
    return Waiting(text, url, f"{row.reference} ({row.school.name}) · {priority.reason(row)}")


@in_one_query
def about_person(person):
    """Support that they give or are a party of."""
    return [
        Kind(
            Deployment.objects.parties_include(person).order_by("-pk"),
            OF_A_DEPLOYMENT,
            lambda row: Waiting(f"Support for {row.school}", _deployment(row), _status(row)),
        )
    ]


@in_one_query
def about(school):
    """The school's requests for support, and the support that came of them."""
    return [
        Kind(
            SupportRequest.objects.filter(school=school).order_by("-pk"),
            OF_A_REQUEST,
            lambda row: Waiting(
                f"Request for support {row.reference}",
                reverse("brokerage_desk:request", args=[row.reference]),
                RequestStatus(row.status).label,
            ),
        ),
        Kind(
            Deployment.objects.filter(school=school).order_by("-pk"),
            OF_A_DEPLOYMENT,
            lambda row: Waiting(f"Support by {row.person}", _deployment(row), _status(row)),
        ),
    ]


def _sent_by(person):
    return SupportRequest.objects.filter(
        requester_email__in=Person.objects.selves_of(person).order_by().values("email")
    )


def _track(row):
    return reverse("track", args=[row.reference])


def _report(row):
    return reverse("brokerage:report", args=[row.reference])


def _deployment(row):
    return reverse("brokerage:deployment", args=[row.reference])


def _status(row):
    return DeploymentStatus(row.status).label


def _on(row):
    return long_date(date.fromisoformat(row.on))


def _hat_of(row):
    return Hat.HEAD if row.role == RequesterRole.HEADTEACHER else Hat.SCIENCE_LEADER


def _hat_in(row, person):
    """A head may have taken over since the request, so whoever is neither of the other two is the head."""
    if row.person_id == person.pk:
        return Hat.INFLUENCER
    leads_science = person.pk == row.science_leader_id and person.pk != row.head_id
    return Hat.SCIENCE_LEADER if leads_science else Hat.HEAD


def _at_the_desk(step):
    """Whether the step is a national lead's, who finds it at the desk."""
    return step.person == step.deployment.national_lead


def _completes(step):
    return step.url == step.deployment.get_absolute_url()


def _named(row, person):
    whose = "Your" if row.person_id == person.pk else f"{row.person}’s"
    return f"{whose} support for {row.school}"


def _about(row):
    return f"{row.person} at {row.school} · {row.reference}"

"""What waits for somebody between a request for support and an accepted report, and what is theirs."""

from django.urls import reverse

from brokerage.models import Deployment, SupportRequest, Visit, VisitReport
from brokerage.next_steps import steps
from brokerage.workflow import RequestStatus
from core.waiting import Waiting
from core.words import long_date
from schools import permissions

LEADS_ACT = {
    RequestStatus.CONFIRMED: "Read a request for support and set the support level",
    RequestStatus.TRIAGED: "Decide how a request for support is funded",
    RequestStatus.FUNDED: "Choose an influencer for a request for support",
}


def waiting_for(person):
    """Steps in deployments, then reports on days without one."""
    open_steps = [step for found in Deployment.objects.to_act_on(person).with_story() for step in steps(found)]
    mine = [step for step in open_steps if step.person == person and not _at_the_desk(step)]
    other_days = Visit.objects.awaiting_report_of(person).without_deployment()
    return [step.for_a_list() for step in mine] + [
        Waiting(f"Report on your day of {long_date(visit.on)}", visit.get_absolute_url(), _about(visit))
        for visit in other_days
    ]


def yours(person):
    """Requests that they sent, support that they are a party of, and days to come without a deployment."""
    requests = SupportRequest.objects.filter(requester_email=person.email).select_related("school")
    deployments = Deployment.objects.parties_include(person).select_related("school", "person")
    days_to_come = Visit.objects.without_deployment().filter(person=person).still_to_come()
    return [
        *(
            Waiting(f"Request for {request.school}", request.get_absolute_url(), request.get_status_display())
            for request in requests
        ),
        *(
            Waiting(_named(found, person), found.get_absolute_url(), found.get_status_display())
            for found in deployments
        ),
        *(
            Waiting(f"Your day on {long_date(visit.on)}", visit.get_absolute_url(), _about(visit))
            for visit in days_to_come
        ),
    ]


def desk_for(person):
    """Requests that wait for a SATC lead, reports to read, and support to complete."""
    requests = SupportRequest.objects.awaiting_lead().select_related("school") if permissions.is_lead(person) else []
    reports = VisitReport.objects.awaiting(person).select_related("visit__school", "visit__person")
    led = Deployment.objects.to_act_on(person).with_story() if permissions.is_national_lead(person) else []
    completing = [step for found in led for step in steps(found) if step.person == person and _completes(step)]
    return [
        *(
            Waiting(
                LEADS_ACT[request.status], reverse("brokerage_desk:request", args=[request.reference]), str(request)
            )
            for request in requests
        ),
        *(
            Waiting(
                "Read a visit report", reverse("brokerage_desk:report", args=[report.reference]), _about(report.visit)
            )
            for report in reports
        ),
        *(step.for_a_list() for step in completing),
    ]


def _at_the_desk(step):
    """Whether the step is a national lead's, who finds it at the desk."""
    return step.person == step.deployment.national_lead


def _completes(step):
    return step.url == step.deployment.get_absolute_url()


def _named(deployment, person):
    if deployment.person_id == person.pk:
        return f"Your support for {deployment.school}"
    return f"{deployment.person}’s support for {deployment.school}"


def _about(visit):
    return f"{visit.person} at {visit.school} · {visit.reference}"

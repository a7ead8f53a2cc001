"""What is said to whom on the way from a request to an accepted report. Nobody's e-mail address stands in a message."""

from django.urls import reverse
from django.utils.text import Truncator

from core.words import days, long_date
from correspondence.services import queue_message
from schools.models import Person, StaffRole

CLAIMS = "/claims/"
PLAN = "#plan"
# Two names longer than this would not fit a subject.
LONGEST_NAME = 70


def _brief(name):
    return Truncator(str(name)).chars(LONGEST_NAME)


def _each(people, kind, **fields):
    """One message to each person, however many parts they play."""
    for person in {person.pk: person for person in people if person}.values():
        queue_message(kind, to=person, **fields)


def _leads(kind, **fields):
    _each(Person.objects.in_role(StaffRole.LEAD), kind, **fields)


def _desk(request):
    return reverse("brokerage_desk:request", args=[request.reference])


def _about_request(request):
    return {
        "reference": request.reference,
        "school": _brief(request.school),
        "requester": _brief(request.requester_name),
    }


def confirm_request(request):
    queue_message(
        "confirm_request",
        to=(request.requester_email, request.requester_name),
        school=request.school,
        context=_about_request(request) | {"entered_by": str(request.entered_by or "")},
        link=("confirm_request", request.reference),
    )


def send_track_link(request):
    queue_message(
        "track_request",
        to=(request.requester_email, request.requester_name),
        school=request.school,
        context=_about_request(request),
        link=("track_request", request.reference),
    )


def request_confirmed(request):
    about = _about_request(request)
    _leads("request_arrived", school=request.school, context=about, path=_desk(request))
    queue_message(
        "request_received",
        to=request.requester,
        school=request.school,
        context=about,
        link=("track_request", request.reference),
    )
    if request.head_id != request.requester.pk:
        queue_message("request_for_your_school", to=request.head, school=request.school, context=about)


def request_referred(request, reason):
    _to_requester("request_referred", request, reason=reason)


def request_declined(request):
    _to_requester("request_declined", request)


def _to_requester(kind, request, **more):
    queue_message(
        kind,
        to=request.requester,
        school=request.school,
        context=_about_request(request) | more,
        link=("track_request", request.reference),
    )


def request_withdrawn(request):
    _leads("request_withdrawn", school=request.school, context=_about_request(request), path=_desk(request))


def _about(deployment):
    return {
        "reference": deployment.reference,
        "school": _brief(deployment.school),
        "influencer": _brief(deployment.person),
        "national_lead": str(deployment.national_lead),
        "kind": deployment.get_kind_display(),
        "days": days(deployment.halves),
    }


def _fields(deployment, *, at="", **more):
    """What a message about a deployment is queued with; `at` is the part of its page that it opens."""
    return {
        "school": deployment.school,
        "context": _about(deployment) | more,
        "path": deployment.get_absolute_url() + at,
    }


def deployment_proposed(deployment):
    queue_message("deployment_proposed", to=deployment.person, **_fields(deployment, need=deployment.request.need))


def deployment_called_off(deployment):
    queue_message("deployment_called_off", to=deployment.person, **_fields(deployment))


def deployment_accepted(deployment, head):
    _each([head, deployment.request.science_leader], "support_agreed", **_fields(deployment))
    queue_message("proposal_accepted", to=deployment.national_lead, **_fields(deployment))


def deployment_turned_down(deployment, reason):
    fields = _fields(deployment, reason=reason) | {"path": _desk(deployment.request)}
    _leads("proposal_turned_down", **fields)


def plan_shared(plan):
    fields = _fields(plan.deployment, at=PLAN)
    _each([seat.person for seat in plan.seats.filter(answer="").select_related("person")], "plan_shared", **fields)


def plan_commented(plan, by, comment):
    deployment = plan.deployment
    fields = _fields(deployment, at=PLAN, who=_brief(by), comment=comment)
    _each([deployment.person, deployment.national_lead], "plan_commented", **fields)


def plan_agreed(plan):
    deployment = plan.deployment
    fields = _fields(deployment)
    plan_visit = reverse("brokerage:plan_visit", args=[deployment.reference])
    queue_message("plan_agreed", to=deployment.person, **fields | {"path": plan_visit})
    _each([deployment.national_lead, deployment.request.science_leader], "support_started", **fields)


def deployment_completed(deployment, head):
    _each([head, deployment.request.science_leader, deployment.person], "support_completed", **_fields(deployment))


def deployment_ended_early(deployment, reason, head):
    people = [deployment.person]
    if deployment.plan:
        people += [head, deployment.request.science_leader]
    _each(people, "support_ended_early", **_fields(deployment, reason=reason))


def _about_visit(visit):
    return {
        "reference": visit.reference,
        "school": _brief(visit.school),
        "influencer": _brief(visit.person),
        "national_lead": str(visit.national_lead),
        "date": long_date(visit.on),
        "part": visit.get_part_display().lower(),
        "purpose": visit.purpose,
    }


def visit_planned(visit, head):
    deployment = visit.deployment
    _each(
        [head, deployment.request.science_leader],
        "visit_planned",
        school=visit.school,
        context=_about_visit(visit),
        path=deployment.get_absolute_url(),
    )


def other_visit_planned(visit):
    queue_message(
        "other_visit_planned",
        to=visit.person,
        school=visit.school,
        context=_about_visit(visit),
        path=visit.get_absolute_url(),
    )


def visit_cancelled(visit, reason, *, by, head):
    deployment = visit.deployment
    people = [visit.person, visit.national_lead]
    if deployment:
        people += [head, deployment.request.science_leader]
    _each(
        [person for person in people if person and person.pk != by.pk],
        "visit_cancelled",
        school=visit.school,
        context=_about_visit(visit) | {"reason": reason},
        path=(deployment or visit).get_absolute_url(),
    )


def report_submitted(report):
    visit = report.visit
    queue_message(
        "report_submitted",
        to=visit.national_lead,
        school=visit.school,
        context=_about_visit(visit),
        path=reverse("brokerage_desk:report", args=[visit.reference]),
    )


def report_returned(report):
    visit = report.visit
    queue_message(
        "report_returned",
        to=report.author,
        school=visit.school,
        context=_about_visit(visit) | {"comment": report.comment},
        path=visit.get_absolute_url(),
    )


def report_accepted(report):
    visit = report.visit
    queue_message("report_accepted", to=report.author, school=visit.school, context=_about_visit(visit), path=CLAIMS)

"""Who has to do what next in a deployment: one answer for its page, for /my/ and for the desk."""

from dataclasses import dataclass

from django.urls import reverse

from brokerage.models import Seat
from brokerage.models.plan import Answer
from brokerage.workflow import GOING_ON, SETTLED_REPORTS, DeploymentStatus, PlanStatus, ReportStatus, VisitStatus
from core import clock
from core.waiting import Hat, Waiting
from core.words import days, long_date

WITH_VISITS = (*GOING_ON, DeploymentStatus.ENDED_EARLY)
READING_ORDER = (Seat.HEAD, Seat.SCIENCE_LEADER, Seat.INFLUENCER)


@dataclass(frozen=True)
class Step:
    """One act that somebody has to do: `act` completes "Next, you: …"."""

    person: object
    act: str
    url: str
    deployment: object

    def for_a_list(self):
        """The step as something that waits, with the school it is about."""
        about = f"{self.deployment.school} · {self.deployment.reference}"
        return Waiting(self.act[0].upper() + self.act[1:], self.url, about, self._hat())

    def _hat(self):
        """The influencer's, the national lead's, or that of the first seat that the person holds at the plan."""
        if self.person == self.deployment.person:
            return Hat.INFLUENCER
        if self.person == self.deployment.national_lead:
            return Hat.STAFF
        held = {seat.seat for seat in self.deployment.plan.seats.all() if seat.person == self.person}
        return Hat.HEAD if Seat.HEAD in held else Hat.SCIENCE_LEADER


def steps(deployment):
    """Every step that is open, the most urgent first. The deployment comes from `with_story()`."""
    return [Step(person, act, url, deployment) for person, act, url in _open(deployment)]


def _open(deployment):
    if deployment.status == DeploymentStatus.PROPOSED:
        yield deployment.person, "say whether you can support this school", deployment.get_absolute_url()
    if deployment.status in WITH_VISITS:
        yield from _of_visits(deployment)
    if deployment.status in GOING_ON:
        yield from _of_release(deployment)
        yield from _of_plan(deployment)
    if deployment.status == DeploymentStatus.ACTIVE:
        yield from _of_days(deployment)


def _of_release(deployment):
    if deployment.is_refused_release:
        act = f"find another way with the SATC lead, since {deployment.person} is not released"
        yield deployment.national_lead, act, f"{deployment.get_absolute_url()}#release"


def _of_plan(deployment):
    plan, url = deployment.plan, f"{deployment.get_absolute_url()}#plan"
    if plan is None:
        yield deployment.person, "write the action plan", reverse("brokerage:plan", args=[deployment.reference])
    elif plan.status == PlanStatus.DRAFT:
        yield deployment.person, "finish the action plan and share it with the school", url
    elif plan.status == PlanStatus.SHARED:
        seats = sorted(plan.seats.all(), key=lambda seat: READING_ORDER.index(seat.seat))
        if any(seat.answer == Answer.COMMENT for seat in seats):
            yield deployment.person, "read the comment on the action plan, and change the plan if you agree", url
        for person in dict.fromkeys(seat.person for seat in seats if not seat.answer):
            yield person, "read the action plan and say yes, or comment", url


def _of_visits(deployment):
    for visit in sorted(deployment.visits.all(), key=lambda visit: visit.on):
        report = getattr(visit, "report", None)
        if visit.status == VisitStatus.CANCELLED or _is_settled(visit):
            continue
        if report and report.status == ReportStatus.SUBMITTED:
            url = reverse("brokerage_desk:report", args=[visit.reference])
            yield deployment.national_lead, f"read the report on the visit of {long_date(visit.on)}", url
        elif report and report.status == ReportStatus.RETURNED:
            act = f"change your report on the visit of {long_date(visit.on)}, and send it again"
            yield deployment.person, act, visit.get_absolute_url()
        elif visit.on <= clock.today():
            yield deployment.person, f"report on the visit of {long_date(visit.on)}", visit.get_absolute_url()


def _of_days(deployment):
    visits = _live_visits(deployment)
    if deployment.halves_to_plan > 0:
        url = reverse("brokerage:plan_visit", args=[deployment.reference])
        words = "plan the first visit" if not visits else "plan the next visit"
        yield deployment.person, f"{words} ({days(deployment.halves_to_plan)} to plan)", url
    elif is_settled(deployment):
        yield deployment.national_lead, "complete this support: every report is accepted", deployment.get_absolute_url()


def is_settled(deployment):
    """Whether there was a visit, and every visit's report is accepted, or closed."""
    visits = _live_visits(deployment)
    return bool(visits) and all(_is_settled(visit) for visit in visits)


def _live_visits(deployment):
    return [visit for visit in deployment.visits.all() if visit.is_live]


def _is_settled(visit):
    report = getattr(visit, "report", None)
    return report is not None and report.status in SETTLED_REPORTS

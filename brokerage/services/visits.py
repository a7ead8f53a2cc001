import datetime

from django.db import transaction

import schools.services
from brokerage import notifications, permissions
from brokerage.models import Visit, VisitKind
from brokerage.services.deployments import settle
from brokerage.services.locks import lock_deployment, lock_person, lock_visit
from brokerage.services.releases import check_released
from brokerage.services.requests import head_for
from brokerage.workflow import GOING_ON, DeploymentStatus
from core import clock
from core.exceptions import Refused
from core.parts import PartOfDay, halves, has_afternoon, has_morning
from core.permissions import require
from core.words import days, long_date
from core.workflow import begin, move
from influencers.models import Influencer

PLANNERS = "Only the influencer, their national lead or a SATC lead can."
FURTHEST_AHEAD = datetime.timedelta(days=365)


@transaction.atomic
def plan_visit(deployment, *, on, part, purpose, by):
    """Plan a day, or half of one, of coaching, within the days that were agreed.

    Before the head has agreed the action plan, one half-day may be for writing it. Its three parties get the visit for
    their calendars. What is against the date is for the page to warn of (`brokerage.diary.against`).
    """
    require(permissions.can_write_plan(by, deployment), PLANNERS)
    deployment = lock_deployment(deployment)
    _check_room(deployment, part)
    _check_day(on, part, deployment.person)
    visit = Visit.objects.create(
        kind=VisitKind.COACHING,
        deployment=deployment,
        person=deployment.person,
        school=deployment.school,
        national_lead=deployment.national_lead,
        on=on,
        part=part,
        purpose=purpose.strip(),
    )
    begin(visit, "plan", by=by)
    notifications.visit_planned(visit, head_for(deployment.request))
    return visit


@transaction.atomic
def plan_other_visit(*, person, school, national_lead, kind, on, part, purpose, by):
    """Enter a day without a deployment: shadowing, a buddy-school gap task, or another day agreed beforehand."""
    require(permissions.can_plan_other_visits(by), "Only a SATC lead or a national lead enters such a day.")
    if kind not in VisitKind.values or kind == VisitKind.COACHING:
        raise Refused("Coaching visits are planned on the deployment’s page. Choose another kind here.")
    if not Influencer.objects.in_role().filter(person=person).exists():
        raise Refused(f"{person} is not an influencer.")
    if not school.is_open:
        raise Refused(f"{school} is not open in the register.")
    if not permissions.is_national_lead(national_lead):
        raise Refused(f"{national_lead} is not a national lead.")
    if national_lead.pk == person.pk:
        raise Refused(f"{national_lead} can’t read their own report. Choose the other national lead.")
    if not purpose.strip():
        raise Refused("Say what the day is for.")
    _check_day(on, part, person)
    visit = Visit.objects.create(
        kind=kind, person=person, school=school, national_lead=national_lead, on=on, part=part, purpose=purpose.strip()
    )
    begin(visit, "plan", by=by)
    notifications.other_visit_planned(visit, _host(visit))
    return visit


@transaction.atomic
def move_visit(visit, *, on, part, reason="", by):
    """Move a planned visit to another day or part of the day. All who know of it hear, and their calendars change."""
    require(permissions.can_cancel_visit(by, visit), PLANNERS)
    visit = lock_visit(visit)
    deployment, before = visit.deployment, visit.when
    if (on, part) == (visit.on, visit.part):
        raise Refused("The visit is then already. Choose another day, or another part of the day.")
    if deployment:
        _check_room(deployment, part, moved=visit)
    _check_day(on, part, visit.person, moved=visit)
    visit.on, visit.part = on, part
    move(visit, "move", by=by, reason=f"Was {before}; now {visit.when}. {reason}".strip())
    visit.revision += 1
    visit.save(update_fields=["on", "part", "revision"])
    notifications.visit_moved(visit, before, reason, by=by, head=_host(visit))
    return visit


def _host(visit):
    """The head of the school that is visited, if one is proven."""
    return head_for(visit.deployment.request) if visit.deployment else schools.services.head_of(visit.school)


def _check_room(deployment, part, *, moved=None):
    """The support goes on, and what was agreed holds this part of a day beside the other visits."""
    if deployment.status not in GOING_ON:
        state = deployment.get_status_display().lower()
        raise Refused(f"Visits are planned between the influencer’s yes and the end. This support is: {state}.")
    others = sum(visit.halves for visit in deployment.visits.all() if visit.is_live and visit != moved)
    if deployment.status == DeploymentStatus.ACCEPTED and others + halves(part) > 1:
        raise Refused("Until the head has agreed the action plan, there is one half-day, for writing it.")
    check_released(deployment, others + halves(part))
    left = deployment.halves - others
    if halves(part) > left:
        agreed = days(deployment.halves)
        rest = f"only {days(left)} is left to plan" if left else "all of it is planned"
        raise Refused(f"{agreed} was agreed, and {rest}. Cancel another visit first, or choose a shorter one.")


def _check_day(on, part, person, *, moved=None):
    """A day from today on, on which the person, who is locked, has no other visit in that half."""
    if part not in dict(PartOfDay.of_school_day()):
        raise Refused("Choose a morning, an afternoon or a whole day.")
    if on < clock.today():
        raise Refused(f"{long_date(on)} has passed. Choose a day from today on.")
    if on > clock.today() + FURTHEST_AHEAD:
        raise Refused(f"{long_date(on)} is more than a year away. Choose an earlier day.")
    lock_person(person)
    for other in Visit.objects.live().filter(person=person, on=on).select_related("school"):
        if other != moved and _overlap(part, other.part):
            raise Refused(f"{person} is at {other.school} then. Choose another time.")


def _overlap(one, other):
    return (has_morning(one) and has_morning(other)) or (has_afternoon(one) and has_afternoon(other))


@transaction.atomic
def cancel_visit(visit, *, by, reason):
    """Cancel a planned visit; its days can be planned again."""
    require(permissions.can_cancel_visit(by, visit), "Only the influencer, the national lead or a SATC lead can.")
    if not reason.strip():
        raise Refused("Give the reason.")
    visit = lock_visit(visit)
    move(visit, "cancel", by=by, reason=reason)
    visit.revision += 1
    visit.save(update_fields=["status", "revision"])
    deployment = visit.deployment
    if deployment and deployment.status == DeploymentStatus.ENDED_EARLY:
        settle(deployment, by=by)
    notifications.visit_cancelled(visit, reason, by=by, head=_host(visit))
    return visit

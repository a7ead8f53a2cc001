import datetime

from django.db import transaction

from brokerage import notifications, permissions
from brokerage.models import Visit, VisitKind
from brokerage.services.deployments import settle
from brokerage.services.locks import lock_deployment, lock_visit
from brokerage.services.requests import head_for
from brokerage.workflow import DeploymentStatus
from core import clock
from core.exceptions import Refused
from core.parts import PartOfDay, halves, has_afternoon, has_morning
from core.permissions import require
from core.words import days, long_date
from core.workflow import begin, move
from core.working_days import why_not
from influencers.models import Influencer

FURTHEST_AHEAD = datetime.timedelta(days=365)


@transaction.atomic
def plan_visit(deployment, *, on, part, purpose, by):
    """Plan a day, or half of one, of coaching under an active deployment, within the days that were agreed."""
    require(permissions.can_write_plan(by, deployment), "Only the influencer, their national lead or a SATC lead can.")
    deployment = lock_deployment(deployment)
    if deployment.status != DeploymentStatus.ACTIVE:
        state = deployment.get_status_display().lower()
        raise Refused(f"Visits are planned once the head has agreed the action plan. This support is: {state}.")
    _check_day(on, part, deployment.person)
    left = deployment.halves_to_plan
    if halves(part) > left:
        agreed = days(deployment.halves)
        rest = f"only {days(left)} is left to plan" if left else "all of it is planned"
        raise Refused(f"{agreed} was agreed, and {rest}. Cancel another visit first, or choose a shorter one.")
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
        raise Refused("Coaching visits are planned on the deployment's page. Choose another kind here.")
    if not Influencer.objects.filter(person=person).exists():
        raise Refused(f"{person} is not an influencer.")
    if not school.is_open:
        raise Refused(f"{school} is not open in the register.")
    if not permissions.is_national_lead(national_lead):
        raise Refused(f"{national_lead} is not a national lead.")
    if national_lead.pk == person.pk:
        raise Refused(f"{national_lead} can't read their own report. Choose the other national lead.")
    if not purpose.strip():
        raise Refused("Say what the day is for.")
    _check_day(on, part, person)
    visit = Visit.objects.create(
        kind=kind, person=person, school=school, national_lead=national_lead, on=on, part=part, purpose=purpose.strip()
    )
    begin(visit, "plan", by=by)
    notifications.other_visit_planned(visit)
    return visit


def _check_day(on, part, person):
    """A school day from today on, on which the person has no other visit in that half."""
    if part not in dict(PartOfDay.of_school_day()):
        raise Refused("Choose a morning, an afternoon or a whole day.")
    if on < clock.today():
        raise Refused(f"{long_date(on)} has passed. Choose a day from today on.")
    if on > clock.today() + FURTHEST_AHEAD:
        raise Refused(f"{long_date(on)} is more than a year away. Choose an earlier day.")
    if reason := why_not(on):
        raise Refused(f"{long_date(on)} is {reason}. Choose a school day.")
    for other in Visit.objects.live().filter(person=person, on=on).select_related("school"):
        if _overlap(part, other.part):
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
    visit.save(update_fields=["status"])
    deployment = visit.deployment
    if deployment and deployment.status == DeploymentStatus.ENDED_EARLY:
        settle(deployment, by=by)
    notifications.visit_cancelled(visit, reason, by=by, head=head_for(deployment.request) if deployment else None)
    return visit

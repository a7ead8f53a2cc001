from django.db import transaction

from brokerage import notifications, permissions
from brokerage.models import Deployment, DeploymentKind, Visit
from brokerage.services.funding import give_back
from brokerage.services.locks import lock_deployment, lock_request
from brokerage.services.requests import head_for
from brokerage.workflow import DeploymentStatus
from core import clock
from core.exceptions import Refused
from core.permissions import require
from core.words import days
from core.workflow import begin, move
from influencers.models import Influencer
from schools.models import School


@transaction.atomic
def propose(request, *, influencer, national_lead, kind, halves, by):
    """Ask an influencer to work with the school for some of the half-days that its request has reserved."""
    require(permissions.can_broker(by), "Only a SATC lead asks an influencer.")
    request = lock_request(request)
    move(request, "match", by=by, reason=f"{influencer} asked, for {days(halves)}")
    if kind not in DeploymentKind.values:
        raise Refused("Choose the kind of support.")
    if head_for(request) is None:
        raise Refused("The school needs a proven head first: a head has to agree the action plan.")
    _check_influencer(influencer, request.school)
    if not permissions.is_national_lead(national_lead):
        raise Refused(f"{national_lead} is not a national lead.")
    if national_lead.pk == influencer.person_id:
        raise Refused(f"{national_lead} can't be the national lead of their own support. Choose the other one.")
    _check_days(halves, request)
    request.save(update_fields=["status"])
    deployment = Deployment.objects.create(
        request=request,
        school=request.school,
        influencer=influencer,
        person=influencer.person,
        national_lead=national_lead,
        kind=kind,
        halves=halves,
        proposed_by=by,
    )
    begin(deployment, "propose", by=by)
    notifications.deployment_proposed(deployment)
    return deployment


def _check_influencer(influencer, school):
    if not Influencer.objects.published().filter(pk=influencer.pk).exists():
        raise Refused(f"{influencer} is not in the directory now. Choose somebody who is.")
    if School.objects.where_works(influencer.person, clock.today()).filter(pk=school.pk).exists():
        raise Refused(f"{influencer} works at {school}. Choose somebody from another school.")


def _check_days(halves, request):
    if halves <= 0:
        raise Refused("Ask for at least half a day.")
    if halves > request.reserved_halves:
        raise Refused(f"{days(request.reserved_halves)} is reserved for this request. Ask for no more than that.")


@transaction.atomic
def accept_proposal(deployment, *, by):
    """The influencer says yes; the plan is theirs to write now."""
    require(permissions.can_answer_proposal(by, deployment), "Only the influencer who was asked can answer.")
    deployment = lock_deployment(deployment)
    move(deployment, "accept", by=by)
    deployment.save(update_fields=["status"])
    notifications.deployment_accepted(deployment, head_for(deployment.request))
    return deployment


@transaction.atomic
def turn_down(deployment, *, by, reason=""):
    """Not this time: the request is to be matched again, and its reservation stays."""
    require(permissions.can_answer_proposal(by, deployment), "Only the influencer who was asked can answer.")
    deployment = lock_deployment(deployment)
    move(deployment, "turn_down", by=by, reason=reason)
    deployment.save(update_fields=["status"])
    _match_again(deployment.request, by=by, reason=f"{deployment.person} said not this time")
    notifications.deployment_turned_down(deployment, reason)
    return deployment


def _match_again(request, *, by, reason):
    move(request, "unmatch", by=by, reason=reason)
    request.save(update_fields=["status"])


@transaction.atomic
def complete(deployment, *, by):
    """Finish, once every visit's report is accepted; days that were not used go back to the pool."""
    require(permissions.can_end(by, deployment), "Only its national lead or a SATC lead completes a deployment.")
    deployment = lock_deployment(deployment)
    move(deployment, "complete", by=by)
    visits = Visit.objects.live().filter(deployment=deployment)
    if not visits.exists():
        raise Refused("No visit has been made yet. If there will be none, end it early instead.")
    if waiting := visits.unsettled().count():
        raise Refused(f"{waiting} of its visits still has no accepted report. Accept or cancel those first.")
    deployment.save(update_fields=["status"])
    _finish(deployment, by=by, reason="")
    notifications.deployment_completed(deployment, head_for(deployment.request))
    return deployment


@transaction.atomic
def end_early(deployment, *, reason, by):
    """Stop before the end. Visits still to come are cancelled; those already made can still be reported and paid.

    Before support was under way, the request is to be matched again and its reservation stays.
    """
    require(permissions.can_end(by, deployment), "Only its national lead or a SATC lead ends a deployment.")
    if not reason.strip():
        raise Refused("Give the reason.")
    deployment = lock_deployment(deployment)
    was_active = deployment.status == DeploymentStatus.ACTIVE
    move(deployment, "end_early", by=by, reason=reason)
    deployment.save(update_fields=["status"])
    if was_active:
        _cancel_visits_to_come(deployment, by=by, reason=reason)
        _finish(deployment, by=by, reason=reason)
    else:
        _match_again(deployment.request, by=by, reason=reason)
    notifications.deployment_ended_early(deployment, reason, head_for(deployment.request))
    return deployment


def _cancel_visits_to_come(deployment, *, by, reason):
    for visit in Visit.objects.select_for_update(of=("self",)).filter(deployment=deployment).still_to_come():
        move(visit, "cancel", by=by, reason=reason)
        visit.save(update_fields=["status"])


def _finish(deployment, *, by, reason):
    """The request is over too; only days whose report is still to be accepted stay reserved."""
    move(deployment.request, "complete", by=by, reason=reason)
    deployment.request.save(update_fields=["status"])
    settle(deployment, by=by)


def settle(deployment, *, by):
    """Give back what an ended deployment no longer needs."""
    unsettled = Visit.objects.unsettled().filter(deployment=deployment)
    give_back(deployment.request, by=by, keep=sum(visit.halves for visit in unsettled))

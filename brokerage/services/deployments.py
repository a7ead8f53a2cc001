from django.db import transaction

from brokerage import notifications, permissions
from brokerage.models import Deployment, DeploymentKind, Visit
from brokerage.services.feedback import ask_for_feedback
from brokerage.services.funding import footing_of, give_back, halves_available, is_promised, unsettled_halves
from brokerage.services.locks import lock_deployment, lock_request
from brokerage.services.plans import carry_plan
from brokerage.services.releases import ask_release, call_off_release
from brokerage.services.requests import head_for
from brokerage.suggestions import order_for
from brokerage.workflow import GOING_ON, DeploymentStatus
from core import clock
from core.exceptions import Refused
from core.permissions import require
from core.words import days
from core.workflow import begin, move, record
from influencers.models import Influencer
from schools.models import School


@transaction.atomic
def propose(request, *, influencer, national_lead, kind, halves, by, why=""):
    """Ask an influencer to work with the school for some of the half-days that pay for its request, or were given.

    Whoever comes first of those who fit is asked without a word; for anybody else, or with a warning, `why` is owed.
    """
    require(permissions.can_broker(by), "Only a SATC lead asks an influencer.")
    request = lock_request(request)
    move(request, "match", by=by, reason=f"{influencer} asked, for {days(halves)}")
    order = order_for(request, kind=kind, halves=halves)
    asked = {"influencer": influencer, "national_lead": national_lead, "kind": kind, "halves": halves}
    deployment = _ask(request, order, **asked, why=why, by=by)
    notifications.deployment_proposed(deployment)
    return deployment


def _ask(request, order, *, influencer, national_lead, kind, halves, why, by):
    """The proposal, once everything that has to hold does. The caller holds the request, and has moved it."""
    if kind not in DeploymentKind.values:
        raise Refused("Choose the kind of support.")
    if head_for(request) is None:
        raise Refused("The school needs a proven head first: a head has to agree the action plan.")
    _check_influencer(influencer, request.school)
    if not permissions.is_national_lead(national_lead):
        raise Refused(f"{national_lead} is not a national lead.")
    if national_lead.pk == influencer.person_id:
        raise Refused(f"{national_lead} can’t be the national lead of their own support. Choose the other one.")
    _check_days(halves, request)
    _check_choice(order, influencer, why=why)
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
        **footing_of(request),
    )
    begin(deployment, "propose", by=by, reason=why.strip())
    carry_plan(request, to=deployment, by=by)
    return deployment


def _check_influencer(influencer, school):
    if not Influencer.objects.published().filter(pk=influencer.pk).exists():
        raise Refused(f"{influencer} is not in the directory now. Choose somebody who is.")
    if School.objects.where_works(influencer.person, clock.today()).filter(pk=school.pk).exists():
        raise Refused(f"{influencer} works at {school}. Choose somebody from another school.")


def _check_choice(found, influencer, *, why):
    """Nobody who can't be asked; against the order only with a word why."""
    if words := found.why_apart(influencer.pk):
        raise Refused(f"{influencer} can’t be asked: {words}.")
    owed = found.owes_a_word(influencer.pk)
    if owed and not why.strip():
        raise Refused(f"{owed} Say why you choose {influencer} all the same.")


def _check_days(halves, request):
    if halves <= 0:
        raise Refused("Ask for at least half a day.")
    available = halves_available(request)
    if halves > available:
        left = days(available) if available else "Nothing"
        raise Refused(f"{left} is reserved, bought or given for this request. Ask for no more than that.")


@transaction.atomic
def accept_proposal(deployment, *, by):
    """The influencer says yes; the plan is theirs to write now. Their own head is asked to release them."""
    require(permissions.can_answer_proposal(by, deployment), "Only the influencer who was asked can answer.")
    deployment = lock_deployment(deployment)
    move(deployment, "accept", by=by)
    deployment.save(update_fields=["status"])
    release = ask_release(deployment, by=by)
    notifications.deployment_accepted(deployment, head_for(deployment.request), release)
    return deployment


@transaction.atomic
def turn_down(deployment, *, by):
    """Not this time: the request is to be matched again, and what pays for it stays."""
    require(permissions.can_answer_proposal(by, deployment), "Only the influencer who was asked can answer.")
    deployment = lock_deployment(deployment)
    move(deployment, "turn_down", by=by)
    deployment.save(update_fields=["status"])
    _match_again(deployment.request, by=by, reason=f"{deployment.person} said not this time")
    notifications.deployment_turned_down(deployment)
    return deployment


@transaction.atomic
def lapse(deployment):
    """Nobody answered for so long that somebody else is asked: the request is to be matched again."""
    deployment = lock_deployment(deployment)
    move(deployment, "lapse", by=None)
    deployment.save(update_fields=["status"])
    _match_again(deployment.request, by=None, reason=f"{deployment.person} hasn’t answered")
    notifications.deployment_lapsed(deployment)
    return deployment


def _match_again(request, *, by, reason):
    move(request, "unmatch_quoted" if request.is_quoted_for else "unmatch", by=by, reason=reason)
    request.save(update_fields=["status"])


@transaction.atomic
def complete(deployment, *, by):
    """Finish, once every visit's report is accepted; days that were not used go back to the pool.

    Its parties are asked how it was.
    """
    require(permissions.can_end(by, deployment), "Only its national lead or a SATC lead completes a deployment.")
    deployment = lock_deployment(deployment)
    move(deployment, "complete", by=by)
    visits = Visit.objects.live().filter(deployment=deployment)
    if not visits.exists():
        raise Refused("No visit has been made yet. If there will be none, end it early instead.")
    if waiting := visits.unsettled().count():
        raise Refused(f"{waiting} of its visits still has no accepted report. Accept or cancel those first.")
    deployment.save(update_fields=["status"])
    call_off_release(deployment, by=by)
    _finish(deployment, by=by, reason="")
    head = head_for(deployment.request)
    ask_for_feedback(deployment, head)
    notifications.deployment_completed(deployment, head)
    notifications.write_story(deployment, head)
    return deployment


@transaction.atomic
def end_early(deployment, *, reason, by):
    """Stop before the end. Visits still to come are cancelled; those already made can still be reported and paid.

    Before support was under way, the request is to be matched again and what pays for it stays.
    """
    require(permissions.can_end(by, deployment), "Only its national lead or a SATC lead ends a deployment.")
    if not reason.strip():
        raise Refused("Give the reason.")
    deployment = lock_deployment(deployment)
    was_active = deployment.status == DeploymentStatus.ACTIVE
    move(deployment, "end_early", by=by, reason=reason)
    deployment.save(update_fields=["status"])
    call_off_release(deployment, by=by)
    _cancel_visits_to_come(deployment, by=by, reason=reason)
    if was_active:
        _finish(deployment, by=by, reason=reason)
    else:
        _match_again(deployment.request, by=by, reason=reason)
    notifications.deployment_ended_early(deployment, reason, head_for(deployment.request))
    return deployment


def _cancel_visits_to_come(deployment, *, by, reason):
    """Each leaves the calendars, too."""
    for visit in Visit.objects.select_for_update(of=("self",)).filter(deployment=deployment).still_to_come():
        move(visit, "cancel", by=by, reason=reason)
        visit.revision += 1
        visit.save(update_fields=["status", "revision"])
        notifications.visit_cancelled(visit, reason, by=by, head=head_for(deployment.request))


@transaction.atomic
def hand_over(deployment, *, influencer, national_lead, kind, halves, reason, by, why=""):
    """Go on with somebody else: the days that are left, the plan and all that was done stay with the request.

    Visits still to come are cancelled, those made can still be reported and paid. The new influencer is asked as
    anybody is; if they can't, the request is to be matched again.
    """
    require(permissions.can_broker(by), "Only a SATC lead hands support over.")
    if not reason.strip():
        raise Refused("Give the reason.")
    deployment = lock_deployment(deployment)
    request = deployment.request
    order = order_for(request, kind=kind, halves=halves)
    move(deployment, "hand_over", by=by, reason=reason)
    deployment.save(update_fields=["status"])
    call_off_release(deployment, by=by)
    _cancel_visits_to_come(deployment, by=by, reason=reason)
    move(request, "hand_over", by=by, reason=f"{deployment.person} hands over to {influencer}, {days(halves)}")
    asked = {"influencer": influencer, "national_lead": national_lead, "kind": kind, "halves": halves}
    following = _ask(request, order, **asked, why=why, by=by)
    notifications.deployment_handed_over(deployment, reason, head_for(request))
    notifications.deployment_proposed(following)
    return following


def halves_to_hand_over(deployment):
    """How many half-days somebody else could take on: what is available beside the visits that were made."""
    to_come = {visit.pk for visit in Visit.objects.filter(deployment=deployment).still_to_come()}
    made = [visit for visit in Visit.objects.unsettled().filter(deployment=deployment) if visit.pk not in to_come]
    return max(0, halves_available(deployment.request) - sum(visit.halves for visit in made))


@transaction.atomic
def change_days(deployment, *, halves, reason, by):
    """Agree on more days, or fewer: never fewer than are planned, never more than there are.

    The influencer's own head is asked about what is beyond their yes.
    """
    require(permissions.can_broker(by), "Only a SATC lead changes the days.")
    if not reason.strip():
        raise Refused("Give the reason.")
    deployment = lock_deployment(deployment)
    if deployment.status not in GOING_ON:
        state = deployment.get_status_display().lower()
        raise Refused(f"Days are changed between the influencer’s yes and the end. This support is: {state}.")
    before, (least, most) = deployment.halves, days_possible(deployment)
    if halves == before:
        raise Refused(f"{days(before)} is what is agreed already.")
    if halves < least:
        raise Refused(f"{days(least)} is planned already. Cancel a visit first, or agree on no fewer.")
    if halves > most:
        raise Refused(f"{days(most)} is the most that is reserved, bought or given for this request.")
    deployment.halves = halves
    deployment.save(update_fields=["halves"])
    words = f"{days(before)} before, {days(halves)} now. {reason.strip()}"
    record(deployment, "change_days", by=by, reason=words, before=deployment.status)
    release = ask_release(deployment, by=by)
    notifications.days_changed(deployment, before, reason.strip(), head_for(deployment.request), release)
    return deployment


def days_possible(deployment):
    """The fewest and the most half-days that can be agreed on: what is planned, and what there is."""
    accepted = Visit.objects.live().filter(deployment=deployment, report__status="accepted")
    most = sum(visit.halves for visit in accepted) + halves_available(deployment.request)
    return max(1, deployment.planned_halves), most


def _finish(deployment, *, by, reason):
    """The request is over too; only days whose report is still to be accepted stay reserved."""
    move(deployment.request, "complete", by=by, reason=reason)
    deployment.request.save(update_fields=["status"])
    settle(deployment, by=by)


def settle(deployment, *, by):
    """Give back what an ended deployment no longer needs.

    While its request goes on with somebody else, nothing. One that was opened again has no days of its own yet.
    """
    request = deployment.request
    if not request.is_open or not is_promised(request):
        give_back(request, by=by, keep=unsettled_halves(request))

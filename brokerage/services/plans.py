from django.db import transaction
from django.utils import timezone

from brokerage import notifications, permissions
from brokerage.models import ActionPlan, Objective, PlanAction, PlanSeat, Seat
from brokerage.models.plan import Answer, Confidence
from brokerage.services.locks import lock_deployment, lock_plan
from brokerage.services.requests import head_for
from brokerage.workflow import GOING_ON, DeploymentStatus, PlanStatus
from core import clock
from core.exceptions import Refused
from core.permissions import require
from core.words import long_date
from core.workflow import begin, move, record
from schools.models import Person

RATED_IN = (DeploymentStatus.ACTIVE, DeploymentStatus.COMPLETED)
WRITERS = "Only the influencer, their national lead or a SATC lead writes the action plan."
FROM_ONE_TO_FIVE = "Choose a confidence from 1 to 5."
NOT_TO_BE_ANSWERED = {
    PlanStatus.DRAFT: "This plan is being changed. You will be asked again when it is shared.",
    PlanStatus.AGREED: "This plan is agreed already, so nothing more has to be said.",
}


@transaction.atomic
def save_plan(deployment, *, objectives, by):
    """Keep the plan as a draft: `objectives` is a list of {"text", "confidence_before", "origin", "actions"}.

    Each action is {"text", "who", "by_when", "how_we_will_know", "origin"}. Once a plan is agreed, a change is a new
    version; `origin` is the key of the row with which a row began there, or None.
    """
    require(permissions.can_write_plan(by, deployment), WRITERS)
    deployment = lock_deployment(deployment)
    _check_going_on(deployment)
    _check(objectives, since=timezone.localdate(deployment.proposed_at))
    plan = _draft_of(deployment, by=by)
    plan.objectives.all().delete()
    begun = set(Objective.objects.filter(plan__deployment=deployment).values_list("pk", flat=True))
    begun_actions = set(PlanAction.objects.filter(objective__plan__deployment=deployment).values_list("pk", flat=True))
    for position, objective in enumerate(objectives):
        row = Objective.objects.create(
            plan=plan,
            text=objective["text"].strip(),
            confidence_before=objective.get("confidence_before"),
            origin_id=_known(objective, begun),
            position=position,
        )
        for place, action in enumerate(objective["actions"]):
            written = {name: action[name] for name in ("text", "who", "by_when", "how_we_will_know")}
            origin = _known(action, begun_actions)
            PlanAction.objects.create(objective=row, position=place, origin_id=origin, **written)
    return plan


def _known(row, begun):
    """The row of an earlier version of this plan that it goes on from; one of another plan is none."""
    origin = row.get("origin")
    return origin if origin in begun else None


def _draft_of(deployment, *, by):
    """The draft to write in: the one there is, or a new version after an agreed plan."""
    last = ActionPlan.objects.select_for_update(of=("self",)).filter(deployment=deployment).order_by("version").last()
    if last and last.status == PlanStatus.DRAFT:
        return last
    if last and last.status == PlanStatus.SHARED:
        raise Refused("This plan has been shared with the school. Take it back first, then change it.")
    plan = ActionPlan.objects.create(deployment=deployment, version=last.version + 1 if last else 1)
    begin(plan, "draft", by=by)
    return plan


def _check_going_on(deployment):
    if deployment.status not in GOING_ON:
        state = deployment.get_status_display().lower()
        raise Refused(f"There is an action plan between the influencer’s yes and the end. This support is: {state}.")


def _check(objectives, *, since):
    if not objectives:
        raise Refused("Write at least one objective.")
    for objective in objectives:
        if not objective["text"].strip():
            raise Refused("Say what each objective is.")
        if objective.get("confidence_before") not in (None, *Confidence.values):
            raise Refused(FROM_ONE_TO_FIVE)
        for action in objective["actions"]:
            if not all(action[name].strip() for name in ("text", "who", "how_we_will_know")):
                raise Refused("For each action, say what, who, by when and how you will know.")
            if action["by_when"] < since:
                raise Refused(f"{long_date(action['by_when'])} was before this support began. Choose a later date.")


def carry_plan(request, *, to, by):
    """What was last written for this request goes along to a new deployment: a draft, and a new version.

    The caller holds the request.
    """
    last = ActionPlan.objects.filter(deployment__request=request).order_by("deployment__pk", "version").last()
    if last is None:
        return
    plan = ActionPlan.objects.create(deployment=to, version=last.version + 1)
    begin(plan, "draft", by=by, reason=f"carried over from {last.reference}")
    for objective in last.objectives.prefetch_related("actions"):
        actions = list(objective.actions.all())
        _copy(objective, plan=plan)
        for action in actions:
            _copy(action, objective=objective)


def _copy(row, **changes):
    """Make a new row of this one, changed."""
    row.pk, row._state.adding = None, True
    for name, value in changes.items():
        setattr(row, name, value)
    row.save()


@transaction.atomic
def share_plan(plan, *, by):
    """Show the plan to its three seats, and ask each for an answer. Sharing it is the influencer's own yes."""
    require(permissions.can_write_plan(by, plan.deployment), WRITERS)
    plan = lock_plan(plan)
    _check_going_on(plan.deployment)
    move(plan, "share", by=by)
    objectives = plan.objectives.prefetch_related("actions")
    if not objectives or not all(objective.actions.all() for objective in objectives):
        raise Refused("Give each objective at least one action before you share the plan.")
    head = head_for(plan.deployment.request)
    if head is None:
        raise Refused("The school has no proven head now, so nobody could agree the plan. A SATC lead can prove one.")
    plan.shared_at = clock.now()
    plan.save(update_fields=["status", "shared_at"])
    _seat_everyone(plan, head, by=by)
    notifications.plan_shared(plan)
    return plan


def _seat_everyone(plan, head, *, by):
    plan.seats.all().delete()
    holders = {
        Seat.HEAD: head,
        Seat.SCIENCE_LEADER: plan.deployment.request.science_leader,
        Seat.INFLUENCER: plan.deployment.person,
    }
    for seat, person in holders.items():
        agrees = seat == Seat.INFLUENCER and person.pk == by.pk
        PlanSeat.objects.create(
            plan=plan,
            seat=seat,
            person=person,
            answer=Answer.YES if agrees else "",
            answered_at=clock.now() if agrees else None,
        )


@transaction.atomic
def revise_plan(plan, *, by):
    """Take a shared plan back to change it; what was said of it stays to be read until it is shared again."""
    require(permissions.can_write_plan(by, plan.deployment), WRITERS)
    plan = lock_plan(plan)
    _check_going_on(plan.deployment)
    move(plan, "revise", by=by)
    plan.shared_at = None
    plan.save(update_fields=["status", "shared_at"])
    return plan


@transaction.atomic
def answer_plan(plan, *, by, answer, comment=""):
    """Say yes, or comment, for every seat that the person holds.

    The head's yes agrees the plan, and starts the support if it has not started.
    """
    plan = lock_plan(plan)
    seats = list(plan.seats.filter(person=by))
    require(permissions.can_answer_plan(by, seats), "Only those whom the plan was shared with can answer it.")
    _check_going_on(plan.deployment)
    if answer not in Answer.values:
        raise Refused("Say yes, or write a comment.")
    if plan.status != PlanStatus.SHARED:
        raise Refused(NOT_TO_BE_ANSWERED[plan.status])
    _check_still_head(by, seats, plan.deployment.school)
    if all(seat.answer == Answer.YES for seat in seats):
        raise Refused("You have said yes to this plan already.")
    if answer == Answer.COMMENT and not comment.strip():
        raise Refused("Write your comment.")
    for seat in seats:
        seat.answer, seat.comment, seat.answered_at = answer, comment.strip(), clock.now()
        seat.save(update_fields=["answer", "comment", "answered_at"])
    record(plan, "answered_yes" if answer == Answer.YES else "commented", by=by, reason=comment, before=plan.status)
    if answer == Answer.COMMENT:
        notifications.plan_commented(plan, by, comment.strip())
    elif any(seat.seat == Seat.HEAD for seat in seats):
        _agree(plan, by=by)
    return plan


def _check_still_head(person, seats, school):
    """Whoever sits in the head's seat answers only while they are the school's proven head."""
    is_heads_seat = any(seat.seat == Seat.HEAD for seat in seats)
    if is_heads_seat and not Person.objects.heads_of(school).filter(pk=person.pk).exists():
        raise Refused(f"We don’t have you down as the head of {school} any more. The plan has to be shared again.")


def _agree(plan, *, by):
    deployment = plan.deployment
    move(plan, "agree", by=by)
    plan.agreed_at = clock.now()
    plan.save(update_fields=["status", "agreed_at"])
    if deployment.status == DeploymentStatus.ACCEPTED:
        move(deployment, "activate", by=by)
        deployment.save(update_fields=["status"])
        move(deployment.request, "start", by=by)
        deployment.request.save(update_fields=["status"])
    notifications.plan_agreed(plan, head_for(deployment.request))


@transaction.atomic
def rate_confidence(plan, *, ratings, by):
    """Write down how confident the science leader feels now in each objective of the agreed plan, from 1 to 5."""
    require(permissions.can_rate_confidence(by, plan.deployment), "Only the science leader and the plan’s writers can.")
    plan = lock_plan(plan)
    if plan.status != PlanStatus.AGREED or plan.deployment.status not in RATED_IN:
        raise Refused("Confidence is asked about again once the plan is agreed and visits have been made.")
    for objective in plan.objectives.all():
        if ratings.get(objective) not in Confidence.values:
            raise Refused(FROM_ONE_TO_FIVE)
        objective.confidence_after = ratings[objective]
        objective.save(update_fields=["confidence_after"])
    record(plan, "rated", by=by, before=plan.status)
    return plan

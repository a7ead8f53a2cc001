from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from brokerage import permissions, progress, services
from brokerage.forms.broker import ReasonForm
from brokerage.forms.plans import PlanForm, confidence_form, ratings_of
from brokerage.forms.visits import VisitForm
from brokerage.models import ActionPlan, Deployment, Visit
from brokerage.models.plan import Answer
from brokerage.next_steps import is_settled, steps
from brokerage.notifications import letter_of_plan
from brokerage.proposal import terms_of
from brokerage.story import is_told_of
from brokerage.workflow import GOING_ON, DeploymentStatus, PlanStatus
from core.exceptions import NotAllowed, Refused
from core.models import Change
from core.permissions import require
from core.views import attempt, once_by_form
from core.workflow import can_move
from programmes.models import Attendance, GapTask

TONES = {
    DeploymentStatus.ACTIVE: "done",
    DeploymentStatus.COMPLETED: "done",
    DeploymentStatus.TURNED_DOWN: "info",
    DeploymentStatus.ENDED_EARLY: "info",
}


def _found(request, reference):
    return get_object_or_404(Deployment.objects.visible_to(request.user), reference=reference)


@login_required
@require_safe
@never_cache
def deployment(request, reference):
    """One page for every party: who and how many days, the plan, the visits, and what comes next."""
    found = Deployment.objects.visible_to(request.user).with_story().select_related("request__science_leader")
    return _page(request, get_object_or_404(found, reference=reference))


def _page(request, found, **forms):
    person, plan = request.user, found.plan
    whole = ActionPlan.objects.whole().get(pk=plan.pk) if plan else None
    head = services.head_for(found.request)
    answers = permissions.can_answer_proposal(person, found) and can_move(found, "accept")
    writes = permissions.can_write_plan(person, found)
    seats = [seat for seat in plan.seats.all() if seat.person == person] if plan else []
    context = {
        "deployment": found,
        "tone": TONES.get(found.status, "waiting"),
        "steps": sorted(steps(found), key=lambda step: step.person != person),
        "head": head,
        "contacts": _contacts(found, head) if _may_reach_each_other(person, found, head) else [],
        "plan": whole,
        "progress": progress.lines_of(whole) if whole else [],
        "plan_letter": letter_of_plan(found) if whole else None,
        "rates": permissions.can_rate_confidence(person, found) and _is_to_be_rated(found),
        "visits": _visits(found, person),
        "gap_tasks": _gap_tasks(found, person),
        "has_story": is_told_of(found),
        "feedback": found.feedback.exclude(answered_at=None).select_related("person") if is_told_of(found) else [],
        "changes": Change.objects.of(found),
        "answers_proposal": answers,
        "proposal": terms_of(found) if answers else None,
        "writes_plan": writes and found.status in GOING_ON and not _is_shared(plan),
        "shares_plan": writes and plan and can_move(plan, "share") and found.status in GOING_ON,
        "revises_plan": writes and plan and can_move(plan, "revise") and found.status in GOING_ON,
        "answers_plan": _is_shared(plan) and any(seat.answer != Answer.YES for seat in seats),
        "plans_visits": writes and found.halves_open > 0 and _is_released_for_more(found),
        "completes": permissions.can_end(person, found) and can_move(found, "complete") and is_settled(found),
        "ends_early": permissions.can_end(person, found) and can_move(found, "end_early"),
        "changes_it": permissions.can_broker(person) and found.status in GOING_ON,
        "is_staff_page": permissions.runs_the_programme(person),
    } | _release(found, person)
    return render(request, "brokerage/deployment.html", context | forms)


def _is_released_for_more(found):
    return not services.why_not_released(found, found.planned_halves + 1)


def _release(found, person):
    """Where the release stands: for the influencer and for staff, not for the school that is helped."""
    sees = person == found.person or permissions.runs_the_programme(person)
    release = found.release if sees else None
    writes = release and permissions.can_write_down_release(person, found) and can_move(release, "write_down")
    return {"release": release, "writes_down_release": writes and found.status in GOING_ON}


def _is_to_be_rated(found):
    """At the end: every day is planned and reported on, or the support is complete."""
    is_over = found.status == DeploymentStatus.COMPLETED
    is_done = found.status == DeploymentStatus.ACTIVE and found.halves_to_plan <= 0 and is_settled(found)
    return is_over or is_done


def _gap_tasks(found, person):
    """What people at the school have tried after events, while the support goes on."""
    if found.status not in GOING_ON or not permissions.can_see_gap_tasks(person, found):
        return []
    return Attendance.objects.with_gap_tasks_at(found.school)


def _is_shared(plan):
    return plan is not None and plan.status == PlanStatus.SHARED


def _may_reach_each_other(person, found, head):
    """Staff who run the programme; the parties once the influencer has said yes (rule 7).

    The science leader was named in a form that anybody may send, so they wait for the head's yes to the plan.
    """
    parties = [found.person, found.national_lead, head]
    if found.is_agreed_by_the_head:
        parties.append(found.request.science_leader)
    is_party = person in parties and found.is_agreed_between_people
    return permissions.runs_the_programme(person) or is_party


def _contacts(found, head):
    leader = found.request.science_leader
    people = [(found.person, "Influencer"), (found.national_lead, "National lead")]
    if head == leader:
        return [*people, (head, "Headteacher and science leader")]
    return [*people, *([(head, "Headteacher")] if head else []), (leader, "Science leader")]


def _visits(found, person):
    """Each visit, and whether this person may open it and cancel it."""
    opened = set(Visit.objects.visible_to(person).filter(deployment=found).values_list("pk", flat=True))
    return [
        {
            "visit": visit,
            "report": getattr(visit, "report", None),
            "opens": visit.pk in opened,
            "cancels": permissions.can_cancel_visit(person, visit) and can_move(visit, "cancel"),
            "moves": permissions.can_cancel_visit(person, visit)
            and can_move(visit, "move")
            and found.status in GOING_ON,
        }
        for visit in found.visits.all()
    ]


@login_required
@require_POST
def accept(request, reference):
    found = _found(request, reference)
    done = "Thank you! Next, you: write a short action plan and share it with the school."
    attempt(request, lambda: services.accept_proposal(found, by=request.user), done=done)
    return redirect(found)


@login_required
@require_POST
def turn_down(request, reference):
    found = _found(request, reference)
    done = "Thank you for telling us. We will ask somebody else, and you another time."
    attempt(request, lambda: services.turn_down(found, by=request.user), done=done)
    return redirect(found)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def plan(request, reference):
    """Write the action plan. "Add another" posts, and shows the same page with one row more."""
    found = _found(request, reference)
    require(
        permissions.can_write_plan(request.user, found), "Only the influencer and their national lead write the plan."
    )
    tasks = list(_tasks_to_pick(found))
    if request.method != "POST":
        form = PlanForm(initial=_written(found.plan))
    elif "add" in request.POST:
        form = PlanForm(request.POST, unchecked=True).grown(request.POST["add"], tasks)
    else:
        form = PlanForm(request.POST)
        if form.is_valid() and _save(request, found, form):
            return redirect(found)
    return render(request, "brokerage/plan_form.html", {"form": form, "deployment": found, "tasks": tasks})


def _tasks_to_pick(found):
    """What the influencer and the science leader were asked to try after events to which they came."""
    people = [found.person, found.request.science_leader]
    return GapTask.objects.for_attendances_of(*people).select_related("event").order_by("-event__on", "set_at", "pk")


def _written(plan):
    """The objectives of the latest version, to go on from."""
    if plan is None:
        return None
    names = ("text", "who", "by_when", "how_we_will_know")
    is_draft = plan.status == PlanStatus.DRAFT
    return [
        {
            "text": objective.text,
            "confidence_before": objective.confidence_before,
            "origin": objective.origin_id if is_draft else objective.first,
            "actions": [
                {name: getattr(action, name) for name in names}
                | {"origin": action.origin_id if is_draft else action.first}
                for action in objective.actions.all()
            ]
            or [{}],
        }
        for objective in plan.objectives.prefetch_related("actions")
    ]


def _save(request, found, form):
    try:
        services.save_plan(found, objectives=form.objectives(), by=request.user)
    except NotAllowed:
        raise
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, "The plan is kept as a draft. Read it through, then share it with the school.")
    return True


@login_required
@require_POST
def share_plan(request, reference):
    found = _found(request, reference)
    done = "The plan is shared. Everybody has been told; the head’s yes starts the support."
    return _act_on_plan(request, found, lambda latest: services.share_plan(latest, by=request.user), done)


@login_required
@require_POST
def revise_plan(request, reference):
    found = _found(request, reference)
    done = "You have taken the plan back. Change it, then share it again."
    return _act_on_plan(request, found, lambda latest: services.revise_plan(latest, by=request.user), done)


@login_required
@require_POST
def answer_plan(request, reference):
    """Yes, or a comment; the button pressed says which."""
    found = _found(request, reference)
    answer, comment = request.POST.get("answer", ""), request.POST.get("comment", "")[:4000]
    done = (
        "Thank you. You have said yes."
        if answer == Answer.YES
        else "Thank you. Your comment has gone to the influencer."
    )
    return _act_on_plan(
        request,
        found,
        lambda latest: services.answer_plan(latest, by=request.user, answer=answer, comment=comment),
        done,
    )


def _act_on_plan(request, found, act, done):
    latest = found.plan
    if latest is None:
        messages.error(request, "There is no action plan yet.")
    else:
        attempt(request, lambda: act(latest), done=done)
    return redirect(found)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def confidence(request, reference):
    """How confident the science leader feels at the end, in each objective."""
    found = _found(request, reference)
    require(permissions.can_rate_confidence(request.user, found), "The science leader says how confident they feel.")
    agreed = ActionPlan.objects.agreed_for(found)
    if agreed is None:
        messages.error(request, "There is no agreed action plan yet.")
        return redirect(found)
    form = confidence_form(agreed, request.POST or None)
    if form.is_valid():
        ratings = ratings_of(form, agreed)
        done = "Thank you. It stands in the plan."
        attempt(request, lambda: services.rate_confidence(agreed, ratings=ratings, by=request.user), done=done)
        return redirect(found)
    return render(request, "brokerage/confidence.html", {"form": form, "deployment": found})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def plan_visit(request, reference):
    """Plan a visit within the days that were agreed."""
    found = _found(request, reference)
    require(permissions.can_write_plan(request.user, found), "Only the influencer and their national lead plan visits.")
    form = VisitForm(request.POST or None)
    if form.is_valid() and not form.warns(found.person, found.school) and _plan_visit(request, found, form):
        return redirect(found)
    return render(request, "brokerage/visit_form.html", {"form": form, "deployment": found})


def _plan_visit(request, found, form):
    def act():
        return services.plan_visit(found, **form.details(), by=request.user).reference

    if once_by_form(form, purpose="visit", act=act) is None:
        return False
    messages.success(request, "The visit is planned, and the school has been told. It is in the mail for calendars.")
    return True


@login_required
@require_POST
def complete(request, reference):
    found = _found(request, reference)
    done = "This support is complete. Days that were not used are back in the coaching pool."
    attempt(request, lambda: services.complete(found, by=request.user), done=done)
    return redirect(found)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def end_early(request, reference):
    """End it before the end, with the reason that everybody reads."""
    found = _found(request, reference)
    require(permissions.can_end(request.user, found), "Only the national lead or a SATC lead ends a deployment.")
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        done = "It has ended, and everybody concerned has been told."
        attempt(request, lambda: services.end_early(found, reason=reason, by=request.user), done=done)
        return redirect(found)
    return render(request, "brokerage/end_early.html", {"form": form, "deployment": found})

"""Gap tasks: what a tutor sets, and what those who came say of them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from core.exceptions import NotAllowed, Refused
from core.permissions import require
from core.submissions import once
from core.views import attempt
from programmes import permissions, services
from programmes.forms import GapTaskAnswerForm, GapTasksForm
from programmes.models import Attendance, Event, GapTask, GapTaskAnswer


def _found(request, reference):
    """The event, for its tutor, whoever runs the programme and those who came (rule 10)."""
    event = get_object_or_404(Event.objects.with_venue(), reference=reference)
    came = Attendance.objects.of(request.user).filter(place__event=event).exists()
    if not came and not permissions.can_set_tasks(request.user, event):
        raise Http404
    return event, came


def _task(request, reference, pk):
    event, _ = _found(request, reference)
    return event, get_object_or_404(GapTask.objects.select_related("event"), event=event, pk=pk)


@login_required
@require_safe
@never_cache
def tasks(request, reference):
    """The gap tasks of an event: to tick, for those who came; with everybody's answers, for who sets them."""
    event, came = _found(request, reference)
    return _page(request, event, came)


def _page(request, event, came, **forms):
    sets = permissions.can_set_tasks(request.user, event)
    found = list(event.gap_tasks.all())
    answers = GapTaskAnswer.objects.standing().filter(task__event=event).select_related("attendance__person")
    by_task = {task.pk: [answer for answer in answers if answer.task_id == task.pk] for task in found}
    own = {task.pk: answer for task in found for answer in by_task[task.pk] if answer.attendance.person == request.user}
    context = {
        "event": event,
        "next_event": Event.objects.next_after(event),
        "mine": [(task, own.get(task.pk), GapTaskAnswerForm.of(task, own.get(task.pk))) for task in found]
        if came
        else [],
        "all": [(task, by_task[task.pk]) for task in found] if sets else [],
        "number_who_came": Attendance.objects.standing().filter(place__event=event).count(),
        "sets_tasks": sets,
        "form": GapTasksForm() if sets else None,
        **forms,
    }
    return render(request, "programmes/tasks.html", context)


@login_required
@require_POST
@never_cache
def set_tasks(request, reference):
    """Set tasks, one a line."""
    event, came = _found(request, reference)
    require(permissions.can_set_tasks(request.user, event), "Only the event’s tutor sets its gap tasks.")
    form = GapTasksForm(request.POST)
    if form.is_valid() and _set(event, form, by=request.user):
        messages.success(request, "They are set. Those who came have been told.")
        return redirect("programmes:tasks", event.reference)
    return _page(request, event, came, form=form)


def _set(event, form, *, by):
    def act():
        services.set_tasks(event, texts=form.cleaned_data["tasks"], by=by)
        return event.reference

    try:
        return once(form.cleaned_data["form_key"], purpose="gap_tasks", act=act)
    except NotAllowed:
        raise
    except Refused as refusal:
        form.add_error("tasks", str(refusal))
        return None


@login_required
@require_POST
def answer(request, reference, pk):
    """Tick a task, or say how it went."""
    event, task = _task(request, reference, pk)
    form = GapTaskAnswerForm(request.POST, prefix=f"task-{pk}")
    if form.is_valid():
        said = form.cleaned_data
        attempt(
            request,
            lambda: services.answer_task(task, is_done=said["is_done"], comment=said["comment"], by=request.user),
            done="Thank you. It is saved.",
        )
    else:
        messages.error(request, " ".join(form.errors.get("comment", ["It was not saved."])))
    return redirect("programmes:tasks", event.reference)


@login_required
@require_POST
def take_back(request, reference, pk):
    """Take a task back that nobody has answered."""
    event, task = _task(request, reference, pk)
    attempt(request, lambda: services.take_back_task(task, by=request.user), done="The task is taken back.")
    return redirect("programmes:tasks", event.reference)

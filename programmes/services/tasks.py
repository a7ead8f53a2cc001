from django.core.exceptions import ValidationError
from django.db import transaction

from core import clock
from core.exceptions import Refused
from core.permissions import require
from core.workflow import record
from programmes import notifications, permissions
from programmes.models import Attendance, GapTask, GapTaskAnswer

ONLY_THE_TUTOR = "Only the event’s tutor, or whoever runs the programme, sets its gap tasks."


@transaction.atomic
def set_tasks(event, *, texts, by):
    """Set something to try at school for those who come, one task a text. Who has come already is told."""
    require(permissions.can_set_tasks(by, event), ONLY_THE_TUTOR)
    texts = [text.strip() for text in texts if text.strip()]
    if not texts:
        raise Refused("Write at least one thing to try.")
    if event.is_called_off:
        raise Refused(f"“{event.title}” was called off.")
    tasks = [GapTask(event=event, text=text, set_by=by, set_at=clock.now()) for text in texts]
    for task in tasks:
        try:
            task.clean_fields()
        except ValidationError as error:
            raise Refused(" ".join(error.messages)) from error
        task.save()
        record(task, "set_gap_task", by=by)
    notifications.tasks_set(event, tasks)
    return tasks


@transaction.atomic
def answer_task(task, *, is_done, comment, by):
    """Somebody who came ticks a task, or takes the tick back, and says how it went if they like."""
    attendance = Attendance.objects.of(by).filter(place__event=task.event_id).first()
    require(attendance is not None, "Only those who came to the event answer its gap tasks.")
    attendance = Attendance.objects.select_for_update(of=("self",)).get(pk=attendance.pk)
    answer = GapTaskAnswer.objects.filter(task=task, attendance=attendance).first()
    answer = answer or GapTaskAnswer(task=task, attendance=attendance)
    before = "done" if answer.is_done else ""
    answer.done_at = (answer.done_at or clock.now()) if is_done else None
    answer.comment, answer.answered_at = comment.strip(), clock.now()
    answer.save()
    if before != ("done" if is_done else ""):
        record(answer, "tick_gap_task" if is_done else "untick_gap_task", by=by, before=before,
               after="done" if is_done else "")  # fmt: skip
    return answer


@transaction.atomic
def take_back_task(task, *, by):
    """Take a task back that nobody has answered."""
    require(permissions.can_set_tasks(by, task.event), ONLY_THE_TUTOR)
    task = GapTask.objects.select_for_update(of=("self",)).get(pk=task.pk)
    if task.answers.exists():
        raise Refused("Somebody has answered it, so it stays.")
    record(task, "take_back_gap_task", by=by, reason=task.text)
    task.delete()

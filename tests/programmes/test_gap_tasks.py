import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.exceptions import NotAllowed, Refused
from core.models import Change
from programmes import services
from programmes.models import GapTask, GapTaskAnswer
from programmes.waiting import waiting_for, yours
from tests.factories.programmes import AttendanceFactory, EventFactory, GapTaskFactory, PlaceFactory, weekday
from tests.factories.schools import PersonFactory, finance, lead, national_lead
from tests.messages import queued

pytestmark = pytest.mark.django_db


def held_event(**fields):
    return EventFactory(**{"on": weekday(-1), **fields})


def tasks_page(event):
    return f"/events/{event.reference}/tasks/"


def test_a_tutor_sets_tasks_and_those_who_came_are_told():
    tutor = PersonFactory()
    event = held_event(tutor=tutor)
    came = AttendanceFactory(event=event).person
    PlaceFactory(event=event, status="absent")

    tasks = services.set_tasks(event, texts=["Odd one out", " ", "Big question"], by=tutor)

    assert [task.text for task in tasks] == ["Odd one out", "Big question"]
    assert queued() == [("gap_tasks_set", came.email)]
    assert {change.action for task in tasks for change in Change.objects.of(task)} == {"set_gap_task"}


@pytest.mark.parametrize("somebody", [lead, national_lead])
def test_whoever_runs_the_programme_sets_them_too(somebody):
    assert len(services.set_tasks(held_event(), texts=["Odd one out"], by=somebody())) == 1


@pytest.mark.parametrize("somebody", [finance, PersonFactory])
def test_nobody_else_sets_them(somebody):
    with pytest.raises(NotAllowed):
        services.set_tasks(held_event(tutor=PersonFactory()), texts=["Mine"], by=somebody())


@pytest.mark.parametrize(("texts", "words"), [([" "], "at least one"), (["Write to me@example.com"], "Leave out")])
def test_what_cannot_be_set_is_refused(texts, words):
    with pytest.raises(Refused, match=words):
        services.set_tasks(held_event(), texts=texts, by=lead())
    assert not GapTask.objects.exists()


def test_who_came_finds_theirs_ticks_it_and_says_how_it_went():
    task = GapTaskFactory(text="Odd one out")
    person = AttendanceFactory(event=task.event).person

    assert [(item.detail, item.url) for item in waiting_for(person)] == [("Odd one out", tasks_page(task.event))]
    answer = services.answer_task(task, is_done=True, comment=" It took off. ", by=person)

    assert (answer.is_done, answer.comment) == (True, "It took off.")
    assert waiting_for(person) == []
    assert [item.url for item in yours(person)] == [tasks_page(task.event)]


def test_each_tick_is_recorded_once():
    task = GapTaskFactory()
    person = AttendanceFactory(event=task.event).person
    for is_done, comment in ((True, ""), (True, "More"), (False, "")):
        answer = services.answer_task(task, is_done=is_done, comment=comment, by=person)

    changes = [(change.action, change.from_status, change.to_status) for change in Change.objects.of(answer)]
    assert changes == [("tick_gap_task", "", "done"), ("untick_gap_task", "done", "")]
    assert (GapTaskAnswer.objects.count(), answer.is_done) == (1, False)


@pytest.mark.parametrize("status", ["booked", "absent", "cancelled"])
def test_who_did_not_come_has_none_and_answers_none(status):
    task = GapTaskFactory()
    person = PlaceFactory(event=task.event, status=status).person

    assert waiting_for(person) == []
    with pytest.raises(NotAllowed, match="Only those who came"):
        services.answer_task(task, is_done=True, comment="", by=person)


def test_a_task_is_taken_back_until_somebody_has_answered():
    task, kept = GapTaskFactory(), GapTaskFactory()
    services.answer_task(kept, is_done=True, comment="", by=AttendanceFactory(event=kept.event).person)
    by = lead()

    services.take_back_task(task, by=by)
    with pytest.raises(Refused, match="Somebody has answered it"):
        services.take_back_task(kept, by=by)

    assert GapTask.objects.get() == kept
    with pytest.raises(NotAllowed):
        services.take_back_task(kept, by=PersonFactory())


def test_a_tutor_and_somebody_who_came_use_the_page(client):
    tutor = PersonFactory(name="Tom Tutor")
    event = held_event(tutor=tutor)
    person = AttendanceFactory(event=event, person__name="Asha Malik").person

    client.force_login(tutor)
    said = {"form_key": str(uuid.uuid4()), "tasks": "Odd one out\n\nBig question"}
    assert "Big question" in client.post(tasks_page(event) + "set/", said, follow=True).content.decode()
    client.force_login(person)
    task = GapTask.objects.first()
    said = {f"task-{task.pk}-is_done": "on", f"task-{task.pk}-comment": "It took off."}
    assert "It is saved." in client.post(f"{tasks_page(event)}{task.pk}/answer/", said, follow=True).content.decode()
    client.force_login(tutor)

    assert "Asha Malik: tried. “It took off.”" in client.get(tasks_page(event)).content.decode()


def test_one_who_came_does_not_see_what_others_said(client):
    task = GapTaskFactory()
    other = AttendanceFactory(event=task.event, person__name="Olga Other").person
    services.answer_task(task, is_done=True, comment="A secret", by=other)
    client.force_login(AttendanceFactory(event=task.event).person)

    page = client.get(tasks_page(task.event)).content.decode()

    assert ("A secret" in page, "Olga Other" in page, task.text in page) == (False, False, True)
    assert client.post(tasks_page(task.event) + "set/", {"tasks": "Mine"}).status_code == 403


@pytest.mark.parametrize("somebody", [finance, PersonFactory])
def test_for_anybody_else_the_page_is_not_there(client, somebody):
    task = GapTaskFactory()
    client.force_login(somebody())

    assert client.get(tasks_page(task.event)).status_code == 404
    for act in ("set/", f"{task.pk}/answer/", f"{task.pk}/take-back/"):
        assert client.post(tasks_page(task.event) + act).status_code == 404


def test_a_task_of_another_event_is_not_answered_here(client):
    task, attendance = GapTaskFactory(), AttendanceFactory()
    client.force_login(attendance.person)

    assert client.post(f"{tasks_page(attendance.place.event)}{task.pk}/answer/").status_code == 404


def test_the_page_and_the_list_take_as_many_queries_for_three_as_for_one(client):
    event = held_event()
    person = AttendanceFactory(event=event).person
    client.force_login(lead())
    counts = []
    for number in (1, 2):
        for task in GapTaskFactory.create_batch(number, event=event):
            services.answer_task(task, is_done=False, comment="Soon", by=AttendanceFactory(event=event).person)
        with CaptureQueriesContext(connection) as queries:
            client.get(tasks_page(event))
            waiting_for(person)
        counts.append(len(queries))

    assert counts[0] == counts[1]

"""What waits for whoever runs the programme, and what is somebody's own."""

from datetime import date
from itertools import groupby

from django.urls import reverse

from core.waiting import Kind, Together, Waiting, in_one_query
from programmes import permissions
from programmes.models import Event, GapTask, Place
from programmes.workflow import PlaceStatus

OF_AN_EVENT = {"reference": "reference", "title": "title", "on": "on", "part": "part"}
OF_ITS_EVENT = {name: f"event__{path}" for name, path in OF_AN_EVENT.items()}


@in_one_query
def waiting_for(person):
    """Places that are offered, then gap tasks still to try."""
    offers = Place.objects.of(person).to_come().filter(status=PlaceStatus.OFFERED)
    return [
        Kind(
            offers,
            OF_ITS_EVENT,
            lambda row: Waiting(f"Would you like to come to “{row.title}”?", _event(row), _when(row)),
        ),
        Together(GapTask.objects.still_to_try_by(person), OF_ITS_EVENT | {"text": "text"}, _to_try),
    ]


def _to_try(rows):
    """A line for each event, with what to try after it; an event's tasks stand together."""
    for (reference, title), tasks in groupby(rows, key=lambda row: (row.reference, row.title)):
        url = reverse("programmes:tasks", args=[reference])
        yield Waiting(f"Try at school, after “{title}”", url, " · ".join(task.text for task in tasks))


@in_one_query
def yours(person):
    """The places that the person holds or waits for, the tasks they have tried, and the events that they tutor."""
    places = Place.objects.of(person).to_come().exclude(status=PlaceStatus.OFFERED)
    return [
        Kind(places, OF_ITS_EVENT | {"status": "status"}, lambda row: Waiting(row.title, _event(row), _place(row))),
        Kind(
            Event.objects.tried_by(person),
            OF_AN_EVENT,
            lambda row: Waiting(f"What you tried after “{row.title}”", _tasks(row), _when(row)),
        ),
        Kind(
            Event.objects.upcoming().filter(tutor=person),
            OF_AN_EVENT,
            lambda row: Waiting(f"Set gap tasks for “{row.title}”", _tasks(row), _when(row)),
        ),
    ]


@in_one_query
def desk_for(person):
    """Events whose attendance is still to be recorded, the oldest first."""
    if not permissions.can_record(person):
        return []
    return [
        Kind(
            Event.objects.to_record(),
            OF_AN_EVENT,
            lambda row: Waiting(
                f"Record who came to “{row.title}”",
                reverse("influencers_desk:event", args=[row.reference]),
                _when(row),
            ),
            all_at=reverse("influencers_desk:events"),
        )
    ]


def _event(row):
    return reverse("programmes:event", args=[row.reference])


def _tasks(row):
    return reverse("programmes:tasks", args=[row.reference])


def _when(row):
    return Event(on=date.fromisoformat(row.on), part=row.part).when


def _place(row):
    waits = f"{PlaceStatus(row.status).label}, " if row.status == PlaceStatus.WAITING else ""
    return f"{waits}{_when(row)}"

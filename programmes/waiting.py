"""What waits for whoever runs the programme, and what is somebody's own."""

from django.urls import reverse

from core.waiting import Waiting
from programmes import permissions
from programmes.models import Event, GapTask, Place
from programmes.workflow import PlaceStatus


def waiting_for(person):
    """Places that are offered, then gap tasks still to try."""
    offers = Place.objects.of(person).to_come().filter(status=PlaceStatus.OFFERED)
    to_try = {}
    for task in GapTask.objects.still_to_try_by(person).select_related("event"):
        to_try.setdefault(task.event, []).append(task.text)
    return [
        *(
            Waiting(f"Would you like to come to “{place.event}”?", place.get_absolute_url(), place.event.when)
            for place in offers
        ),
        *(
            Waiting(
                f"Try at school, after “{event}”",
                reverse("programmes:tasks", args=[event.reference]),
                " · ".join(tasks),
            )
            for event, tasks in to_try.items()
        ),
    ]


def yours(person):
    """The places that the person holds or waits for, the tasks they have tried, and the events that they tutor."""
    places = Place.objects.of(person).to_come().exclude(status=PlaceStatus.OFFERED)
    tried = Event.objects.tried_by(person)
    tutored = Event.objects.upcoming().filter(tutor=person)
    return [
        *(Waiting(place.event.title, place.get_absolute_url(), _detail(place)) for place in places),
        *(
            Waiting(f"What you tried after “{event}”", reverse("programmes:tasks", args=[event.reference]), event.when)
            for event in tried
        ),
        *(
            Waiting(f"Set gap tasks for “{event}”", reverse("programmes:tasks", args=[event.reference]), event.when)
            for event in tutored
        ),
    ]


def _detail(place):
    waits = f"{place.get_status_display()}, " if place.status == PlaceStatus.WAITING else ""
    return f"{waits}{place.event.when}"


def desk_for(person):
    """Events whose attendance is still to be recorded, the oldest first."""
    if not permissions.can_record(person):
        return []
    return [
        Waiting(f"Record who came to “{event}”", event.get_desk_url(), event.when)
        for event in Event.objects.to_record()
    ]

"""What is said to whom about events and places."""

from django.urls import reverse

from correspondence.services import queue_message
from programmes.workflow import PlaceStatus


def _tell(kind, place, **more):
    event = place.event
    context = {"title": event.title, "when": event.when, "hours": event.hours_in_words, "where": event.where, **more}
    queue_message(kind, to=place.person, context=context, path=event.get_absolute_url())


def place_booked(place):
    """The place that they asked for is theirs."""
    _tell("place_booked", place)


def place_waiting(place):
    """It is full, and they are on the waiting list."""
    _tell("place_waiting", place)


def place_promoted(place):
    """A place has come free, and it is theirs."""
    _tell("place_promoted", place)


def place_offered(place):
    """They are asked whether they would like to come."""
    _tell("place_offered", place, purpose=place.event.purpose)


def place_cancelled(place):
    """Tell the person, who may not have cancelled it themselves."""
    queue_message(
        "place_cancelled",
        to=place.person,
        context={"title": place.event.title, "when": place.event.when},
        path=reverse("programmes:events"),
    )


def event_changed(event):
    """Tell everybody who holds a place, an offer or a wait of the new time or place."""
    for place in event.places.filter(status__in=("offered", "booked", "waiting")).select_related("person"):
        place.event = event
        _tell("event_changed", place)


def event_called_off(place, reason):
    """Tell somebody who held a place that it won't take place, and why."""
    queue_message(
        "event_called_off",
        to=place.person,
        context={"title": place.event.title, "when": place.event.when, "reason": reason},
        path=reverse("programmes:events"),
    )


def tasks_set(event, tasks):
    """Tell those who came what there is to try."""
    for place in event.places.filter(status=PlaceStatus.ATTENDED).select_related("person"):
        queue_message(
            "gap_tasks_set",
            to=place.person,
            context={"title": event.title, "tasks": [task.text for task in tasks]},
            path=reverse("programmes:tasks", args=[event.reference]),
        )

"""What waits for whoever runs the programme, and what is somebody's own."""

from django.urls import reverse

from core.waiting import Waiting
from programmes import permissions
from programmes.models import Event, Place
from programmes.workflow import PlaceStatus


def yours(person):
    """The places that the person holds at events to come."""
    places = Place.objects.of(person).filter(status=PlaceStatus.BOOKED, event__in=Event.objects.upcoming())
    return [Waiting(place.event.title, reverse("programmes:events"), place.event.when) for place in places]


def desk_for(person):
    """Events whose attendance is still to be recorded, the oldest first."""
    if not permissions.can_record(person):
        return []
    return [
        Waiting(f"Record who came to “{event}”", reverse("influencers_desk:event", args=[event.reference]), event.when)
        for event in Event.objects.to_record()
    ]

"""Events as calendar programs read them."""

from core import calendars
from programmes.workflow import PlaceStatus

TENTATIVE = {PlaceStatus.OFFERED: "Offered", PlaceStatus.WAITING: "Waiting list"}


def of_event(event):
    """One event, as bytes."""
    return calendars.written([_entry(event)], name=event.title)


def of_diary(places, engagements, *, name):
    """Somebody's places and what else is in their diary, as bytes. What is only offered or waited for is tentative."""
    entries = [_entry(place.event, TENTATIVE.get(place.status, "")) for place in places]
    return calendars.written(entries + [_entry(engagement) for engagement in engagements], name=name)


def _entry(event, tentative=""):
    return calendars.Entry(
        key=event.reference,
        sequence=event.revision,
        begins=event.begins,
        ends=event.ends,
        summary=f"{tentative}: {event.title}" if tentative else event.title,
        description=event.purpose,
        where=event.where,
        path=event.get_absolute_url(),
        status="CANCELLED" if event.is_called_off else "TENTATIVE" if tentative else "CONFIRMED",
    )

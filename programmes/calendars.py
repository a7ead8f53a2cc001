"""Events as calendar programs read them (RFC 5545), in London's time on either side of a clock change."""

from urllib.parse import urlsplit

import icalendar
from django.conf import settings

from core import clock
from programmes.workflow import PlaceStatus

TENTATIVE = {PlaceStatus.OFFERED: "Offered", PlaceStatus.WAITING: "Waiting list"}


def of_event(event):
    """One event, as bytes."""
    return _written([_entry(event)], name=event.title)


def of_places(places, *, name):
    """The events of somebody's places, as bytes. What is only offered or waited for is tentative."""
    return _written([_entry(place.event, TENTATIVE.get(place.status, "")) for place in places], name=name)


def _written(entries, *, name):
    calendar = icalendar.Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//Science Across The City//Portal//EN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    for entry in entries:
        calendar.add_component(entry)
    calendar.add_missing_timezones()
    return calendar.to_ical()


def _entry(event, tentative=""):
    address = settings.SITE_URL.rstrip("/") + event.get_absolute_url()
    entry = icalendar.Event()
    entry.add("uid", f"{event.reference}.{urlsplit(settings.SITE_URL).hostname}")
    entry.add("dtstamp", clock.now())
    entry.add("sequence", event.revision)
    entry.add("dtstart", event.begins)
    entry.add("dtend", event.ends)
    entry.add("summary", f"{tentative}: {event.title}" if tentative else event.title)
    entry.add("description", event.purpose)
    entry.add("location", event.where)
    entry.add("url", address)
    status = "CANCELLED" if event.is_called_off else "TENTATIVE" if tentative else "CONFIRMED"
    entry.add("status", status)
    return entry

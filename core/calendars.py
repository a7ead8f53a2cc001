"""Calendar files (RFC 5545), in London's time on either side of a clock change."""

import datetime
from dataclasses import dataclass
from email.utils import parseaddr
from urllib.parse import urlsplit

import icalendar
from django.conf import settings

from core import clock
from core.words import LONDON


@dataclass(frozen=True)
class Entry:
    """One gathering. `key` never changes; `sequence` grows with each change, so that calendars know the newest."""

    key: str
    sequence: int
    begins: datetime.datetime
    ends: datetime.datetime
    summary: str
    description: str = ""
    where: str = ""
    path: str = ""
    status: str = "CONFIRMED"


def written(entries, *, name):
    """A file to keep or to subscribe to, as bytes."""
    return _file([_component(entry) for entry in entries], name=name, method="PUBLISH")


def frozen(entry):
    """The entry as a message keeps it, in JSON."""
    return {**vars(entry), "begins": entry.begins.isoformat(), "ends": entry.ends.isoformat()}


def method_of(kept):
    """Whether a kept entry asks somebody to come, or tells them not to (RFC 5546)."""
    return "CANCEL" if kept["status"] == "CANCELLED" else "REQUEST"


def invitation(kept, *, to):
    """What `frozen` kept as a file for one person: it names nobody else, and asks for no answer."""
    moments = {name: datetime.datetime.fromisoformat(kept[name]).astimezone(LONDON) for name in ("begins", "ends")}
    component = _component(Entry(**{**kept, **moments}))
    organizer = icalendar.vCalAddress(f"mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}")
    organizer.params["CN"] = icalendar.vText("Science Across The City")
    attendee = icalendar.vCalAddress(f"mailto:{to}")
    attendee.params["RSVP"] = icalendar.vText("FALSE")
    component.add("organizer", organizer)
    component.add("attendee", attendee)
    return _file([component], name=kept["summary"], method=method_of(kept))


def _file(components, *, name, method):
    calendar = icalendar.Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//Science Across The City//Portal//EN")
    calendar.add("method", method)
    calendar.add("x-wr-calname", name)
    for component in components:
        calendar.add_component(component)
    calendar.add_missing_timezones()
    return calendar.to_ical()


def _component(entry):
    component = icalendar.Event()
    component.add("uid", f"{entry.key}.{urlsplit(settings.SITE_URL).hostname}")
    component.add("dtstamp", clock.now())
    component.add("sequence", entry.sequence)
    component.add("dtstart", entry.begins)
    component.add("dtend", entry.ends)
    component.add("summary", entry.summary)
    component.add("description", entry.description)
    component.add("location", entry.where)
    if entry.path:
        component.add("url", settings.SITE_URL.rstrip("/") + entry.path)
    component.add("status", entry.status)
    return component

"""What else is in somebody's diary: apps above say what, a calendar holds it, and booking a place warns of it."""

import datetime
from dataclasses import dataclass

from core.parts import PartOfDay, has_afternoon, has_morning
from core.words import LONDON, long_date
from programmes.models.event import CUSTOMARY

FINDERS = []


@dataclass(frozen=True)
class Engagement:
    """Something on a date in somebody's diary. `is_own`: they themselves are away then, not only concerned."""

    reference: str
    title: str
    purpose: str
    where: str
    on: datetime.date
    part: str
    url: str
    is_own: bool
    revision: int = 0
    is_called_off: bool = False

    def get_absolute_url(self):
        return self.url

    @property
    def when(self):
        return f"{long_date(self.on)}, {PartOfDay(self.part).label.lower()}"

    @property
    def begins(self):
        return datetime.datetime.combine(self.on, CUSTOMARY[self.part][0], LONDON)

    @property
    def ends(self):
        return datetime.datetime.combine(self.on, CUSTOMARY[self.part][1], LONDON)


def register(find):
    """Let an app above say what is in somebody's diary: `find(person)` gives engagements."""
    FINDERS.append(find)


def engagements_of(person):
    """Everything that the apps above know of, by date."""
    return sorted((found for find in FINDERS for found in find(person)), key=lambda each: (each.on, each.reference))


def in_the_way_of(event, person):
    """The first engagement of their own that takes a half-day of the event, or None."""
    own = (found for found in engagements_of(person) if found.is_own and found.on == event.on)
    return next((found for found in own if _overlap(found.part, event.part)), None)


def _overlap(one, other):
    return (has_morning(one) and has_morning(other)) or (has_afternoon(one) and has_afternoon(other))

"""What each app tells of a school, newest first, for one timeline of them all."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from core.models import Change
from core.workflow import FLOWS


@dataclass(frozen=True)
class Event:
    """One thing that happened, in words; `by` is who did it, `detail` what was said of it."""

    at: datetime
    label: str
    summary: str
    by: str = ""
    detail: str = ""
    url: str = ""


@dataclass(frozen=True)
class Strand:
    """One kind of thing that happens at a school: its rows, newest first, and how each is told."""

    kind: str
    label: str
    rows: QuerySet
    tell: Callable


# The outbox's own steps; the letters and messages themselves are told of.
NOT_DECISIONS = ("document", "message")


def decisions(school):
    """Every change that concerns the school, with its reason."""
    changes = Change.objects.filter(school_urn=school.pk).exclude(flow__in=NOT_DECISIONS)
    return Strand("decisions", "Decisions", changes.select_related("by").order_by("-at", "-pk"), _decided)


def _decided(change):
    return Event(change.at, "Decision", _in_words(change), by=str(change.by or ""), detail=change.reason)


def _in_words(change):
    """A step of a flow by what it was taken with; anything else is a sentence already."""
    words, reference = change.summary, change.reference
    if change.flow not in FLOWS:
        return f"{words} ({reference})" if reference else words
    about = f"{change.flow} {reference}".strip()
    return f"{about[:1].upper()}{about[1:]}: {words[:1].lower()}{words[1:]}"


def page_of(strands, number, *, size):
    """The events of one page, newest first, and whether there are older ones. One query a strand."""
    wanted = number * size + 1
    found = [strand.tell(row) for strand in strands for row in strand.rows[:wanted]]
    found.sort(key=lambda event: event.at, reverse=True)
    return found[(number - 1) * size : number * size], len(found) > number * size

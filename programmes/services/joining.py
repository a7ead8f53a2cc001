"""What becomes of places, attendance and calendars when two records of one person are joined (ADR 0011)."""

from django.db import transaction

from core.workflow import move
from programmes.models import Attendance, CalendarFeed, Event, GapTaskAnswer, Place
from programmes.services.calendars import revoke_feed
from programmes.services.places import count, fill, locked
from programmes.workflow import TAKEN, PlaceStatus

# What is worth more when both have a place at one event: that they came, then that they come.
WORTH = [PlaceStatus.ABSENT, PlaceStatus.OFFERED, PlaceStatus.WAITING, PlaceStatus.BOOKED, PlaceStatus.ATTENDED]


@transaction.atomic
def join_places(gone, kept, *, by):
    """Every place is the kept person's. Of two at one event the better stays, and the other is free for somebody else.

    Where both were seen to come, one coming counts; the other stays written down on the old record.
    """
    freed, twins = [], []
    shared = Event.objects.filter(pk__in=_standing(gone), places__in=Place.objects.standing().filter(person=kept))
    for event in [locked(event) for event in shared.order_by("pk")]:
        theirs, ours = (Place.objects.standing().get(event=event, person=person) for person in (gone, kept))
        if theirs.status == ours.status == PlaceStatus.ATTENDED:
            _join_answers(theirs, ours)
            twins.append(theirs.pk)
        elif _cancel(min(theirs, ours, key=lambda place: WORTH.index(place.status)), event, by=by):
            freed.append(event)
    Place.objects.filter(person=gone).exclude(pk__in=twins).update(person=kept)
    Attendance.objects.filter(person=gone, place__person=kept).update(person=kept)
    for event in freed:
        fill(event)


def _standing(person):
    return Place.objects.standing().filter(person=person).values("event")


def _cancel(place, event, *, by):
    """Whether that freed one of the event's places."""
    was_taken = place.status in TAKEN
    move(place, "join", by=by)
    place.save(update_fields=["status"])
    if was_taken:
        count(event, -1)
    return was_taken


def _join_answers(theirs, ours):
    """What they said of gap tasks is one person's; where both said something, it stays with whoever said it."""
    came, stands = (place.attendances.standing().get() for place in (theirs, ours))
    answered = stands.gap_task_answers.values("task")
    GapTaskAnswer.objects.filter(attendance=came).exclude(task__in=answered).update(attendance=stands)


@transaction.atomic
def join_feeds(gone, kept, *, by):
    """One private calendar address works: the kept person's own, or else the other's."""
    if CalendarFeed.objects.filter(person=kept, revoked_at__isnull=True).exists():
        revoke_feed(gone)
    CalendarFeed.objects.filter(person=gone).update(person=kept)

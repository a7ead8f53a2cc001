from django.db import transaction

from core import clock
from core.exceptions import Refused
from core.parts import halves
from core.permissions import require
from core.words import long_date
from core.workflow import begin, move
from programmes import notifications, permissions
from programmes.models import Attendance, DayRate, Event, EventKind, Place
from programmes.signals import attendance_recorded
from programmes.workflow import PlaceStatus


@transaction.atomic
def add_event(*, by, **details):
    """Add an event to come: kind, title, purpose, on, part, venue, capacity, is_release_funded."""
    require(permissions.can_add(by), "Only a SATC lead adds an event.")
    event = Event(**details)
    if event.on < clock.today():
        raise Refused(f"{long_date(event.on)} is in the past. Choose today or a later date.")
    if event.is_release_funded and (event.kind == EventKind.TWILIGHT or not halves(event.part)):
        raise Refused("A twilight is never funded, since nobody is released for it.")
    event.full_clean()
    event.save()
    return event


@transaction.atomic
def book(event, person, *, by):
    """Book a place; a place already held is kept. Refused when the event is full or over."""
    event = Event.objects.select_for_update(of=("self",)).get(pk=event.pk)
    place = Place.objects.filter(event=event, person=person).exclude(status=PlaceStatus.CANCELLED).first()
    if place:
        return place
    if event.on < clock.today():
        raise Refused(f"“{event.title}” was on {long_date(event.on)}, so it can't be booked any more.")
    if event.places.live().count() >= event.capacity:
        raise Refused(f"“{event.title}” on {long_date(event.on)} is full.")
    place = Place.objects.create(event=event, person=person)
    begin(place, "book", by=by)
    return place


@transaction.atomic
def record_attendance(place, *, by):
    """Record that the person came. Nobody records their own; not before the day."""
    require(permissions.can_record(by), "Only a SATC lead or a national lead records who came.")
    place = Place.objects.select_for_update(of=("self",)).select_related("event").get(pk=place.pk)
    if place.person_id == by.pk:
        raise Refused("Somebody else has to record that you came.")
    _require_it_happened(place.event)
    move(place, "attend", by=by)
    place.save(update_fields=["status"])
    attendance = Attendance.objects.create(place=place, person=place.person, recorded_by=by)
    attendance_recorded.send(sender=Attendance, attendance=attendance)
    return attendance


@transaction.atomic
def record_absence(place, *, by):
    """Record that the person did not come. Not before the day."""
    require(permissions.can_record(by), "Only a SATC lead or a national lead records who came.")
    place = Place.objects.select_for_update(of=("self",)).select_related("event").get(pk=place.pk)
    _require_it_happened(place.event)
    move(place, "miss", by=by)
    place.save(update_fields=["status"])
    return place


@transaction.atomic
def cancel_place(place, *, by):
    """Give up a place before the event is over; it is free for somebody else."""
    require(permissions.can_cancel(by, place), "Only a SATC lead, or whoever holds the place, can cancel it.")
    place = Place.objects.select_for_update(of=("self",)).select_related("event", "person").get(pk=place.pk)
    if place.event.on < clock.today():
        raise Refused(f"“{place.event.title}” was on {long_date(place.event.on)}. Record whether they came instead.")
    move(place, "cancel", by=by)
    place.save(update_fields=["status"])
    notifications.place_cancelled(place)
    return place


def _require_it_happened(event):
    if event.on > clock.today():
        raise Refused(f"“{event.title}” hasn't happened yet: it is on {long_date(event.on)}.")


def pence_per_day(on):
    """The rate in force on that date, in pence a day."""
    rate = DayRate.objects.on(on)
    if rate is None:
        raise Refused(f"No day rate is in force on {long_date(on)}. A SATC lead can add one under “Day rates”.")
    return rate.pence_per_day

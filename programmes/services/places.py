from django.db import transaction
from django.db.models import F

from core import clock
from core.exceptions import Refused
from core.permissions import require
from core.words import long_date
from core.workflow import begin, move
from programmes import audiences, diaries, notifications, permissions
from programmes.models import Attendance, Event, GapTaskAnswer, Place
from programmes.signals import attendance_recorded, attendance_taken_back
from programmes.workflow import TAKEN, PlaceStatus

ONLY_STAFF_RECORD = "Only a SATC lead or a national lead records who came."


class ClashRefused(Refused):
    """They have another place at that time; asking again, knowing of it, books both."""


def locked(event):
    """The event, whose lock is taken before that of any of its places."""
    return Event.objects.select_for_update(of=("self",)).get(pk=event.pk)


def count(event, change):
    """Move the number of places taken; the database refuses more than there are."""
    Event.objects.filter(pk=event.pk).update(taken=F("taken") + change)
    event.taken += change


@transaction.atomic
def book(event, person, *, by):
    """A SATC lead books a place for somebody; one that is held is kept. Refused when the event is full or over."""
    require(permissions.can_book_for_others(by), "Only a SATC lead books a place for somebody else.")
    event = locked(event)
    place = _standing(event, person)
    if place and place.status in TAKEN:
        return place
    _require_open(event)
    if event.is_full:
        raise Refused(f"“{event.title}” on {long_date(event.on)} is full.")
    return _give(event, person, place, by=by)


@transaction.atomic
def ask_for_place(event, *, by, knows_of_clash=False):
    """Somebody books for themselves, or takes up an offer: a place if there is one, otherwise the waiting list.

    A place at another event at that time, or a visit of theirs then, is refused (`ClashRefused`) until they say that
    they know of it.
    """
    event = locked(event)
    place = _standing(event, by)
    if place and place.status != PlaceStatus.OFFERED:
        return place
    may_book = place or permissions.can_book(event, audiences.groups_of(by))
    require(may_book, f"This event is for {event.get_audience_display().lower()}. The SATC lead can offer you a place.")
    _require_open(event)
    other = Place.objects.in_the_way_of(event, by).first()
    if other and not knows_of_clash:
        raise ClashRefused(f"You have a place at “{other.event}” at that time ({other.event.when}).")
    visit = diaries.in_the_way_of(event, by)
    if visit and not knows_of_clash:
        raise ClashRefused(f"You have a {visit.title[0].lower()}{visit.title[1:]} at that time ({visit.when}).")
    if event.is_full:
        place = _put_on_waiting_list(event, by, place)
        notifications.place_waiting(place)
    else:
        place = _give(event, by, place, by=by)
        notifications.place_booked(place)
    return place


@transaction.atomic
def offer_place(event, person, *, by):
    """A SATC lead offers a place to anybody we know, who answers. What they hold already is kept."""
    require(permissions.can_book_for_others(by), "Only a SATC lead offers a place.")
    event = locked(event)
    _require_open(event)
    place = _standing(event, person)
    if place:
        return place
    place = Place.objects.create(event=event, person=person, status=PlaceStatus.OFFERED)
    begin(place, "offer", by=by)
    notifications.place_offered(place)
    return place


@transaction.atomic
def cancel_place(place, *, by):
    """Give up a place, an offer or a wait before the event is over; a place that is free goes to who waits longest.

    `by` is empty when the time to keep the person has run out.
    """
    allowed = by is None or permissions.can_cancel(by, place)
    require(allowed, "Only a SATC lead, or whoever holds the place, can cancel it.")
    event = locked(place.event)
    place = _locked_place(place)
    if event.is_over:
        raise Refused(f"“{event.title}” was on {long_date(event.on)}. Record whether they came instead.")
    was_taken = place.status in TAKEN
    move(place, "cancel", by=by)
    place.save(update_fields=["status"])
    if was_taken or by != place.person:
        notifications.place_cancelled(place)
    if was_taken:
        count(event, -1)
        fill(event)
    return place


def fill(event):
    """Give the places that are left to those who wait longest, and tell them. The caller holds the event's lock."""
    if event.is_called_off or event.is_over or event.is_full:
        return
    for place in event.places.waiting().select_related("person")[: event.places_left]:
        place.event = event
        move(place, "promote", by=None)
        place.save(update_fields=["status"])
        count(event, 1)
        notifications.place_promoted(place)


@transaction.atomic
def record_attendance(place, *, by):
    """Record that the person came. Nobody records their own; not before the day."""
    require(permissions.can_record(by), ONLY_STAFF_RECORD)
    place = _locked_place(place)
    if place.person_id == by.pk:
        raise Refused("Somebody else has to record that you came.")
    _require_it_happened(place.event)
    move(place, "attend", by=by)
    place.save(update_fields=["status"])
    attendance = Attendance.objects.create(place=place, person=place.person, recorded_by=by)
    # What they wrote before it was taken back by mistake.
    GapTaskAnswer.objects.filter(attendance__place=place).update(attendance=attendance)
    attendance_recorded.send(sender=Attendance, attendance=attendance)
    return attendance


@transaction.atomic
def record_absence(place, *, by):
    """Record that the person did not come. Not before the day."""
    require(permissions.can_record(by), ONLY_STAFF_RECORD)
    place = _locked_place(place)
    _require_it_happened(place.event)
    move(place, "miss", by=by)
    place.save(update_fields=["status"])
    return place


@transaction.atomic
def take_back_record(place, *, by):
    """Undo what was recorded by mistake, that they came or that they didn't: the place is booked again.

    What stands on an attendance goes with it; where that can't be, it is refused.
    """
    require(permissions.can_record(by), "Only a SATC lead or a national lead takes back who came.")
    place = _locked_place(place)
    if place.person_id == by.pk:
        raise Refused("Somebody else has to take back what is recorded of you.")
    move(place, "take_back", by=by)
    place.save(update_fields=["status"])
    attendance = place.attendances.standing().first()
    if attendance:
        attendance.taken_back_by, attendance.taken_back_at = by, clock.now()
        attendance.save(update_fields=["taken_back_by", "taken_back_at"])
        attendance_taken_back.send(sender=Attendance, attendance=attendance)
    return place


def _standing(event, person):
    return Place.objects.standing().filter(event=event, person=person).select_related("person").first()


def _give(event, person, place, *, by):
    """A place that is there to be given: a new one, or one that was offered or waited for."""
    count(event, 1)
    if place is None:
        place = Place.objects.create(event=event, person=person)
        begin(place, "book", by=by)
        return place
    place.event = event
    move(place, "accept" if place.status == PlaceStatus.OFFERED else "promote", by=by)
    place.save(update_fields=["status"])
    return place


def _put_on_waiting_list(event, person, place):
    if place is None:
        place = Place.objects.create(event=event, person=person, status=PlaceStatus.WAITING)
        begin(place, "wait", by=person)
        return place
    move(place, "wait", by=person)
    place.asked_at = clock.now()
    place.save(update_fields=["status", "asked_at"])
    return place


def _locked_place(place):
    found = Place.objects.select_for_update(of=("self",)).select_related("event__venue_school", "person")
    return found.get(pk=place.pk)


def _require_open(event):
    if event.is_called_off:
        raise Refused(f"“{event.title}” was called off.")
    if event.is_over:
        raise Refused(f"“{event.title}” was on {long_date(event.on)}, so it can’t be booked any more.")


def _require_it_happened(event):
    if event.on > clock.today():
        raise Refused(f"“{event.title}” hasn’t happened yet: it is on {long_date(event.on)}.")

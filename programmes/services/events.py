from django.core.exceptions import ValidationError
from django.db import transaction

from core import clock
from core.exceptions import Refused
from core.parts import halves
from core.permissions import require
from core.words import long_date
from core.workflow import move, record
from programmes import notifications, permissions
from programmes.models import Event, EventKind, EventSeries
from programmes.services.places import count, fill, locked
from programmes.workflow import TAKEN, PlaceStatus

# What those who hold a place are told of.
TOLD_OF = ("on", "part", "starts_at", "ends_at", "venue_school", "venue")
# What a recorded attendance depends on.
SETTLED_BY_ATTENDANCE = ("on", "part", "is_release_funded")


@transaction.atomic
def add_event(*, by, new_series="", **details):
    """Add an event to come, from its fields; `new_series` begins a series of that name with it."""
    require(permissions.can_add(by), "Only a SATC lead adds an event.")
    event = Event(**details)
    _put_in_series(event, new_series)
    _check(event)
    event.save()
    record(event, "add_event", by=by)
    return event


@transaction.atomic
def change_event(event, *, by, new_series="", **details):
    """Change an event that isn't over. Who holds a place hears of a new time or place; more room fills itself.

    Fewer places than are taken is refused, and so is another date once somebody has been recorded as having come.
    """
    require(permissions.can_add(by), "Only a SATC lead changes an event.")
    event = locked(event)
    _require_standing(event)
    before = {name: getattr(event, name) for name in details}
    for name, value in details.items():
        setattr(event, name, value)
    _put_in_series(event, new_series)
    changed = [name for name in details if getattr(event, name) != before[name]]
    _check(event)
    _check_against_places(event, changed)
    event.revision += 1
    event.save()
    labels = ", ".join(str(Event._meta.get_field(name).verbose_name) for name in changed)
    record(event, "change_event", by=by, reason=labels)
    if set(changed) & set(TOLD_OF):
        notifications.event_changed(event)
    fill(event)
    return event


@transaction.atomic
def call_off(event, *, by, reason):
    """It won't take place: every place is cancelled, and each person is told why."""
    require(permissions.can_add(by), "Only a SATC lead calls an event off.")
    event = locked(event)
    _require_standing(event)
    if not reason.strip():
        raise Refused("Give a reason. Everybody who holds a place reads it.")
    if event.places.filter(status=PlaceStatus.ATTENDED).exists():
        raise Refused("Somebody has been recorded as having come, so it took place.")
    places = event.places.filter(status__in=("offered", "booked", "waiting")).select_related("person")
    for place in places:
        was_taken = place.status in TAKEN
        move(place, "cancel", by=by, reason=reason.strip())
        place.save(update_fields=["status"])
        if was_taken:
            count(event, -1)
        notifications.event_called_off(place, reason.strip())
    event.called_off_by, event.called_off_at = by, clock.now()
    event.revision += 1
    event.save(update_fields=["called_off_by", "called_off_at", "revision"])
    record(event, "call_off", by=by, reason=reason.strip())
    return event


def _require_standing(event):
    if event.is_called_off:
        raise Refused(f"“{event.title}” was called off.")
    if event.is_over:
        raise Refused(f"“{event.title}” was on {long_date(event.on)}, so it can’t be changed any more.")


def _put_in_series(event, name):
    if name.strip():
        event.series, _ = EventSeries.objects.get_or_create(name=name.strip())


def _check(event):
    if event.on < clock.today():
        raise Refused(f"{long_date(event.on)} is in the past. Choose today or a later date.")
    if event.is_release_funded and (event.kind == EventKind.TWILIGHT or not halves(event.part)):
        raise Refused("A twilight is never funded, since nobody is released for it.")
    if event.venue_school and not event.venue_school.is_open:
        raise Refused(f"{event.venue_school} is closed in the register.")
    if event.capacity < event.taken:
        raise Refused(f"{event.taken} places are taken, so there can’t be fewer. Cancel some first.")
    try:
        event.full_clean(exclude=["reference"])
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error


def _check_against_places(event, changed):
    if set(changed) & set(SETTLED_BY_ATTENDANCE) and event.places.filter(status=PlaceStatus.ATTENDED).exists():
        raise Refused("Somebody has been recorded as having come, so its date and funding stay as they are.")

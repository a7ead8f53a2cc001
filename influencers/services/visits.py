"""SATC's visit to the school: arranged, moved, held; when it is off, calendars are told."""

import datetime

from django.db import transaction

from core import clock
from core.exceptions import Refused
from core.permissions import require
from core.words import long_date
from core.workflow import move
from influencers import notifications, permissions
from influencers.models import NominationVisit
from influencers.services.locks import locked
from influencers.services.nominated_twice import carry, refuse_if_joined
from influencers.workflow import NominationStatus
from schools.models import Role
from schools.services import hold_post, prove_post

ONLY_A_LEAD = "Only a SATC lead can do this. You can look."


@transaction.atomic
def arrange_visit(nomination, *, on, starts_at, minutes=60, visitor=None, by):
    """Set the date and time of the visit, or move one that hasn't been held; the visitor is `by` unless given.

    The head, the nominee and the visitor get it as a calendar file. Weekends, bank holidays and school holidays are
    for the page to warn of (`schools.school_days.against`): nothing but the past is refused.
    """
    require(permissions.can_decide(by), ONLY_A_LEAD)
    nomination, visitor = locked(nomination), visitor or by
    refuse_if_joined(nomination)
    ends_at = _end(on, starts_at, minutes)
    if on < clock.today():
        raise Refused(f"{long_date(on)} is in the past. Choose today or a later date.")
    if not permissions.can_visit(visitor):
        raise Refused(f"{visitor} can’t go: a SATC lead or a national lead does.")
    is_moved = nomination.status == NominationStatus.VISIT_ARRANGED
    visit = nomination.visit if is_moved else NominationVisit(nomination=nomination)
    before, visitor_before = visit.when if is_moved else "", visit.visitor
    visit.on, visit.starts_at, visit.ends_at, visit.visitor = on, starts_at, ends_at, visitor
    said = f"Was {before}; now {visit.when}" if is_moved else visit.when
    _take_up(nomination, visit, reason=f"{said}. {visitor} goes.", by=by)
    visit.revision += is_moved
    visit.save()
    notifications.visit_confirmed(nomination, visit, before=before)
    if is_moved and visitor_before not in (None, visitor):
        notifications.visit_cancelled(nomination, visit, whom=[visitor_before], why=f"{visitor} goes instead.")
    return nomination


def _end(on, starts_at, minutes):
    ends = datetime.datetime.combine(on, starts_at) + datetime.timedelta(minutes=minutes)
    if ends.date() != on:
        raise Refused("The visit would end after midnight. Choose an earlier time.")
    return ends.time()


def _take_up(nomination, visit, *, reason, by):
    """A visit is set: a date to come back to is done with, for nominations that go with this one, too."""
    was_deferred = nomination.status == NominationStatus.DEFERRED
    move(nomination, "arrange_visit", by=by, reason=reason)
    nomination.back_on = None
    nomination.save(update_fields=["status", "back_on"])
    if was_deferred:
        carry(nomination, "resume_with_first", by=by)


@transaction.atomic
def record_visit(nomination, *, who_met, strengths, capacity, is_head, by):
    """Write down what was learned, on the day of the visit or after it. `is_head` proves the head's post."""
    require(permissions.can_decide(by), ONLY_A_LEAD)
    nomination = locked(nomination)
    move(nomination, "record_visit", by=by)
    visit = nomination.visit
    if clock.today() < visit.on:
        raise Refused(f"The visit is on {long_date(visit.on)}. Record it on that day or after, or move it.")
    visit.who_met, visit.strengths, visit.capacity = who_met.strip(), strengths.strip(), capacity.strip()
    visit.recorded_by, visit.recorded_at = by, clock.now()
    visit.save(update_fields=["who_met", "strengths", "capacity", "recorded_by", "recorded_at"])
    nomination.save(update_fields=["status"])
    if is_head:
        prove_sender(nomination, by=by)
    return nomination


@transaction.atomic
def record_held_visit(nomination, *, on, by, **learned):
    """Write down a visit that was held without being arranged here, today or before. Nobody is sent an invitation."""
    require(permissions.can_decide(by), ONLY_A_LEAD)
    nomination = locked(nomination)
    refuse_if_joined(nomination)
    if on > clock.today():
        raise Refused(f"{long_date(on)} is to come. Arrange the visit, and record it once it is held.")
    if nomination.status == NominationStatus.VISIT_ARRANGED:
        raise Refused("A visit is arranged already. Record that one, or move it.")
    visit = NominationVisit(nomination=nomination, on=on, visitor=by)
    _take_up(nomination, visit, reason=f"{visit.when}. {by} went.", by=by)
    visit.save()
    return record_visit(nomination, by=by, **learned)


def cancel_visit(nomination):
    """The visit that was arranged is off: whoever has it in a calendar is told."""
    visit = nomination.visit
    visit.revision += 1
    visit.save(update_fields=["revision"])
    whom = [person for person in (nomination.head, nomination.nominee, visit.visitor) if person]
    notifications.visit_cancelled(nomination, visit, whom=whom, why="The nomination was withdrawn.")


def prove_sender(nomination, *, by):
    """Prove the post of the sender of a nomination that the caller has locked."""
    return prove_post(hold_post(nomination.head, nomination.school, Role.HEADTEACHER, by=by), by=by)

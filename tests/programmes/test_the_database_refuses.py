"""Straight at the database, past every service."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from programmes.models import Attendance, DayRate, Event, Place
from tests.factories.programmes import EventFactory, PlaceFactory
from tests.factories.schools import lead

pytestmark = pytest.mark.django_db


def refused(constraint, write, **fields):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        write(**fields)
    return True


@pytest.mark.parametrize("pence", [20001, 0])
def test_a_rate_that_is_odd_or_nothing(pence):
    on = datetime.date(2030, 9, 1)

    assert refused("day_rate_even", DayRate.objects.create, pence_per_day=pence, from_on=on)


def test_two_rates_from_one_day():
    assert refused("from_on", DayRate.objects.create, pence_per_day=20000, from_on=DayRate.objects.get().from_on)


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("event_kind_known", {"kind": "party"}),
        ("event_part_known", {"part": "midnight", "is_release_funded": False}),
        ("event_twilight_not_funded", {"part": "twilight"}),
        ("event_twilight_not_funded", {"kind": "twilight"}),
    ],
)
def test_an_event_that_cannot_be(constraint, fields):
    EventFactory()

    assert refused(constraint, Event.objects.update, **fields)


def test_a_place_in_no_known_status():
    PlaceFactory()

    assert refused("place_status_known", Place.objects.update, status="lost")


def test_a_second_live_place_of_one_person():
    place = PlaceFactory()

    assert refused("place_once", Place.objects.create, event=place.event, person=place.person)


def test_attendance_recorded_by_the_person_themselves():
    place = PlaceFactory()

    assert refused(
        "attendance_recorded_by_another",
        Attendance.objects.create,
        place=place,
        person=place.person,
        recorded_by=place.person,
    )


def test_a_place_attended_twice():
    place, by = PlaceFactory(), lead()
    Attendance.objects.create(place=place, person=place.person, recorded_by=by)

    assert refused("place_id", Attendance.objects.create, place=place, person=place.person, recorded_by=by)

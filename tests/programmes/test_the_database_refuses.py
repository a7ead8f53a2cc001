"""Straight at the database, past every service."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from programmes.models import Attendance, CalendarFeed, DayRate, Event, GapTask, GapTaskAnswer, Opportunity, Place
from tests.factories.programmes import AttendanceFactory, EventFactory, GapTaskFactory, PlaceFactory
from tests.factories.schools import PersonFactory, lead

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
        ("event_audience_known", {"audience": "nobody"}),
        ("event_never_overbooked", {"taken": 31}),
        ("event_has_places", {"capacity": 0}),
        ("event_is_somewhere", {"venue": ""}),
        ("event_hours_whole", {"starts_at": "10:00"}),
        ("event_ends_after_it_starts", {"starts_at": "10:00", "ends_at": "10:00"}),
        ("event_called_off_whole", {"called_off_at": "2026-03-03T09:00Z"}),
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


def test_an_opportunity_under_no_known_tag():
    assert refused("opportunity_tag_known", Opportunity.objects.update, tag="enjoy")


def test_a_gap_task_that_says_nothing():
    GapTaskFactory()

    assert refused("gap_task_says_something", GapTask.objects.update, text="")


def test_a_second_answer_of_one_person_to_a_gap_task():
    answer = {"task": GapTaskFactory(), "attendance": AttendanceFactory()}
    GapTaskAnswer.objects.create(**answer)

    assert refused("gap_task_answered_once|task_id", GapTaskAnswer.objects.create, **answer)


def test_an_answer_to_a_gap_task_by_somebody_who_did_not_come():
    assert refused("attendance_id", GapTaskAnswer.objects.create, task=GapTaskFactory(), attendance_id=None)


def test_two_calendar_addresses_of_one_person_that_work():
    feed = CalendarFeed.objects.create(person=PersonFactory(), token_hash="a" * 64)

    assert refused(
        "calendar_feed_one_works|person_id", CalendarFeed.objects.create, person=feed.person, token_hash="b" * 64
    )


def test_one_calendar_address_of_two_people():
    CalendarFeed.objects.create(person=PersonFactory(), token_hash="a" * 64)

    assert refused("token_hash", CalendarFeed.objects.create, person=PersonFactory(), token_hash="a" * 64)

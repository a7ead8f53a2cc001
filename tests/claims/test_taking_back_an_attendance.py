"""An attendance that was recorded by mistake takes its funded day with it; one in a claim: test_taking_back_a_day."""

import pytest

from claims import services
from claims.models import FundedDay
from programmes.models import Place
from programmes.services import record_attendance, take_back_record
from tests.claims.reading import last_change, messages
from tests.factories.claims import FundedDayFactory, PastEventFactory, influencer_at
from tests.factories.schools import PersonFactory, lead

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    """Somebody is recorded as having come to a funded event, and has a live day."""
    person, _ = influencer_at()
    place = Place.objects.create(event=PastEventFactory(), person=person)
    record_attendance(place, by=lead())
    return place


def test_the_day_is_void_its_halves_are_free_and_the_person_hears(place):
    by = lead()

    take_back_record(place, by=by)

    day = FundedDay.objects.get()
    assert last_change(day) == ("take_back", "live", "void", by, "It was recorded by mistake that you came.")
    assert messages("day_turned_down") == [(place.person, "/claims/")]
    again = FundedDayFactory(person=place.person, on=day.on)
    assert again.status == "live"


def test_recording_it_again_makes_a_new_day(place):
    by = lead()
    take_back_record(place, by=by)

    record_attendance(place, by=by)

    assert sorted(FundedDay.objects.values_list("status", flat=True)) == ["live", "void"]


def test_a_held_day_goes_without_a_message():
    place = Place.objects.create(event=PastEventFactory(), person=PersonFactory())
    record_attendance(place, by=lead())

    take_back_record(place, by=lead())

    assert FundedDay.objects.get().status == "void"
    assert messages("day_turned_down") == []


def test_a_day_turned_down_before_stays_so():
    place = Place.objects.create(event=PastEventFactory(), person=PersonFactory())
    record_attendance(place, by=lead())
    day = services.void_held_day(FundedDay.objects.get(), reason="Not a school day.", by=lead())

    take_back_record(place, by=lead())

    place.refresh_from_db()
    assert place.status == "booked"
    assert last_change(day)[0] == "void"

import pytest

from programmes import waiting
from tests.factories.programmes import EventFactory, PlaceFactory, weekday
from tests.factories.schools import PersonFactory, finance, lead, national_lead

pytestmark = pytest.mark.django_db


def test_places_to_come_are_theirs():
    place = PlaceFactory()
    PlaceFactory(person=place.person, status="cancelled")
    PlaceFactory(person=place.person, event=EventFactory(on=weekday(-1)))

    found = waiting.yours(place.person)

    assert [(item.url, item.detail) for item in found] == [(place.event.get_absolute_url(), place.event.when)]


@pytest.mark.parametrize("somebody", [lead, national_lead])
def test_attendance_waits_for_whoever_runs_the_programme(somebody):
    place = PlaceFactory(event=EventFactory(on=weekday(-1)))

    assert [item.url for item in waiting.desk_for(somebody())] == [f"/admin/events/{place.event.reference}/"]


@pytest.mark.parametrize("somebody", [finance, PersonFactory])
def test_it_waits_for_nobody_else(somebody):
    PlaceFactory(event=EventFactory(on=weekday(-1)))

    assert waiting.desk_for(somebody()) == []

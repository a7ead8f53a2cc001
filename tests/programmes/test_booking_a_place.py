from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from core.exceptions import Refused
from core.models import Change
from programmes import services
from programmes.models import Place
from tests.factories.programmes import EventFactory, PlaceFactory, weekday
from tests.factories.schools import PersonFactory, lead

pytestmark = pytest.mark.django_db


def test_a_place_is_booked_and_recorded():
    event, person, by = EventFactory(), PersonFactory(), lead()

    place = services.book(event, person, by=by)

    assert (place.status, place.event, place.person) == ("booked", event, person)
    change = Change.objects.of(place).get()
    assert (change.action, change.to_status, change.by) == ("book", "booked", by)


def test_a_place_already_held_is_kept():
    place = PlaceFactory()

    assert services.book(place.event, place.person, by=lead()) == place
    assert Place.objects.count() == 1


def test_a_cancelled_place_may_be_booked_again():
    place = PlaceFactory(status="cancelled")

    assert services.book(place.event, place.person, by=lead()) != place


def test_a_full_event_is_refused():
    event = PlaceFactory(event__capacity=1).event

    with pytest.raises(Refused, match="is full"):
        services.book(event, PersonFactory(), by=lead())


def test_a_place_that_was_cancelled_is_free_for_somebody_else():
    event = PlaceFactory(event__capacity=1, status="cancelled").event

    assert services.book(event, PersonFactory(), by=lead()).status == "booked"


def test_an_event_that_is_over_is_refused():
    with pytest.raises(Refused, match="can’t be booked any more"):
        services.book(EventFactory(on=weekday(-1)), PersonFactory(), by=lead())


@pytest.mark.django_db(transaction=True)
def test_ten_at_once_never_take_more_places_than_there_are():
    event, people, by = EventFactory(capacity=3), PersonFactory.create_batch(10), lead()

    def book(person):
        try:
            return services.book(event, person, by=by)
        except Refused:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as threads:
        booked = list(filter(None, threads.map(book, people)))

    assert (len(booked), Place.objects.count()) == (3, 3)

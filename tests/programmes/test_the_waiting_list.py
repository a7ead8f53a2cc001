import datetime

import pytest

from core import clock
from core.models import Change
from programmes import services
from programmes.models import Event, Place
from satc.personal import erasure
from tests.at_once import at_once
from tests.factories.programmes import EventFactory, PlaceFactory, weekday
from tests.factories.schools import PersonFactory, lead
from tests.messages import delivered, queued

pytestmark = pytest.mark.django_db

MANY = 30


def full_event(capacity=1, **fields):
    """An event for anybody, full, with as many places as it has room for."""
    event = EventFactory(capacity=capacity, audience="all", **fields)
    places = [PlaceFactory(event=event) for _ in range(capacity)]
    return event, places


def wait_for(event, number):
    """People on the waiting list, in the order in which they asked."""
    return [services.ask_for_place(event, by=PersonFactory()) for _ in range(number)]


def statuses(places):
    return [Place.objects.get(pk=place.pk).status for place in places]


def test_who_asks_when_it_is_full_waits_and_is_told():
    event, _ = full_event()

    [place] = wait_for(event, 1)

    change = Change.objects.of(place).get()
    assert (place.status, change.action, change.to_status) == ("waiting", "wait", "waiting")
    assert queued() == [("place_waiting", place.person.email)]


def test_a_place_given_up_goes_to_who_waits_longest_and_says_so():
    event, [held] = full_event(title="Showcase")
    waiting = wait_for(event, 2)

    services.cancel_place(held, by=held.person)

    assert statuses([held, *waiting]) == ["cancelled", "booked", "waiting"]
    assert Event.objects.get().taken == 1
    change = Change.objects.of(waiting[0]).last()
    assert (change.action, change.from_status, change.to_status, change.by) == ("promote", "waiting", "booked", None)
    [mail] = [mail for mail in delivered() if mail.to == [waiting[0].person.email] and "free" in mail.subject]
    assert mail.subject == "A place has come free: you are booked for “Showcase”"
    assert f"/events/{event.reference}/" in mail.body


def test_who_leaves_the_waiting_list_frees_no_place():
    event, [held] = full_event()
    first, second = wait_for(event, 2)

    services.cancel_place(first, by=first.person)
    assert statuses([held, first, second]) == ["booked", "cancelled", "waiting"]
    services.cancel_place(held, by=held.person)

    assert statuses([held, first, second]) == ["cancelled", "cancelled", "booked"]


def test_who_comes_back_to_the_waiting_list_is_last():
    event, [held] = full_event()
    first, second = wait_for(event, 2)
    services.cancel_place(first, by=first.person)
    again = services.ask_for_place(event, by=first.person)

    services.cancel_place(held, by=held.person)

    assert statuses([again, second]) == ["waiting", "booked"]


def test_an_offer_taken_up_late_waits_behind_those_who_asked_before():
    event, [held] = full_event()
    offered = services.offer_place(event, PersonFactory(), by=lead())
    with clock.moved_to(clock.now() + datetime.timedelta(hours=1)):
        [before] = wait_for(event, 1)
    with clock.moved_to(clock.now() + datetime.timedelta(hours=2)):
        services.ask_for_place(event, by=offered.person)

    services.cancel_place(held, by=held.person)

    assert statuses([offered, before]) == ["waiting", "booked"]


def test_more_room_takes_as_many_as_wait():
    event, _ = full_event(capacity=2)
    waiting = wait_for(event, 3)

    services.change_event(event, capacity=4, by=lead())

    assert statuses(waiting) == ["booked", "booked", "waiting"]
    assert Event.objects.get().taken == 4


def test_nobody_moves_up_at_an_event_that_is_called_off():
    event, [held] = full_event()
    [waiting] = wait_for(event, 1)

    services.call_off(event, reason="Snow", by=lead())

    assert statuses([held, waiting]) == ["cancelled", "cancelled"]
    assert Event.objects.get().taken == 0
    assert [kind for kind, _ in queued()] == ["place_waiting", "event_called_off", "event_called_off"]


def test_a_lead_who_books_for_somebody_who_waits_gives_them_the_place():
    event = EventFactory(capacity=2)
    place = PlaceFactory(event=event, status="waiting")

    assert services.book(event, place.person, by=lead()).pk == place.pk
    assert statuses([place]) == ["booked"]


@pytest.mark.needs("PostgreSQL")
@pytest.mark.django_db(transaction=True)
def test_thirty_at_once_take_the_places_there_are_and_the_rest_wait():
    event, people = EventFactory(capacity=10, audience="all"), PersonFactory.create_batch(MANY)

    done, refused = at_once(lambda person: services.ask_for_place(event, by=person).status, people)

    assert (done.count("booked"), done.count("waiting"), refused) == (10, MANY - 10, [])
    assert Event.objects.get().taken == Place.objects.filter(status="booked").count() == 10


@pytest.mark.needs("PostgreSQL")
@pytest.mark.django_db(transaction=True)
def test_thirty_who_give_up_and_thirty_who_ask_at_once_leave_every_place_taken():
    event, held = full_event(capacity=15)
    waiting = wait_for(event, 10)
    acts = [lambda place=place: services.cancel_place(place, by=place.person) for place in held]
    acts += [
        lambda person=person: services.ask_for_place(event, by=person) for person in PersonFactory.create_batch(15)
    ]

    _, refused = at_once(lambda act: act(), acts)

    event.refresh_from_db()
    booked = Place.objects.filter(status="booked")
    assert (refused, event.taken, booked.count(), Place.objects.filter(status="waiting").count()) == ([], 15, 15, 10)
    assert statuses(waiting) == ["booked"] * 10


@pytest.mark.needs("PostgreSQL")
@pytest.mark.django_db(transaction=True)
def test_one_person_who_presses_thirty_times_at_once_has_one_place():
    event, person = EventFactory(capacity=10, audience="all"), PersonFactory()

    done, _ = at_once(lambda _: services.ask_for_place(event, by=person).pk, range(MANY))

    assert len(set(done)) == Place.objects.count() == Event.objects.get().taken == 1
    assert queued() == [("place_booked", person.email)]


def test_nobody_moves_up_once_it_is_over():
    event = EventFactory(on=weekday(-1), capacity=1)
    waiting = PlaceFactory(event=event, status="waiting")

    services.places.fill(event)

    assert statuses([waiting]) == ["waiting"]


def test_somebody_who_has_been_forgotten_neither_holds_nor_waits():
    event, [held] = full_event()
    waiting, behind = wait_for(event, 2)
    by = lead()

    erasure.forget(waiting.person, by=by)
    erasure.forget(held.person, by=None)

    assert statuses([held, waiting, behind]) == ["cancelled", "cancelled", "booked"]

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from programmes.models import EventSeries, Place
from tests.factories.influencers import InfluencerFactory
from tests.factories.programmes import EventFactory, PlaceFactory, weekday
from tests.factories.schools import PersonFactory, lead

pytestmark = pytest.mark.django_db


def page_of(client, event):
    return client.get(f"/events/{event.reference}/").content.decode()


def press(client, event, act, **data):
    return client.post(f"/events/{event.reference}/{act}/", data, follow=True).content.decode()


def test_anybody_reads_what_it_is_and_signs_in_to_book(client):
    series = EventSeries.objects.create(name="Champions", between="A coaching visit")
    event = EventFactory(agenda="Tea first", open_minutes=30, series=series)
    other = EventFactory(series=series, on=weekday(60))

    page = page_of(client, event)

    for words in ("Tea first", "30 minutes are kept open", "Champions", "A coaching visit", other.title,
                  "£200.00 a day", "30 of 30 left", "9am to 3.30pm", "Sign in to book"):  # fmt: skip
        assert words in page
    assert client.post(f"/events/{event.reference}/book/").url.startswith("/accounts/login/")


def test_an_influencer_books_and_gives_up(client):
    event = EventFactory()
    client.force_login(InfluencerFactory().person)

    assert "Book a place" in page_of(client, event)
    page = press(client, event, "book")
    assert ("Your place is booked." in page, "Give up my place" in page) == (True, True)
    assert "You have given it up." in press(client, event, "cancel")
    assert Place.objects.get().status == "cancelled"


def test_when_it_is_full_one_joins_the_waiting_list_and_leaves_it(client):
    event = PlaceFactory(event__capacity=1, event__audience="all").event
    client.force_login(PersonFactory())

    assert "Join the waiting list" in page_of(client, event)
    assert "Leave the waiting list" in press(client, event, "book")
    assert "Join the waiting list" in press(client, event, "cancel")


def test_a_clash_is_shown_before_and_books_only_all_the_same(client):
    held = PlaceFactory(event__title="Assessment day")
    event = EventFactory(audience="all")
    client.force_login(held.person)

    assert "at that time" in page_of(client, event)
    page = press(client, event, "book")
    assert ("Book all the same" in page, "One half-day can be paid for once only." in page) == (True, True)
    assert Place.objects.count() == 1
    assert "Your place is booked." in press(client, event, "book", anyway="yes")


def test_an_offer_is_answered_in_one_press(client):
    yes, no = PlaceFactory(status="offered"), PlaceFactory(status="offered")
    client.force_login(yes.person)
    assert "Yes, I’d like to come" in page_of(client, yes.event)
    press(client, yes.event, "book")
    client.force_login(no.person)
    press(client, no.event, "cancel")

    assert [Place.objects.get(pk=place.pk).status for place in (yes, no)] == ["booked", "cancelled"]


def test_who_it_is_not_for_is_told_so_and_refused(client):
    event = EventFactory()
    client.force_login(PersonFactory())

    assert "This event is for science influencers." in page_of(client, event)
    assert client.post(f"/events/{event.reference}/book/").status_code == 403


def test_without_a_place_there_is_none_to_give_up(client):
    place = PlaceFactory()
    client.force_login(PersonFactory())

    assert client.post(f"/events/{place.event.reference}/cancel/").status_code == 404
    assert client.get(f"/events/{place.event.reference}/cancel/").status_code == 405


@pytest.mark.parametrize("address", ["/events/EVT-00000/", "/events/EVT-00000.ics"])
def test_an_unknown_reference_is_not_found(client, address):
    assert client.get(address).status_code == 404


def test_the_page_tells_no_names(client):
    place = PlaceFactory(person__name="Asha Malik", event__tutor=PersonFactory(name="Tom Tutor"))

    page = page_of(client, place.event)

    assert ("Asha Malik" in page, "Tom Tutor" in page) == (False, False)


def test_my_page_shows_offers_to_answer_and_places_held(client):
    person = PersonFactory()
    PlaceFactory(person=person, status="offered", event__title="Showcase")
    PlaceFactory(person=person, status="waiting", event__title="Assessment day")
    client.force_login(person)

    page = client.get("/my/").content.decode()

    assert "Would you like to come to “Showcase”?" in page
    assert "On the waiting list, " in page


def test_the_page_takes_as_many_queries_in_a_long_series_as_in_a_short_one(client):
    event = EventFactory(series=EventSeries.objects.create(name="Champions"))
    client.force_login(lead())
    counts = []
    for number in (1, 2):
        EventFactory.create_batch(number, series=event.series)
        PlaceFactory.create_batch(number, event=event)
        with CaptureQueriesContext(connection) as queries:
            page_of(client, event)
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 20

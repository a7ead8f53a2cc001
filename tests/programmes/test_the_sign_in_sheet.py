import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from programmes.models import Place
from tests.factories.programmes import EventFactory, PlaceFactory, weekday
from tests.factories.schools import PersonFactory, lead, national_lead
from tests.messages import queued

pytestmark = pytest.mark.django_db


def sheet_of(event):
    return f"/admin/events/{event.reference}/sheet/"


def give(client, event, **said):
    return client.post(f"/admin/events/{event.reference}/places/", {"form_key": str(uuid.uuid4()), **said}, follow=True)


def test_it_lists_who_is_booked_by_name_with_room_to_sign(client):
    event = EventFactory()
    for name, status in (("Zoe", "booked"), ("Asha", "booked"), ("Wim", "waiting"), ("Cas", "cancelled")):
        PlaceFactory(event=event, status=status, person__name=name)
    client.force_login(national_lead())

    page = client.get(sheet_of(event)).content.decode()

    assert page.index("Asha") < page.index("Zoe")
    assert ("Wim" in page, "Cas" in page, "Signature" in page) == (False, False, True)
    assert '<button class="btn btn-secondary">Came' not in page


def test_somebody_is_ticked_and_the_sheet_stays(client):
    place = PlaceFactory(event=EventFactory(on=weekday(-1)), person__name="Asha Malik")
    client.force_login(national_lead())

    answer = client.post(f"/admin/events/places/{place.pk}/attended/", {"back": "sheet"}, follow=True)

    assert answer.redirect_chain == [(sheet_of(place.event), 302)]
    page = answer.content.decode()
    assert ("Asha Malik came." in page, "1 of 1 ticked." in page) == (True, True)


def test_a_lead_offers_and_books_places_by_e_mail(client):
    event, asked, booked = EventFactory(), PersonFactory(), PersonFactory()
    client.force_login(lead())

    give(client, event, email=asked.email, how="offer")
    give(client, event, email=booked.email.upper(), how="book")

    assert {place.person: place.status for place in Place.objects.all()} == {asked: "offered", booked: "booked"}
    assert queued() == [("place_offered", asked.email)]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"email": "nobody@nowhere.example", "how": "offer"}, "know anybody with that e-mail address."),
        ({"email": "", "how": "offer"}, "Enter their e-mail address."),
        ({"email": "asha@saggar.example"}, "Choose how."),
    ],
)
def test_what_wants_mending_is_said(client, said, words):
    PersonFactory(email="asha@saggar.example")
    client.force_login(lead())

    assert words in give(client, EventFactory(), **said).content.decode()


def test_a_full_event_is_refused_in_words(client):
    event, person = PlaceFactory(event__capacity=1).event, PersonFactory()
    client.force_login(lead())

    assert "is full." in give(client, event, email=person.email, how="book").content.decode()


def test_a_national_lead_gives_no_places(client):
    client.force_login(national_lead())

    assert give(client, EventFactory(), email=PersonFactory().email, how="offer").status_code == 403


def test_the_sheet_takes_as_many_queries_for_three_as_for_one(client):
    event, counts = EventFactory(), []
    client.force_login(lead())
    for number in (1, 2):
        PlaceFactory.create_batch(number, event=event)
        with CaptureQueriesContext(connection) as queries:
            client.get(sheet_of(event))
        counts.append(len(queries))

    assert counts[0] == counts[1]

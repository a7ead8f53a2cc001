import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.programmes import EventFactory, PlaceFactory, weekday
from tests.factories.schools import PersonFactory, finance, lead, national_lead

pytestmark = pytest.mark.django_db


def page_of(event):
    return f"/admin/events/{event.reference}/"


def act(place, what):
    return f"/admin/events/places/{place.pk}/{what}/"


@pytest.fixture
def past():
    return PlaceFactory(event=EventFactory(title="Showcase", on=weekday(-1)), person__name="Asha Malik")


def test_a_lead_records_who_came(client, past):
    client.force_login(lead())

    assert "To record" in client.get("/admin/events/").content.decode()
    page = client.post(act(past, "attended"), follow=True).content.decode()

    assert "Asha Malik came." in page
    assert "To record" not in client.get("/admin/events/").content.decode()


def test_a_national_lead_records_who_did_not(client, past):
    client.force_login(national_lead())

    assert "Asha Malik didn’t come." in client.post(act(past, "absent"), follow=True).content.decode()


def test_before_the_day_nothing_is_recorded_but_a_place_can_be_cancelled(client):
    place = PlaceFactory(person__name="Asha Malik")
    client.force_login(lead())

    page = client.get(page_of(place.event)).content.decode()
    assert ("Came" in page, "Cancel the place" in page) == (False, True)
    refused = client.post(act(place, "attended"), follow=True).content.decode()
    assert "hasn’t happened yet" in refused
    cancelled = client.post(act(place, "cancel"), follow=True).content.decode()

    assert "place is cancelled, and they have been told." in cancelled


def test_a_national_lead_does_not_cancel_places(client):
    place = PlaceFactory()
    client.force_login(national_lead())

    assert "Cancel the place" not in client.get(page_of(place.event)).content.decode()
    assert client.post(act(place, "cancel")).status_code == 403


@pytest.mark.parametrize("somebody", [finance, PersonFactory])
def test_for_anybody_else_the_desk_is_not_there(client, past, somebody):
    client.force_login(somebody())

    for address in ("/admin/events/", page_of(past.event)):
        assert client.get(address).status_code == 404
    for what in ("attended", "absent", "cancel"):
        assert client.post(act(past, what)).status_code == 404


def test_signed_out_one_signs_in_first(client, past):
    assert client.get(page_of(past.event)).url.startswith("/accounts/login/")


def test_looking_changes_nothing(client, past):
    client.force_login(lead())

    assert {client.get(act(past, what)).status_code for what in ("attended", "absent", "cancel")} == {405}


def test_the_pages_take_as_many_queries_for_three_rows_as_for_one(client):
    client.force_login(lead())
    event, counts = EventFactory(), []
    for rows in (1, 2):
        PlaceFactory.create_batch(rows, event=event)
        EventFactory.create_batch(rows, on=weekday(-rows))
        with CaptureQueriesContext(connection) as queries:
            client.get("/admin/events/")
            client.get(page_of(event))
        counts.append(len(queries))

    assert counts[0] == counts[1]

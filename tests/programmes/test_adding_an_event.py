import datetime
import uuid

import pytest

from core import clock
from core.exceptions import NotAllowed, Refused
from programmes import services
from programmes.models import Event
from tests.factories.programmes import weekday
from tests.factories.schools import PersonFactory, finance, lead, national_lead

pytestmark = pytest.mark.django_db

ADDRESS = "/admin/events/new/"


def details(**changes):
    return {
        "kind": "cpd_day",
        "title": "Questions worth asking",
        "purpose": "Better questions",
        "on": weekday(14),
        "part": "whole_day",
        "venue": "The Kiln Room",
        "capacity": 20,
        "is_release_funded": True,
    } | changes


def posted(**changes):
    return {"form_key": str(uuid.uuid4()), **details(is_release_funded="on"), **changes}


def test_a_lead_adds_an_event_that_is_public_at_once(client):
    client.force_login(lead())
    page = client.post(ADDRESS, posted(), follow=True)

    assert page.redirect_chain == [(f"/admin/events/{Event.objects.get().reference}/", 302)]
    assert "Questions worth asking" in client.get("/events/").content.decode()


def test_a_form_sent_twice_adds_one_event(client):
    client.force_login(lead())
    data = posted()
    addresses = {client.post(ADDRESS, data).url for _ in range(2)}

    assert (len(addresses), Event.objects.count()) == (1, 1)


@pytest.mark.parametrize("somebody", [national_lead, finance, PersonFactory])
def test_only_a_lead_adds_one(client, somebody):
    somebody = somebody()
    client.force_login(somebody)

    assert client.get(ADDRESS).status_code == client.post(ADDRESS, posted()).status_code == 404
    with pytest.raises(NotAllowed):
        services.add_event(by=somebody, **details())
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"on": clock.today() - datetime.timedelta(days=1)}, "is in the past"),
        ({"kind": "twilight"}, "A twilight is never funded"),
        ({"part": "twilight"}, "A twilight is never funded"),
    ],
)
def test_what_cannot_be_is_refused_in_words(client, changes, words):
    a_lead = lead()
    client.force_login(a_lead)

    page = client.post(ADDRESS, posted(**changes)).content.decode()
    assert (words in page, "Questions worth asking" in page) == (True, True)
    with pytest.raises(Refused, match=words):
        services.add_event(by=a_lead, **details(**changes))


def test_an_empty_form_says_what_to_do(client):
    client.force_login(lead())
    page = client.post(ADDRESS, {}).content.decode()

    for words in ("Enter the title.", "Choose the kind of event.", "Enter the date.", "Enter where it is."):
        assert words in page


def test_an_address_is_kept_out_of_what_anybody_may_read(client):
    client.force_login(lead())

    client.post(ADDRESS, posted(title="Ring me at me@example.com"))
    assert not Event.objects.exists()

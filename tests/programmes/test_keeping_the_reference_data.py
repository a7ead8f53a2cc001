import pytest

from programmes.models import DayRate, Event
from tests.factories.schools import finance, lead, national_lead

pytestmark = pytest.mark.django_db

AN_EVENT = {
    "kind": "cpd_day",
    "title": "Assessment day",
    "purpose": "Try out new ways to assess enquiry.",
    "on": "2036-03-04",
    "part": "whole_day",
    "venue": "The Invented Museum",
    "capacity": "30",
    "is_release_funded": "on",
}


def test_a_lead_adds_an_event_in_the_admin(client):
    client.force_login(lead())

    assert 'type="date"' in client.get("/admin/programmes/event/add/").content.decode()
    client.post("/admin/programmes/event/add/", AN_EVENT)

    assert Event.objects.get().when == "Tuesday 4 March 2036, whole day"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"part": "twilight"}, "A twilight is never funded"),
        ({"venue": "Ring 01782 555 0199"}, "Leave out e-mail addresses and telephone numbers"),
    ],
)
def test_an_event_that_cannot_be_is_refused_in_words(client, changes, said):
    client.force_login(lead())

    page = client.post("/admin/programmes/event/add/", AN_EVENT | changes).content.decode()

    assert (said in page, Event.objects.count()) == (True, 0)


@pytest.mark.parametrize("somebody", [national_lead, finance])
def test_other_staff_look_it_up_but_do_not_write_it(client, somebody):
    client.force_login(somebody())

    for model in ("event", "opportunity", "dayrate"):
        assert client.get(f"/admin/programmes/{model}/").status_code == 200
        assert client.get(f"/admin/programmes/{model}/add/").status_code == 403


@pytest.mark.parametrize(("somebody", "status"), [(lead, 200), (national_lead, 200), (finance, 404)])
def test_who_is_booked_is_for_those_who_run_the_programme(client, somebody, status):
    client.force_login(somebody())

    assert client.get("/admin/programmes/place/").status_code == status


def test_nobody_deletes_it(client):
    client.force_login(lead())

    assert client.post(f"/admin/programmes/dayrate/{DayRate.objects.get().pk}/delete/").status_code == 403
    assert DayRate.objects.count() == 1

import pytest

from programmes.models import DayRate, EventSeries, Opportunity
from tests.factories.schools import finance, lead, national_lead

pytestmark = pytest.mark.django_db

A_SERIES = {"name": "Assessment champions", "between": "A coaching visit"}


def test_a_lead_adds_a_series_in_the_admin(client):
    client.force_login(lead())

    client.post("/admin/programmes/eventseries/add/", A_SERIES)

    assert str(EventSeries.objects.get()) == "Assessment champions"


def test_a_contact_detail_in_it_is_refused_in_words(client):
    client.force_login(lead())

    page = client.post("/admin/programmes/eventseries/add/", A_SERIES | {"between": "Ring 01782 555 0199"})

    assert "Leave out e-mail addresses and telephone numbers" in page.content.decode()
    assert not EventSeries.objects.exists()


def test_a_lead_rewrites_an_opportunity_whom_to_speak_to_and_tag_included(client):
    client.force_login(lead())
    opportunity = Opportunity.objects.get(slug="csciteach")
    fields = (
        "slug",
        "name",
        "summary",
        "involves",
        "funded_by",
        "governed_by",
        "assured_by",
        "how_to_apply",
        "position",
    )
    said = {name: getattr(opportunity, name) for name in fields} | {"tag": "enable", "speak_to": "Your head."}

    client.post(f"/admin/programmes/opportunity/{opportunity.pk}/change/", said)

    opportunity.refresh_from_db()
    assert (opportunity.get_tag_display(), opportunity.speak_to) == ("Enable", "Your head.")


def test_an_event_is_not_written_by_form(client):
    client.force_login(lead())

    assert client.get("/admin/programmes/event/add/").status_code == 403


@pytest.mark.parametrize("somebody", [national_lead, finance])
def test_other_staff_look_it_up_but_do_not_write_it(client, somebody):
    client.force_login(somebody())

    for model in ("event", "eventseries", "opportunity", "dayrate"):
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

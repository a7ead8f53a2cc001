import pytest

from influencers.workflow import InterestStatus
from tests.factories.influencers import InfluencerFactory, InterestFactory
from tests.factories.schools import finance, lead, national_lead

pytestmark = pytest.mark.django_db

MODELS = ("nomination", "expressionofinterest", "influencer")


@pytest.mark.parametrize("somebody", [lead, national_lead])
def test_whoever_runs_the_programme_looks_things_up_and_changes_nothing(client, somebody):
    interest, influencer = InterestFactory(status=InterestStatus.SUBMITTED), InfluencerFactory()
    client.force_login(somebody())

    for model, row in zip(MODELS, (interest.nomination, interest, influencer), strict=True):
        assert client.get(f"/admin/influencers/{model}/").status_code == 200
        assert client.get(f"/admin/influencers/{model}/{row.pk}/change/").status_code == 200
        assert client.post(f"/admin/influencers/{model}/{row.pk}/change/", {}).status_code == 403
        assert client.get(f"/admin/influencers/{model}/add/").status_code == 403
        assert client.post(f"/admin/influencers/{model}/{row.pk}/delete/").status_code == 403


def test_finance_has_no_need_to_look_them_up(client):
    client.force_login(finance())

    answers = [client.get(f"/admin/influencers/{model}/").status_code for model in MODELS]

    assert answers == [404, 404, 404]


def test_the_lists_lead_to_our_own_pages(client):
    interest = InterestFactory()
    client.force_login(lead())

    page = client.get("/admin/influencers/expressionofinterest/").content.decode()

    assert f'href="{interest.get_desk_url()}"' in page


def test_a_lead_adds_a_strength(client):
    client.force_login(lead())

    fields = {"name": "Forest school", "slug": "forest-school", "group": "enrichment", "position": "26"}

    assert client.post("/admin/influencers/expertise/add/", fields).status_code == 302
    assert "Forest school" in client.get("/influencers/").content.decode()

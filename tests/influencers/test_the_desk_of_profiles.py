import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from influencers import services
from influencers.models import Expertise, Influencer
from influencers.workflow import InfluencerStatus
from tests.factories.influencers import InfluencerFactory
from tests.factories.schools import PersonFactory, finance, national_lead

pytestmark = pytest.mark.django_db


def rewrite(influencer):
    physics = Expertise.objects.filter(slug="physics")
    new = {"biography": "I love magnets.", "offer": "", "expertise": physics, "stages": ["ks2"]}
    new |= {"leads_elsewhere": "", "halves_a_term": None, "weekdays": []}
    services.change_profile(influencer, **new, by=influencer.person)


def test_a_lead_sees_what_changed_and_how_it_was(client, a_lead):
    influencer = InfluencerFactory(person__name="Asha Malik", biography="I love circuits.")
    rewrite(influencer)
    client.force_login(a_lead)

    for address in ("/admin/profiles/", influencer.get_desk_url()):
        assert "Biography rewritten. Strengths added: Physics topics." in client.get(address).content.decode()
    page = client.get(influencer.get_desk_url()).content.decode()
    assert ("I love magnets." in page, "I love circuits." in page) == (True, True)


def test_a_lead_takes_a_page_out_with_a_reason(client, a_lead):
    influencer = InfluencerFactory()
    client.force_login(a_lead)
    data = {"form_key": str(uuid.uuid4()), "how": "withdraw_consent", "reason": ""}

    assert "Say why." in client.post(influencer.get_desk_url(), data).content.decode()
    client.post(influencer.get_desk_url(), {**data, "reason": "They rang."})

    assert Influencer.objects.get().status == InfluencerStatus.UNPUBLISHED


def test_a_national_lead_looks_and_others_find_no_such_page(client):
    influencer = InfluencerFactory()
    client.force_login(national_lead())
    assert client.get(influencer.get_desk_url()).status_code == 200
    assert client.post(influencer.get_desk_url(), {"how": "step_down", "reason": "x"}).status_code == 403
    for other in (finance(), PersonFactory(), influencer.person):
        client.force_login(other)
        assert client.get(influencer.get_desk_url()).status_code == 404
        assert client.get("/admin/profiles/").status_code == 404


def test_the_list_takes_as_many_queries_for_five_as_for_one(client, a_lead):
    client.force_login(a_lead)
    counts = []
    for number in (1, 5):
        while Influencer.objects.count() < number:
            rewrite(InfluencerFactory())
        with CaptureQueriesContext(connection) as queries:
            client.get("/admin/profiles/?status=published")
        counts.append(len(queries))

    assert counts[0] == counts[1]
    assert counts[0] <= 10

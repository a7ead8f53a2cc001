"""Somebody who stepped down asks a SATC lead to be an influencer again."""

import pytest
from django.urls import reverse

from core.exceptions import NotAllowed, TransitionRefused
from core.models import Change
from influencers import services
from influencers.workflow import InfluencerStatus
from tests.factories.influencers import InfluencerFactory
from tests.factories.schools import PersonFactory, finance, lead, national_lead
from tests.messages import queued

pytestmark = pytest.mark.django_db


def stepped_down(**fields):
    return InfluencerFactory(status=InfluencerStatus.STEPPED_DOWN, **fields)


def test_a_lead_brings_them_back_and_their_consent_is_asked_anew():
    influencer, by = stepped_down(), lead()

    services.bring_back(influencer, by=by)

    influencer.refresh_from_db()
    assert (influencer.status, influencer.consented_at) == ("unpublished", None)
    change = Change.objects.of(influencer).get()
    assert (change.action, change.from_status, change.to_status, change.by) == (
        "return", "stepped_down", "unpublished", by,
    )  # fmt: skip
    assert queued() == [("profile_returned", influencer.person.email)]
    assert services.agree_and_publish(influencer, by=influencer.person).status == "published"


@pytest.mark.parametrize("somebody", [national_lead, finance, PersonFactory])
def test_nobody_else_brings_them_back(somebody):
    influencer = stepped_down()

    for by in (somebody(), influencer.person):
        with pytest.raises(NotAllowed):
            services.bring_back(influencer, by=by)


def test_a_lead_does_not_bring_themselves_back():
    by = lead()

    with pytest.raises(NotAllowed):
        services.bring_back(stepped_down(person=by), by=by)


@pytest.mark.parametrize("status", ["unpublished", "published"])
def test_only_who_stepped_down_is_brought_back(status):
    influencer = InfluencerFactory(status=status)

    with pytest.raises(TransitionRefused):
        services.bring_back(influencer, by=lead())


def test_a_button_at_the_desk_brings_them_back(client):
    influencer = stepped_down()
    client.force_login(lead())
    bring_back = reverse("influencers_desk:bring_back", args=[influencer.slug])
    assert bring_back in client.get(influencer.get_desk_url()).content.decode()

    answer = client.post(bring_back, follow=True)

    assert "is a science influencer again" in answer.content.decode()
    assert bring_back not in answer.content.decode()
    influencer.refresh_from_db()
    assert influencer.status == "unpublished"

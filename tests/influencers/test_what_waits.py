import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from influencers import waiting
from influencers.workflow import InterestStatus, NominationStatus
from tests.factories.influencers import InfluencerFactory, InterestFactory, NominationFactory
from tests.factories.schools import PersonFactory, finance, national_lead

pytestmark = pytest.mark.django_db


def urls(items):
    return [item.url for item in items]


def test_a_head_has_a_nomination_to_confirm():
    nomination = NominationFactory()

    head = PersonFactory(email=nomination.head_email)

    assert urls(waiting.waiting_for(head)) == [f"/track/{nomination.reference}/"]
    assert waiting.yours(head) == []


@pytest.mark.parametrize("status", [InterestStatus.INVITED, InterestStatus.RETURNED])
def test_a_nominee_has_an_invitation_to_answer(status):
    interest = InterestFactory(status=status)

    assert urls(waiting.waiting_for(interest.person)) == [f"/eoi/{interest.reference}/"]


def test_what_is_sent_is_theirs_and_waits_for_somebody_else():
    interest = InterestFactory(status=InterestStatus.SUBMITTED)

    assert waiting.waiting_for(interest.person) == []
    assert urls(waiting.yours(interest.person)) == [f"/eoi/{interest.reference}/"]
    assert urls(waiting.yours(interest.nomination.head)) == [f"/track/{interest.nomination.reference}/"]


def test_an_influencer_has_a_page_and_opportunities():
    assert urls(waiting.yours(InfluencerFactory().person)) == ["/my/profile/", "/my/progress/"]


def test_a_lead_has_what_to_read_and_what_to_decide(a_lead):
    interest = InterestFactory(status=InterestStatus.SUBMITTED)
    visited = NominationFactory(status=NominationStatus.VISITED)
    NominationFactory()

    assert urls(waiting.desk_for(a_lead)) == [interest.get_desk_url(), visited.get_desk_url()]


def test_a_national_lead_and_finance_have_nothing():
    NominationFactory(status=NominationStatus.VISITED)

    assert waiting.desk_for(national_lead()) == waiting.desk_for(finance()) == []


def test_it_takes_as_many_queries_for_three_as_for_one(a_lead):
    counts = []
    assert a_lead.is_lead  # asked once for each sign-in
    for _ in range(2):
        NominationFactory(status=NominationStatus.CONFIRMED)
        InterestFactory(status=InterestStatus.SUBMITTED)
        with CaptureQueriesContext(connection) as queries:
            waiting.desk_for(a_lead)
        counts.append(len(queries))
        NominationFactory(status=NominationStatus.CONFIRMED)

    assert counts == [2, 2]

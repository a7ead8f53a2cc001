import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from influencers import waiting
from influencers.workflow import InterestStatus, NominationStatus
from tests.factories.influencers import InfluencerFactory, InterestFactory, NominationFactory
from tests.factories.programmes import EventFactory, PlaceFactory, weekday
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


def test_an_influencer_has_a_page_and_places():
    place = PlaceFactory(person=InfluencerFactory().person)
    PlaceFactory(person=place.person, status="cancelled")
    PlaceFactory(person=place.person, event=EventFactory(on=weekday(-1)))

    items = waiting.yours(place.person)

    assert urls(items) == ["/my/profile/", "/my/progress/", place.event.get_absolute_url()]
    assert items[2].detail == place.event.when


def test_a_lead_has_what_to_read_and_what_to_decide_and_attendance(a_lead):
    interest = InterestFactory(status=InterestStatus.SUBMITTED)
    visited = NominationFactory(status=NominationStatus.VISITED)
    NominationFactory()
    place = PlaceFactory(event=EventFactory(on=weekday(-1)))

    assert urls(waiting.desk_for(a_lead)) == [
        interest.get_desk_url(),
        visited.get_desk_url(),
        f"/admin/events/{place.event.reference}/",
    ]


def test_a_national_lead_has_attendance_only_and_finance_nothing():
    NominationFactory(status=NominationStatus.VISITED)
    place = PlaceFactory(event=EventFactory(on=weekday(-1)))

    assert urls(waiting.desk_for(national_lead())) == [f"/admin/events/{place.event.reference}/"]
    assert waiting.desk_for(finance()) == []


def test_it_takes_as_many_queries_for_three_as_for_one(a_lead):
    counts = []
    assert a_lead.is_lead  # asked once for each sign-in
    for _ in range(2):
        NominationFactory(status=NominationStatus.CONFIRMED)
        InterestFactory(status=InterestStatus.SUBMITTED)
        PlaceFactory(event=EventFactory(on=weekday(-1)))
        with CaptureQueriesContext(connection) as queries:
            waiting.desk_for(a_lead)
        counts.append(len(queries))
        NominationFactory(status=NominationStatus.CONFIRMED)

    assert counts == [3, 3]

"""Visits stand in the calendar of those whom they concern, and are minded when a place is booked, and the other way."""

import icalendar
import pytest
from django.urls import reverse

from brokerage.workflow import DeploymentStatus, VisitStatus
from programmes import services
from programmes.models import Place
from tests.factories.brokerage import DeploymentFactory, VisitFactory, school_day
from tests.factories.programmes import EventFactory
from tests.factories.schools import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit():
    deployment = DeploymentFactory(status=DeploymentStatus.ACTIVE)
    return VisitFactory(deployment=deployment, on=school_day(20), part="morning", status=VisitStatus.PLANNED)


def summaries(client, person):
    answer = client.get(f"/calendar/{services.make_feed(person)}.ics")
    return [str(entry["summary"]) for entry in icalendar.Calendar.from_ical(answer.content).walk("VEVENT")]


def test_the_parties_have_it_in_their_calendar_and_nobody_else(client, visit):
    request = visit.deployment.request

    assert summaries(client, visit.person) == [f"Visit to {visit.school}"]
    for party in (request.head, request.science_leader):
        assert summaries(client, party) == [f"{visit.person} visits {visit.school}"]
    assert summaries(client, visit.national_lead) == summaries(client, PersonFactory()) == []


def test_what_is_cancelled_is_not_in_it(client, visit):
    visit.status = VisitStatus.CANCELLED
    visit.save()

    assert summaries(client, visit.person) == []


@pytest.mark.parametrize(("part", "clashes"), [("whole_day", True), ("afternoon", False), ("twilight", False)])
def test_booking_a_place_warns_of_ones_own_visit_then(client, visit, part, clashes):
    event = EventFactory(on=visit.on, part=part, is_release_funded=False, audience="all")
    client.force_login(visit.person)
    book = reverse("programmes:book", args=[event.reference])

    page = client.post(book, follow=True).content.decode()

    assert (f"You have a visit to {visit.school} at that time" in page) is clashes
    assert Place.objects.filter(person=visit.person).exists() is not clashes
    if clashes:
        client.post(book, {"anyway": "yes"})
        assert Place.objects.get(person=visit.person).status == "booked"


def test_a_visit_to_ones_school_is_no_clash_for_its_head(visit):
    event = EventFactory(on=visit.on, part="morning", audience="all")

    assert services.ask_for_place(event, by=visit.deployment.request.head).status == "booked"

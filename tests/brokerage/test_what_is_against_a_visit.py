"""Warned, and not refused: weekends, bank holidays, what the school calendar says, and what else is in a diary."""

import datetime

import pytest
from django.urls import reverse

from brokerage import diary
from brokerage.models import Visit
from brokerage.workflow import DeploymentStatus
from core import clock
from tests.factories.brokerage import DeploymentFactory, OtherVisitFactory, school_day
from tests.factories.programmes import EventFactory, PlaceFactory
from tests.factories.schools import PeriodFactory

pytestmark = pytest.mark.django_db

TUESDAY = datetime.date(2026, 11, 10)


@pytest.fixture(autouse=True)
def in_november():
    with clock.moved_to(datetime.date(2026, 11, 2)):
        yield


@pytest.fixture
def deployment():
    return DeploymentFactory(status=DeploymentStatus.ACTIVE)


def against(deployment, on=TUESDAY, part="morning"):
    return diary.against(deployment.person, deployment.school, on=on, part=part)


def test_an_ordinary_day_has_nothing_against_it(deployment):
    assert against(deployment) == []


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (datetime.date(2026, 11, 14), "Saturday 14 November 2026 is at a weekend."),
        (datetime.date(2026, 12, 25), "Friday 25 December 2026 is a bank holiday."),
    ],
)
def test_weekends_and_bank_holidays(deployment, on, words):
    assert against(deployment, on) == [f"At {deployment.school}, {words}"]


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("holiday", "in the school holidays"),
        ("inset", "an INSET day"),
        ("sats", "in SATs week"),
        ("phonics", "in the week of the phonics check"),
    ],
)
def test_what_the_calendar_of_the_school_visited_says(deployment, kind, words):
    PeriodFactory(kind=kind, starts_on=TUESDAY, ends_on=TUESDAY, name="", la_code="", school=deployment.school)

    assert against(deployment) == [f"At {deployment.school}, Tuesday 10 November 2026 is {words}."]


def test_what_the_calendar_of_the_releasing_school_says(deployment):
    own = deployment.person.posts.first().school
    PeriodFactory(kind="inset", starts_on=TUESDAY, ends_on=TUESDAY, name="", la_code="", school=own)

    assert against(deployment) == [f"At {own}, where {deployment.person} works, it is an INSET day."]


def test_places_visits_and_weekdays_of_the_influencer(deployment):
    influencer = deployment.influencer
    influencer.monday = influencer.friday = True
    influencer.save()
    place = PlaceFactory(person=deployment.person, event=EventFactory(on=TUESDAY, part="whole_day"))
    other = OtherVisitFactory(person=deployment.person, on=TUESDAY, part="afternoon")

    assert against(deployment) == [
        f"{deployment.person} has a place at “{place.event}” then ({place.event.when}).",
        f"{deployment.person} visits {other.school} on the same day (afternoon).",
        f"{deployment.person} said that these days suit: Monday, Friday.",
    ]


def test_it_is_said_before_anything_is_planned_and_planned_all_the_same(client, deployment):
    client.force_login(deployment.person)
    url = reverse("brokerage:plan_visit", args=[deployment.reference])
    key = client.get(url).context["form"]["form_key"].value()
    day = {"form_key": key, "on": "2026-11-14", "part": "morning", "purpose": "A science fair"}

    answer = client.post(url, day)
    page = answer.content.decode()
    assert "Saturday 14 November 2026 is at a weekend." in page
    assert "Arrange it all the same" in page
    assert "A science fair" in page
    assert Visit.objects.count() == 0

    said = answer.context["form"]["anyway"].value()
    assert "is at a weekend" in client.post(url, day | {"anyway": said, "on": "2026-11-15"}).content.decode()
    client.post(url, day | {"anyway": said})

    assert [(visit.on, visit.status) for visit in Visit.objects.all()] == [(datetime.date(2026, 11, 14), "planned")]


def test_a_day_without_a_request_is_warned_of_too(client, deployment):
    client.force_login(deployment.national_lead)
    PeriodFactory(kind="sats", starts_on=school_day(7), ends_on=school_day(7), name="", la_code="", school=None)
    key = client.get("/admin/visits/new/").context["form"]["form_key"].value()
    day = {
        "form_key": key,
        "kind": "shadowing",
        "person": deployment.person.pk,
        "school": str(deployment.school.urn),
        "on": school_day(7).isoformat(),
        "part": "morning",
        "purpose": "Watch a colleague",
        "national_lead": deployment.national_lead.pk,
    }

    answer = client.post("/admin/visits/new/", day)
    assert ("in SATs week" in answer.content.decode(), Visit.objects.count()) == (True, 0)
    client.post("/admin/visits/new/", day | {"anyway": answer.context["form"]["anyway"].value()})

    assert Visit.objects.count() == 1

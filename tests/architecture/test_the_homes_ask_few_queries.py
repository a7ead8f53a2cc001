"""What waits for somebody is read in at most ten queries, with one of each thing, three, or three hundred."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from brokerage.workflow import DeploymentStatus, PlanStatus, ReportStatus, RequestStatus
from core import clock
from core.models import JobRun
from influencers.models import Nomination
from influencers.workflow import InterestStatus, NominationStatus
from schools.models import Person, Post, Role
from tests.factories import brokerage, claims, influencers, programmes, schools
from tests.factories.correspondence import queue_letter

pytestmark = pytest.mark.django_db

MOST = 10


@pytest.fixture(autouse=True)
def _cleared():
    """Old personal data was cleared away last night, as it is wherever the portal runs."""
    JobRun.objects.create(job="forget_expired", ran_at=clock.now(), result="nothing")


def everything_for(person, *, led_by):
    """One of each thing that waits for an influencer, or is theirs, and what waits at the desk meanwhile."""
    influencer = influencers.InfluencerFactory(person=person)
    school = person.posts.first().school

    def make():
        common = {"influencer": influencer, "national_lead": led_by}
        brokerage.DeploymentFactory(**common)
        accepted = brokerage.DeploymentFactory(status=DeploymentStatus.ACCEPTED, **common)
        brokerage.PlanFactory(status=PlanStatus.SHARED, deployment=accepted)
        active = brokerage.DeploymentFactory(status=DeploymentStatus.ACTIVE, **common)
        brokerage.ReportFactory(visit__deployment=active, status=ReportStatus.SUBMITTED)
        brokerage.VisitFactory(deployment=active)
        brokerage.SupportRequestFactory(status=RequestStatus.CONFIRMED, requester_email=person.email)
        brokerage.QuoteFactory(status="accepted")
        influencers.NominationFactory(status=NominationStatus.CONFIRMED, helper_name="Me", helper_email=person.email)
        influencers.NominationFactory(status=NominationStatus.VISITED)
        influencers.InterestFactory(status=InterestStatus.SUBMITTED)
        claims.FundedDayFactory(person=person, school=school)
        claims.FundedDayFactory(person=person, held=True)
        for claim in (claims.submitted, claims.approved, claims.returned):
            claim(person=claims.PersonFactory(), school=school)
        programmes.PlaceFactory(event=programmes.EventFactory(on=programmes.weekday(-1)))
        queue_letter(series=schools.PersonFactory().email, readers=[person])
        head = schools.PostFactory(school=school, head=True, proven=True)
        influencers.NominationFactory(head_email=head.person.email, school=school)

    return make


def queries_of(client, path):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


def three_hundred_more(person):
    """Of what a bulk can make: nominations that the person helped with and a lead decides on, and posts to prove."""
    school = schools.SchoolFactory()
    like = influencers.NominationFactory(
        school=school, status=NominationStatus.CONFIRMED, helper_name="Me", helper_email=person.email
    )
    fields = [field for field in Nomination._meta.concrete_fields if field.name not in ("id", "reference")]
    values = {field.attname: getattr(like, field.attname) for field in fields}
    Nomination.objects.bulk_create(Nomination(**values | {"nominee_name": f"Nominee {n}"}) for n in range(300))
    people = Person.objects.bulk_create(Person(email=f"head{n}@many.example") for n in range(300))
    Post.objects.bulk_create(Post(person=head, school=school, role=Role.HEADTEACHER) for head in people)


def pages_of(person):
    """Who looks, and at which page about a person with everything."""
    national = schools.national_lead()
    school = person.posts.first().school
    manager = schools.PostFactory(school=school, role=Role.BUSINESS_MANAGER, proven=True).person
    head = schools.PostFactory(school=school, head=True, proven=True).person
    a_lead = schools.lead()
    return national, [
        (person, reverse("my")),
        (manager, reverse("my")),
        (head, reverse("my")),
        (a_lead, reverse("my")),
        (a_lead, reverse("desk")),
        (national, reverse("desk")),
        (schools.finance(), reverse("desk")),
        (a_lead, reverse("person", args=[person.pk])),
        (a_lead, reverse("school", args=[school.pk])),
    ]


def test_each_home_asks_ten_queries_at_most_whatever_there_is(client):
    person = schools.PostFactory(role=Role.SCIENCE_LEADER, proven=True).person
    national, pages = pages_of(person)
    make = everything_for(person, led_by=national)

    def asked():
        counts = []
        for who, path in pages:
            client.force_login(who)
            client.get(path)  # fills the caches that last as long as the process
            counts.append((who.name, path, queries_of(client, path)))
        return counts

    make()
    one = asked()
    make()
    make()
    three_hundred_more(person)

    assert asked() == one
    assert [count for count in one if count[2] > MOST] == []


def test_a_long_list_shows_twenty_and_leads_to_the_rest(client):
    person = schools.PersonFactory()
    three_hundred_more(person)
    a_lead = schools.lead()
    client.force_login(a_lead)

    html = client.get(reverse("desk")).content.decode()

    assert html.count("Arrange a visit: ") == 20
    assert f'<a href="{reverse("influencers_desk:nominations")}">and 281 more</a>' in html
    waits = re.search(r"(\d+) things wait for you at the desk", client.get(reverse("my")).content.decode())
    assert int(waits[1]) >= 601  # those that are not shown are counted, too
    client.force_login(person)
    assert client.get(reverse("my")).content.decode().count("Your nomination of ") == 301

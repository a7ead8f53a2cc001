"""A list of three costs the database no more than a list of one: every list of the stock admin, and the homes."""

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from brokerage.workflow import DeploymentStatus, PlanStatus, ReportStatus, RequestStatus
from correspondence.services import queue_message
from influencers.models import Progress
from influencers.workflow import InterestStatus, NominationStatus
from programmes.models import DayRate, EventSeries
from tests.factories import brokerage, claims, influencers, programmes, schools
from tests.factories.correspondence import queue_letter

pytestmark = pytest.mark.django_db

MOST = 15
# One more row of each model in the admin.
ONE_MORE = {
    "core.Change": lambda: queue_letter(series=schools.PersonFactory().email),
    "schools.School": schools.SchoolFactory,
    "schools.Person": schools.lead,
    "schools.Post": lambda: schools.PostFactory(proven=True),
    "correspondence.Document": lambda: queue_letter(series=schools.PersonFactory().email),
    "correspondence.Message": lambda: one_message(),
    "programmes.Opportunity": programmes.OpportunityFactory,
    "programmes.Event": programmes.EventFactory,
    "programmes.EventSeries": lambda: EventSeries.objects.create(name=f"Series {EventSeries.objects.count()}"),
    "programmes.DayRate": lambda: programmes.DayRateFactory(from_on=f"20{30 + DayRate.objects.count()}-09-01"),
    "programmes.Place": programmes.PlaceFactory,
    "influencers.Expertise": influencers.ExpertiseFactory,
    "influencers.Nomination": lambda: influencers.NominationFactory(status=NominationStatus.CONFIRMED),
    "influencers.ExpressionOfInterest": influencers.InterestFactory,
    "influencers.Influencer": influencers.InfluencerFactory,
    "influencers.Progress": lambda: Progress.objects.create(
        influencer=influencers.InfluencerFactory(), opportunity=programmes.OpportunityFactory()
    ),
    "brokerage.CoachingPool": brokerage.PoolFactory,
    "brokerage.PoolEntry": lambda: brokerage.SupportRequestFactory(status=RequestStatus.FUNDED),
    "brokerage.SupportRequest": lambda: brokerage.SupportRequestFactory(status=RequestStatus.FUNDED),
    "brokerage.Deployment": brokerage.DeploymentFactory,
    "brokerage.ActionPlan": brokerage.PlanFactory,
    "brokerage.Visit": brokerage.VisitFactory,
    "brokerage.VisitReport": brokerage.ReportFactory,
    "claims.FundedDay": claims.FundedDayFactory,
    "claims.Claim": claims.approved,
    "claims.PaymentRun": claims.paid_run,
    "claims.Payment": claims.paid_run,
}


def one_message():
    """To a person, about a school, of its own."""
    context = {"claim": "CLM-22222"}
    return queue_message("claim_rejected", to=schools.PersonFactory(), school=schools.SchoolFactory(), context=context)


def queries_of(client, path):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


def at_one_and_three(client, path, make):
    make()
    client.get(path)  # fills the caches that last as long as the process
    one = queries_of(client, path)
    make()
    make()
    return one, queries_of(client, path)


def test_every_model_in_the_admin_is_tried():
    assert {model._meta.label for model in admin.site._registry} == set(ONE_MORE)


@pytest.mark.parametrize("label", ONE_MORE)
def test_lists_of_the_stock_admin(label, client):
    client.force_login(schools.lead())
    path = reverse(f"admin:{label.replace('.', '_').lower()}_changelist")

    one, three = at_one_and_three(client, path, ONE_MORE[label])

    assert one == three
    assert three <= MOST


def everything_for(person, *, led_by):
    """One of each thing that waits for an influencer, or is theirs."""
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
        influencers.NominationFactory(status=NominationStatus.CONFIRMED, helper_name="Me", helper_email=person.email)
        influencers.NominationFactory(status=NominationStatus.VISITED)
        influencers.InterestFactory(status=InterestStatus.SUBMITTED)
        claims.FundedDayFactory(person=person, school=school)
        claims.FundedDayFactory(person=person, held=True)
        for claim in (claims.submitted, claims.approved, claims.returned):
            claim(person=claims.PersonFactory(), school=school)
        programmes.PlaceFactory(event=programmes.EventFactory(on=programmes.weekday(-1)))
        queue_letter(series=schools.PersonFactory().email, readers=[person])

    return make


def test_the_home_of_an_influencer(client):
    person = schools.PersonFactory()
    make = everything_for(person, led_by=schools.national_lead())
    client.force_login(person)

    one, three = at_one_and_three(client, "/my/", make)

    assert one == three


@pytest.mark.parametrize("role", [schools.lead, schools.national_lead, schools.finance])
def test_the_desk(role, client):
    staff = role()
    led_by = staff if role is schools.national_lead else schools.national_lead()
    make = everything_for(schools.PersonFactory(), led_by=led_by)
    client.force_login(staff)

    one, three = at_one_and_three(client, "/admin/", make)

    assert one == three

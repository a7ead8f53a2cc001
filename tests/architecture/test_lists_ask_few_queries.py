"""A list of three costs the database no more than a list of one: every list of the stock admin."""

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from brokerage.workflow import RequestStatus
from correspondence.services import queue_message
from influencers.models import Progress
from influencers.workflow import NominationStatus
from programmes.models import DayRate, EventSeries
from tests.factories import brokerage, claims, influencers, programmes, schools
from tests.factories.correspondence import queue_letter

pytestmark = pytest.mark.django_db

MOST = 15
# One more row of each model in the admin.
ONE_MORE = {
    "core.Change": lambda: queue_letter(series=schools.PersonFactory().email),
    "schools.School": schools.SchoolFactory,
    "schools.Network": schools.NetworkFactory,
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
    "brokerage.Quote": brokerage.QuoteFactory,
    "brokerage.Invoice": lambda: brokerage.QuoteFactory(status="accepted"),
    "brokerage.Deployment": brokerage.DeploymentFactory,
    "brokerage.Release": brokerage.ReleaseFactory,
    "brokerage.ActionPlan": brokerage.PlanFactory,
    "brokerage.Visit": brokerage.VisitFactory,
    "brokerage.VisitReport": brokerage.ReportFactory,
    "brokerage.PreparedAnswer": brokerage.PreparedAnswerFactory,
    "brokerage.LoggedContact": brokerage.LoggedContactFactory,
    "claims.FundedDay": claims.FundedDayFactory,
    "claims.Claim": claims.approved,
    "claims.Correction": claims.agreed_correction,
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

"""Each list of ours asks the database as often with three hundred rows as with three, and ten times at most."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from brokerage.workflow import RequestStatus
from claims.models import Claim, PaymentRun
from core import clock
from correspondence.models import Document
from influencers.workflow import InterestStatus, NominationStatus
from programmes.models import Event
from schools.models import CalendarPeriod, Person, Role, School
from tests.factories import brokerage, claims, influencers, programmes, schools
from tests.factories.correspondence import queue_letter
from tests.influencers import crowd

pytestmark = pytest.mark.django_db

MOST = 10
# As a SATC lead sees them. The lists of the stock admin are tried beside this, one by one.
LISTS = [
    "influencers:directory",
    "programmes:opportunities",
    "programmes:events",
    "influencers_desk:nominations",
    "influencers_desk:opportunities",
    "influencers_desk:brought_in",
    "influencers_desk:profiles",
    "influencers_desk:events",
    "brokerage_desk:requests",
    "brokerage_desk:quotes",
    "brokerage_desk:pools",
    "brokerage_desk:target_schools",
    "brokerage_desk:invoices",
    "brokerage_desk:reports",
    "claims_desk:claims",
    "claims_desk:days",
    "claims_desk:runs",
    "correspondence_desk:outbox",
    "people:people",
    "people:schools",
    "calendar:periods",
]


def one_of_each():
    """A row for every list."""
    school = schools.SchoolFactory(is_target=True)
    influencers.NominationFactory(status=NominationStatus.CONFIRMED)
    influencers.InterestFactory(status=InterestStatus.SUBMITTED)
    influencers.InfluencerFactory()
    brokerage.SupportRequestFactory(status=RequestStatus.CONFIRMED)
    brokerage.QuoteFactory()
    brokerage.QuoteFactory(status="accepted")
    brokerage.ReportFactory(status="submitted")
    claims.FundedDayFactory(held=True)
    claims.submitted()
    claims.paid_run()
    programmes.PlaceFactory(event=programmes.EventFactory(on=clock.today() + datetime.timedelta(days=9)))
    schools.PostFactory(school=school, role=Role.HEADTEACHER, proven=True)
    CalendarPeriod.objects.create(
        kind="inset", school=school, starts_on=clock.today(), ends_on=clock.today(), name="INSET day"
    )
    queue_letter(series=schools.PersonFactory().email)


def many_more(model, number=300, **unlike):
    """Copies of the model's last row, in one statement; `unlike` gives what has to differ, by the copy's number."""
    like = model.objects.order_by("pk").last()
    fields = [field for field in model._meta.concrete_fields if field.name not in ("id", "reference", "code")]
    values = {field.attname: getattr(like, field.attname) for field in fields}
    different = ({name: make(n) for name, make in unlike.items()} for n in range(number))
    model.objects.bulk_create(model(**values | changed) for changed in different)


def in_days(number):
    return clock.today() + datetime.timedelta(days=number + 1)


def three_hundred_more():
    many_more(School, urn=lambda n: 800001 + n)
    many_more(Person, email=lambda n: f"one{n}@many.example")
    many_more(CalendarPeriod, starts_on=in_days, ends_on=in_days)
    many_more(type(influencers.NominationFactory(status=NominationStatus.VISITED)))
    many_more(type(brokerage.SupportRequestFactory(status=RequestStatus.TRIAGED)))
    many_more(Event)
    many_more(Document, series=lambda n: f"many:{n}", version=lambda n: 1, replaces_id=lambda n: None)
    many_more(Claim)
    many_more(PaymentRun)
    crowd.make(300)


def test_each_list_asks_ten_queries_at_most_whatever_there_is(client):
    client.force_login(schools.lead())

    def asked():
        counts = {}
        for name in LISTS:
            path = reverse(name)
            client.get(path)  # fills the caches that last as long as the process
            with CaptureQueriesContext(connection) as queries:
                assert client.get(path).status_code == 200, name
            counts[name] = len(queries)
        return counts

    for _ in range(3):
        one_of_each()
    three = asked()
    three_hundred_more()

    assert asked() == three
    assert {name: count for name, count in three.items() if count > MOST} == {}

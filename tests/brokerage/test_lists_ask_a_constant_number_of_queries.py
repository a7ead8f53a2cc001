import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from brokerage import waiting
from brokerage.workflow import DeploymentStatus, PlanStatus, ReportStatus
from schools.models import Person
from tests.factories.brokerage import (
    DeploymentFactory,
    OtherVisitFactory,
    PlanFactory,
    ReportFactory,
    SupportRequestFactory,
    VisitFactory,
    school_day,
)
from tests.factories.influencers import InfluencerFactory
from tests.factories.schools import lead, national_lead

pytestmark = pytest.mark.django_db


def queries(act):
    """How many queries `act` asks."""
    with CaptureQueriesContext(connection) as asked:
        act()
    return len(asked)


def at_one_and_three(make, act):
    """The queries that `act` asks after one and after three of what `make` makes."""
    make()
    act()  # fills the caches that last as long as the process
    one = queries(act)
    make()
    make()
    return one, queries(act)


@pytest.mark.parametrize("path", ["/admin/support/?status=all", "/admin/reports/?status=all"])
def test_the_desks_lists(client, path):
    client.force_login(lead())

    one, three = at_one_and_three(lambda: ReportFactory(status=ReportStatus.SUBMITTED), lambda: client.get(path))

    assert one == three


def test_the_list_of_influencers_to_ask(client):
    request = SupportRequestFactory(status="funded")
    client.force_login(lead())

    one, three = at_one_and_three(InfluencerFactory, lambda: client.get(f"/admin/support/{request.reference}/"))

    assert one == three


def test_a_deployments_page(client):
    deployment = PlanFactory(status=PlanStatus.AGREED, deployment__status=DeploymentStatus.ACTIVE).deployment
    client.force_login(deployment.person)

    one, three = at_one_and_three(
        lambda: ReportFactory(visit__deployment=deployment), lambda: client.get(deployment.get_absolute_url())
    )

    assert one == three


def everything_for(influencer, its_lead):
    def make():
        common = {"influencer": influencer, "national_lead": its_lead}
        DeploymentFactory(**common)
        PlanFactory(status=PlanStatus.SHARED, deployment=DeploymentFactory(status=DeploymentStatus.ACCEPTED, **common))
        active = DeploymentFactory(status=DeploymentStatus.ACTIVE, **common)
        ReportFactory(visit__deployment=active, status=ReportStatus.SUBMITTED)
        VisitFactory(deployment=active)
        for on in (school_day(-1), school_day(5)):
            OtherVisitFactory(person=influencer.person, national_lead=its_lead, on=on)
        SupportRequestFactory(status="confirmed", requester_email=influencer.person.email)

    return make


@pytest.mark.parametrize("which", [waiting.waiting_for, waiting.yours])
def test_what_waits_for_an_influencer(which):
    influencer = InfluencerFactory()
    make = everything_for(influencer, national_lead())

    one, three = at_one_and_three(make, lambda: which(Person.objects.get(pk=influencer.person_id)))

    assert one == three


@pytest.mark.parametrize("role", [lead, national_lead])
def test_what_waits_at_the_desk(role):
    person = role()
    make = everything_for(InfluencerFactory(), person if role is national_lead else national_lead())

    one, three = at_one_and_three(make, lambda: waiting.desk_for(Person.objects.get(pk=person.pk)))

    assert one == three

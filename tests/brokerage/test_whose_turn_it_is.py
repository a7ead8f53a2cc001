"""The queue says for whom a request waits, counts them, and shows those of one alone."""

import pytest

from brokerage.models import SupportRequest
from brokerage.turns import Turn, with_turn
from brokerage.workflow import DeploymentStatus, PlanStatus, ReportStatus, RequestStatus
from core.parts import PartOfDay
from tests.brokerage.test_asking_for_support import text
from tests.factories.brokerage import DeploymentFactory, PlanFactory, ReportFactory, SupportRequestFactory
from tests.factories.schools import SchoolFactory, finance, lead

pytestmark = pytest.mark.django_db

ACTIVE = {"status": DeploymentStatus.ACTIVE}
OVER = (RequestStatus.COMPLETED, RequestStatus.REFERRED, RequestStatus.DECLINED, RequestStatus.WITHDRAWN)


def settled():
    """A deployment of one day, whose report is accepted."""
    deployment = DeploymentFactory(**ACTIVE, halves=2)
    ReportFactory(visit__deployment=deployment, visit__part=PartOfDay.WHOLE_DAY, status=ReportStatus.ACCEPTED)
    return deployment


CASES = [
    (lambda: SupportRequestFactory(), Turn.SCHOOL),
    (lambda: SupportRequestFactory(status="confirmed"), Turn.LEAD),
    (lambda: SupportRequestFactory(status="triaged"), Turn.LEAD),
    (lambda: SupportRequestFactory(status="funded"), Turn.LEAD),
    (lambda: DeploymentFactory().request, Turn.INFLUENCER),
    (lambda: PlanFactory(status=PlanStatus.DRAFT).deployment.request, Turn.INFLUENCER),
    (lambda: PlanFactory(status=PlanStatus.SHARED).deployment.request, Turn.SCHOOL),
    (lambda: DeploymentFactory(**ACTIVE).request, Turn.INFLUENCER),
    (lambda: ReportFactory(status=ReportStatus.SUBMITTED).visit.deployment.request, Turn.NATIONAL_LEAD),
    (lambda: settled().request, Turn.NATIONAL_LEAD),
]


@pytest.mark.parametrize(("make", "turn"), CASES)
def test_it_waits_for_one(make, turn):
    request = make()

    assert with_turn(SupportRequest.objects.filter(pk=request.pk)).get().turn == turn


@pytest.mark.parametrize("status", OVER)
def test_what_is_over_waits_for_nobody(status):
    SupportRequestFactory(status=status)

    assert with_turn(SupportRequest.objects.all()).get().turn == ""


def test_the_queue_counts_and_filters(client):
    waits, asked = SupportRequestFactory(status="confirmed"), DeploymentFactory()
    client.force_login(lead())

    page = text(client.get("/admin/support/?turn=influencer"))

    assert '<dt><a href="?turn=lead">for a SATC lead</a></dt><dd>1</dd>' in page
    assert (asked.request.reference in page, waits.reference in page) == (True, False)
    assert str(asked.person) in page


@pytest.mark.parametrize(
    "typed",
    [
        lambda request: request.reference.lower(),
        lambda request: "saint agathas",
        lambda request: request.head_name.upper(),
        lambda request: request.science_leader_email,
    ],
)
def test_a_search_finds_by_reference_school_or_person_whatever_the_state(client, typed):
    wanted = SupportRequestFactory(
        status="declined",
        school=SchoolFactory(name="St Agatha’s Primary School", intensive=True),
        head_name="Zebedee Unlikely",
    )
    other = SupportRequestFactory(status="confirmed")
    client.force_login(lead())

    page = text(client.get("/admin/support/", {"q": typed(wanted)}))

    assert (wanted.reference in page, other.reference in page) == (True, False)


def test_filters_by_national_lead_and_target_school(client):
    one, other = DeploymentFactory(), DeploymentFactory(request__school=SchoolFactory(support_level="intensive"))
    client.force_login(lead())

    def shown(query):
        page = text(client.get(f"/admin/support/?{query}"))
        return [deployment.request.reference in page for deployment in (one, other)]

    assert shown(f"national_lead={other.national_lead.pk}") == [False, True]
    assert shown("target=True") == [True, False]
    assert shown("national_lead=999999") == [True, True]


def test_finance_has_no_queue(client):
    client.force_login(finance())

    assert client.get("/admin/support/").status_code == 404

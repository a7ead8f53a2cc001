"""Rule 7: an influencer's address reaches SATC staff and the parties of their deployment, and nobody else."""

import pytest

from brokerage.workflow import DeploymentStatus, PlanStatus
from tests.factories.brokerage import PlanFactory, ReportFactory
from tests.factories.schools import PersonFactory, SchoolFactory, finance, head_of, lead, national_lead

pytestmark = pytest.mark.django_db


def support(status):
    """A deployment in this status with a shared plan and a sent report, and the people around it."""
    plan = PlanFactory(status=PlanStatus.SHARED, deployment__status=status)
    deployment = plan.deployment
    report = ReportFactory(visit__deployment=deployment, status="submitted")
    people = {
        "influencer": deployment.person,
        "head": deployment.request.head,
        "science leader": deployment.request.science_leader,
        "lead": lead(),
        "national lead": national_lead(),
        "finance": finance(),
        "another school's head": head_of(SchoolFactory()),
        "somebody else": PersonFactory(),
        "nobody": None,
    }
    return deployment, report.visit, people


def pages(deployment, visit):
    request = deployment.request
    return [
        deployment.get_absolute_url(),
        visit.get_absolute_url(),
        f"/deployments/{deployment.reference}/plan/",
        f"/deployments/{deployment.reference}/visits/new/",
        f"/deployments/{deployment.reference}/end/",
        f"/visits/{visit.reference}/cancel/",
        f"/track/{request.reference}/",
        "/support/",
        f"/support/?influencer={deployment.influencer.slug}",
        f"/support/sent/{request.reference}/",
        "/my/",
        "/admin/support/",
        f"/admin/support/{request.reference}/",
        "/admin/reports/",
        f"/admin/reports/{visit.reference}/",
        "/admin/visits/new/",
    ]


def seen_by(client, person, deployment, visit):
    """Everything that this person gets to read."""
    if person:
        client.force_login(person)
    answers = [client.get(page) for page in pages(deployment, visit)]
    client.logout()
    return " ".join(answer.content.decode() for answer in answers)


HEAD, SCHOOL = {"head"}, {"head", "science leader"}
STAFF = {"lead", "national lead"}


@pytest.mark.parametrize(
    ("status", "at_the_school"),
    [
        (DeploymentStatus.PROPOSED, set()),
        (DeploymentStatus.TURNED_DOWN, set()),
        (DeploymentStatus.ENDED_EARLY, set()),
        (DeploymentStatus.ACCEPTED, HEAD),
        (DeploymentStatus.ACTIVE, SCHOOL),
        (DeploymentStatus.COMPLETED, SCHOOL),
    ],
)
def test_the_influencers_address(client, status, at_the_school):
    """The science leader, whom nobody has proven, waits for the head's yes to the plan."""
    deployment, visit, people = support(status)
    influencer = people.pop("influencer")

    readers = {who for who, person in people.items() if influencer.email in seen_by(client, person, deployment, visit)}

    assert readers == STAFF | at_the_school


@pytest.mark.parametrize(
    ("status", "parties"),
    [
        (DeploymentStatus.PROPOSED, set()),
        (DeploymentStatus.ACCEPTED, {"influencer"}),
        (DeploymentStatus.ACTIVE, {"influencer", "science leader"}),
    ],
)
def test_the_heads_address(client, status, parties):
    deployment, visit, people = support(status)
    head = people.pop("head")

    readers = {who for who, person in people.items() if head.email in seen_by(client, person, deployment, visit)}

    assert readers == STAFF | parties


def test_somebody_who_left_the_school_keeps_the_plan_but_not_the_addresses(client):
    deployment, visit, people = support(DeploymentStatus.ACTIVE)
    head_of(deployment.school)
    people["head"].posts.update(ends_on="2025-01-01")

    page = seen_by(client, people["head"], deployment, visit)

    assert "Enquiry is assessed in every class" in page
    assert deployment.person.email not in page

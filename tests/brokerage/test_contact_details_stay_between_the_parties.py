"""Rule 7: an influencer's or a head's address reaches SATC staff and the parties of a deployment, and nobody else."""

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
        "another school’s head": head_of(SchoolFactory()),
        "somebody else": PersonFactory(),
        "nobody": None,
    }
    return deployment, report.visit, people


def pages(deployment, visit):
    """Those about the deployment and its visit, and the lists that name them."""
    request = deployment.request
    return [
        deployment.get_absolute_url(),
        visit.get_absolute_url(),
        f"/deployments/{deployment.reference}/plan/",
        f"/deployments/{deployment.reference}/visits/new/",
        f"/deployments/{deployment.reference}/end/",
        f"/visits/{visit.reference}/cancel/",
        f"/track/{request.reference}/",
        "/my/",
        "/admin/support/",
        f"/admin/support/{request.reference}/",
        "/admin/reports/",
        f"/admin/reports/{visit.reference}/",
        "/admin/visits/new/",
    ]


def pages_of_asking(deployment):
    """What anybody comes to who asks for support; the same whatever becomes of it."""
    influencer, request = deployment.influencer, deployment.request
    return ["/support/", f"/support/?influencer={influencer.slug}", f"/support/sent/{request.reference}/"]


def read(client, person, addresses):
    """Everything that this person gets to read there."""
    if person:
        client.force_login(person)
    answers = [client.get(address) for address in addresses]
    client.logout()
    return " ".join(answer.content.decode() for answer in answers)


def seen_by(client, person, deployment, visit):
    return read(client, person, pages(deployment, visit))


HEAD, SCHOOL = {"head"}, {"head", "science leader"}
INFLUENCER = {"influencer"}
STAFF = {"lead", "national lead"}


@pytest.mark.parametrize(
    ("status", "of_the_influencer", "of_the_head"),
    [
        (DeploymentStatus.PROPOSED, set(), set()),
        (DeploymentStatus.TURNED_DOWN, set(), set()),
        (DeploymentStatus.ENDED_EARLY, set(), set()),
        (DeploymentStatus.ACCEPTED, HEAD, INFLUENCER),
        (DeploymentStatus.ACTIVE, SCHOOL, INFLUENCER | {"science leader"}),
        (DeploymentStatus.COMPLETED, SCHOOL, INFLUENCER | {"science leader"}),
    ],
)
def test_who_reads_an_address(client, status, of_the_influencer, of_the_head):
    """The science leader, whom nobody has proven, waits for the head's yes to the plan."""
    deployment, visit, people = support(status)

    seen = {who: seen_by(client, person, deployment, visit) for who, person in people.items()}

    for whose, parties in (("influencer", of_the_influencer), ("head", of_the_head)):
        readers = {who for who, words in seen.items() if people[whose].email in words} - {whose}
        assert readers == STAFF | parties, whose


def test_nobody_reads_an_address_who_asks_for_support(client):
    deployment, _, people = support(DeploymentStatus.ACTIVE)

    for who in ("somebody else", "nobody"):
        words = read(client, people[who], pages_of_asking(deployment))
        assert [whose for whose in ("influencer", "head") if people[whose].email in words] == [], who


def test_somebody_who_left_the_school_keeps_the_plan_but_not_the_addresses(client):
    deployment, visit, people = support(DeploymentStatus.ACTIVE)
    head_of(deployment.school)
    people["head"].posts.update(ends_on="2025-01-01")

    page = seen_by(client, people["head"], deployment, visit)

    assert "Enquiry is assessed in every class" in page
    assert deployment.person.email not in page

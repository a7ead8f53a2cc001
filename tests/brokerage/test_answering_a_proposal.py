import pytest

from brokerage import services
from brokerage.workflow import DeploymentStatus
from core.exceptions import NotAllowed, TransitionRefused
from core.models import Change
from tests.factories.brokerage import DeploymentFactory, phase_one
from tests.factories.schools import finance, head_of, lead, national_lead
from tests.messages import delivered, queued

pytestmark = pytest.mark.django_db

ANSWERS = {"accept": services.accept_proposal, "turn_down": services.turn_down}
ANSWERED = [
    (answer, status) for answer in ANSWERS for status in DeploymentStatus if status != DeploymentStatus.PROPOSED
]


def test_yes_is_told_to_the_school_and_the_national_lead():
    deployment = DeploymentFactory()
    releasing = head_of(deployment.influencer.school)

    services.accept_proposal(deployment, by=deployment.person)

    deployment.refresh_from_db()
    assert (deployment.status, deployment.request.status) == ("accepted", "matched")
    request = deployment.request
    assert queued() == [
        ("release_asked", releasing.email),
        ("support_agreed", request.head.email),
        ("support_agreed", request.science_leader.email),
        ("proposal_accepted", deployment.national_lead.email),
    ]
    assert [(change.action, change.by) for change in Change.objects.of(deployment)] == [("accept", deployment.person)]


def test_no_address_stands_in_what_is_told():
    deployment = DeploymentFactory()
    people = (deployment.person, deployment.national_lead, deployment.request.head, deployment.request.science_leader)
    head_of(deployment.influencer.school)

    services.accept_proposal(deployment, by=deployment.person)

    mails = delivered()
    assert len(mails) == 4
    assert not [person for person in people for sent in mails if person.email in sent.body]


def test_not_this_time_puts_the_request_back_and_keeps_its_days():
    a_lead, deployment = lead(), DeploymentFactory()

    services.turn_down(deployment, by=deployment.person)

    deployment.refresh_from_db()
    request = deployment.request
    assert (deployment.status, request.status, request.reserved_halves) == ("turned_down", "funded", 5)
    assert phase_one().reserved_halves == 5
    assert ("proposal_turned_down", a_lead.email) in queued()
    assert [(change.action, change.reason) for change in Change.objects.of(deployment)] == [("turn_down", "")]
    assert [change.action for change in Change.objects.of(request)] == ["unmatch"]


def test_after_a_no_another_influencer_can_be_asked(a_lead):
    first = DeploymentFactory()
    services.turn_down(first, by=first.person)

    second = DeploymentFactory(request=first.request)

    assert list(first.request.deployments.live()) == [second]


@pytest.mark.parametrize(("answer", "status"), ANSWERED)
def test_an_answer_is_given_once(answer, status):
    deployment = DeploymentFactory(status=status)

    with pytest.raises(TransitionRefused):
        ANSWERS[answer](deployment, by=deployment.person)

    deployment.refresh_from_db()
    assert deployment.status == status


@pytest.mark.parametrize("answer", ANSWERS)
@pytest.mark.parametrize("who", ["lead", "national lead", "its national lead", "finance", "head"])
def test_nobody_answers_for_the_influencer(answer, who):
    deployment = DeploymentFactory()
    people = {
        "lead": lead,
        "national lead": national_lead,
        "its national lead": lambda: deployment.national_lead,
        "finance": finance,
        "head": lambda: deployment.request.head,
    }

    with pytest.raises(NotAllowed):
        ANSWERS[answer](deployment, by=people[who]())

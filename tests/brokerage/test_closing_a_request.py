import pytest

from brokerage import services
from brokerage.workflow import BEFORE_UNDER_WAY, DeploymentStatus, RequestStatus
from core.exceptions import NotAllowed, Refused, TransitionRefused
from core.models import Change
from tests.factories.brokerage import DeploymentFactory, SupportRequestFactory, phase_one
from tests.factories.schools import lead
from tests.messages import delivered, queued

pytestmark = pytest.mark.django_db

ENDINGS = {
    "refer": (services.refer_request, RequestStatus.REFERRED),
    "decline": (services.decline_request, RequestStatus.DECLINED),
    "withdraw": (services.withdraw_request, RequestStatus.WITHDRAWN),
}
OPEN_TO_ALL_THREE = [(ending, status) for ending in ENDINGS for status in BEFORE_UNDER_WAY]
CLOSED = [
    (ending, status)
    for ending in ENDINGS
    for status in RequestStatus
    if status not in BEFORE_UNDER_WAY and not (ending == "withdraw" and status == RequestStatus.SUBMITTED)
]


@pytest.mark.parametrize(("ending", "status"), OPEN_TO_ALL_THREE)
def test_it_ends_with_its_reason_and_gives_back_what_was_reserved(a_lead, ending, status):
    end, ended = ENDINGS[ending]
    request = SupportRequestFactory(status=status)

    end(request, reason="Another project is nearer", by=a_lead)

    request.refresh_from_db()
    assert (request.status, request.reserved_halves, phase_one().reserved_halves) == (ended, 0, 0)
    change = Change.objects.of(request).get()
    assert (change.action, change.by, change.reason) == (ending, a_lead, "Another project is nearer")


@pytest.mark.parametrize(("ending", "status"), CLOSED)
def test_no_other_status_can_be_ended_so(a_lead, ending, status):
    request = SupportRequestFactory(status=status)

    with pytest.raises(TransitionRefused):
        ENDINGS[ending][0](request, reason="x", by=a_lead)

    request.refresh_from_db()
    assert request.status == status


@pytest.mark.parametrize("ending", ENDINGS)
def test_people_in_other_roles_cannot(not_a_lead, ending):
    with pytest.raises(NotAllowed):
        ENDINGS[ending][0](SupportRequestFactory(status="confirmed"), reason="x", by=not_a_lead)


@pytest.mark.parametrize("ending", ["refer", "decline"])
def test_a_reason_is_needed(a_lead, ending):
    with pytest.raises(Refused, match="Give the reason"):
        ENDINGS[ending][0](SupportRequestFactory(status="confirmed"), reason=" ", by=a_lead)


def test_a_proposal_on_its_way_is_called_off(a_lead):
    deployment = DeploymentFactory()

    services.decline_request(deployment.request, reason="x", by=a_lead)

    deployment.refresh_from_db()
    assert deployment.status == DeploymentStatus.ENDED_EARLY
    assert ("deployment_called_off", deployment.person.email) in queued()
    assert Change.objects.of(deployment).get().action == "end_early"


def test_a_school_that_is_referred_reads_where_and_one_that_is_declined_does_not_read_why(a_lead):
    services.refer_request(SupportRequestFactory(status="confirmed"), reason="The hub in Hanley", by=a_lead)
    services.decline_request(SupportRequestFactory(status="confirmed"), reason="A private matter", by=a_lead)

    referred, declined = delivered()
    assert "The hub in Hanley" in referred.body
    assert "A private matter" not in declined.body


def test_the_sender_withdraws_and_the_leads_are_told():
    a_lead, request = lead(), SupportRequestFactory(status="funded")

    services.withdraw_request(request, by=request.science_leader)

    request.refresh_from_db()
    assert request.status == "withdrawn"
    assert ("request_withdrawn", a_lead.email) in queued()


def test_the_sender_withdraws_by_the_link_before_anybody_knows_them():
    request = SupportRequestFactory()

    services.withdraw_request(request)

    request.refresh_from_db()
    assert (request.status, queued()) == ("withdrawn", [])
    assert Change.objects.of(request).get().by is None


def test_by_the_link_a_confirmed_request_is_withdrawn_in_the_senders_name():
    request = SupportRequestFactory(status="funded")

    services.withdraw_request(request)

    assert Change.objects.of(request).get().by == request.science_leader
    assert phase_one().reserved_halves == 0

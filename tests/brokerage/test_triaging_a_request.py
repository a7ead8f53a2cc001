import pytest

from brokerage import services
from brokerage.workflow import TO_QUOTE, RequestStatus
from core.exceptions import NotAllowed, Refused, TransitionRefused
from core.models import Change
from tests.factories.brokerage import SupportRequestFactory

pytestmark = pytest.mark.django_db

ALLOWED = (RequestStatus.CONFIRMED, *TO_QUOTE)


@pytest.mark.parametrize("status", ALLOWED)
def test_the_school_gets_its_support_level(a_lead, status):
    request = SupportRequestFactory(status=status, school__support_level="universal", school__intensive=False)

    services.triage(request, level="intensive", route="funded", reason="Two new teachers", by=a_lead)

    request.refresh_from_db()
    request.school.refresh_from_db()
    assert (request.status, request.school.support_level) == ("triaged", "intensive")
    changes = [(change.action, change.by, change.reason) for change in Change.objects.of(request)]
    assert changes == [("triage", a_lead, "Funded coaching days. Two new teachers")]
    assert Change.objects.of(request.school).get().action == "support_level_intensive"


@pytest.mark.parametrize("status", [status for status in RequestStatus if status not in ALLOWED])
def test_no_other_status_can_be_triaged(a_lead, status):
    request = SupportRequestFactory(status=status)

    with pytest.raises(TransitionRefused):
        services.triage(request, level="targeted", route="quote", reason="x", by=a_lead)

    request.refresh_from_db()
    assert (request.status, request.school.support_level) == (status, "intensive")


def test_only_a_lead_triages(not_a_lead):
    with pytest.raises(NotAllowed):
        services.triage(
            SupportRequestFactory(status="confirmed"), level="targeted", route="quote", reason="x", by=not_a_lead
        )


@pytest.mark.parametrize(("level", "reason"), [("great", "x"), ("targeted", " ")])
def test_a_known_level_and_a_reason_are_needed(a_lead, level, reason):
    with pytest.raises(Refused):
        services.triage(SupportRequestFactory(status="confirmed"), level=level, route="quote", reason=reason, by=a_lead)


def test_the_lead_proves_the_head_whom_the_request_names(a_lead):
    request = SupportRequestFactory(status="confirmed", proven=False)

    post = services.prove_head(request, by=a_lead)

    assert (post.person, post.proven_by) == (request.head, a_lead)
    assert services.head_for(request) == request.head


def test_nobody_can_be_proven_before_it_is_confirmed(a_lead):
    with pytest.raises(Refused, match="has not been confirmed"):
        services.prove_head(SupportRequestFactory(), by=a_lead)


def test_only_a_lead_proves_a_head(not_a_lead):
    with pytest.raises(NotAllowed):
        services.prove_head(SupportRequestFactory(status="confirmed", proven=False), by=not_a_lead)

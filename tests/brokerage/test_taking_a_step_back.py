"""Back to an earlier state is a transition with its own rule: only the last step, by a lead, soon, with a reason."""

import datetime

import pytest

from brokerage import services
from brokerage.models import SupportRequest
from brokerage.workflow import DeploymentStatus
from core import clock
from core.exceptions import NotAllowed, Refused
from core.models import Change
from tests.brokerage.test_asking_for_support import text
from tests.factories.brokerage import DeploymentFactory, SupportRequestFactory, phase_one
from tests.factories.schools import SchoolFactory
from tests.messages import queued

pytestmark = pytest.mark.django_db

ENDINGS = {
    "refer": services.refer_request,
    "decline": services.decline_request,
    "withdraw": services.withdraw_request,
}


def triaged(by):
    request = SupportRequestFactory(status="confirmed", school=SchoolFactory(support_level="targeted"))
    return services.triage(request, level="intensive", route="funded", reason="New team", by=by)


def undone(request, by):
    services.undo(request, reason="The wrong school", by=by)
    return SupportRequest.objects.select_related("school").get(pk=request.pk)


def test_a_level_goes_back_to_what_it_was(a_lead):
    request = undone(triaged(a_lead), a_lead)

    assert (request.status, request.school.support_level) == ("confirmed", "targeted")
    last = Change.objects.of(request).last()
    assert (last.action, last.by, last.reason) == ("untriage", a_lead, "The wrong school")


def test_a_level_that_somebody_has_set_since_stays(a_lead):
    request, other = triaged(a_lead), SupportRequestFactory(status="confirmed")
    other.school = request.school
    other.save()
    services.triage(other, level="universal", route="quote", reason="Looked again", by=a_lead)

    assert undone(request, a_lead).school.support_level == "universal"


def test_a_reservation_goes_back_to_the_pool(a_lead):
    request = services.fund(triaged(a_lead), pool=phase_one(), halves=5, by=a_lead)

    assert undone(request, a_lead).status == "triaged"
    assert (phase_one().reserved_halves, request.reserved_halves) == (0, 0)


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize(
    ("status", "back"), [("confirmed", "confirmed"), ("triaged", "triaged"), ("funded", "triaged")]
)
def test_an_ending_is_opened_again_and_the_school_is_told(a_lead, ending, status, back):
    request = SupportRequestFactory(status=status)
    ENDINGS[ending](request, reason="x", by=a_lead)

    request = undone(request, a_lead)

    assert (request.status, request.referral_kind, request.referral_words) == (back, "", "")
    assert (request.reserved_halves, phase_one().reserved_halves) == (0, 0)
    assert ("request_reopened", request.requester.email) in queued()


def test_one_that_was_never_confirmed_stays_withdrawn(a_lead):
    request = services.withdraw_request(SupportRequestFactory(), reason="x", by=a_lead)

    with pytest.raises(Refused, match="never confirmed"):
        services.undo(request, reason="x", by=a_lead)


def test_what_the_school_did_itself_is_not_ours_to_undo(a_lead):
    request = SupportRequestFactory(status="funded")
    services.withdraw_request(request, by=request.science_leader)

    with pytest.raises(Refused, match="The school withdrew it itself"):
        services.undo(request, reason="x", by=a_lead)


def test_only_the_last_step_is_undone_and_not_a_match(a_lead):
    request = DeploymentFactory().request

    with pytest.raises(Refused, match="can’t be undone"):
        services.undo(request, reason="x", by=a_lead)


def test_not_after_ten_working_days(a_lead):
    request = triaged(a_lead)

    with clock.moved_to(clock.now() + datetime.timedelta(days=30)), pytest.raises(Refused, match="10 working days"):
        services.undo(request, reason="x", by=a_lead)


def test_a_level_that_was_set_twice_is_set_again_instead(a_lead):
    request = services.triage(triaged(a_lead), level="universal", route="quote", reason="x", by=a_lead)

    with pytest.raises(Refused, match="more than once"):
        services.undo(request, reason="x", by=a_lead)


def test_a_reason_is_needed(a_lead):
    with pytest.raises(Refused, match="Give the reason"):
        services.undo(triaged(a_lead), reason=" ", by=a_lead)


def test_only_a_lead_takes_a_step_back(a_lead, not_a_lead):
    request = triaged(a_lead)

    with pytest.raises(NotAllowed):
        services.undo(request, reason="x", by=not_a_lead)


def test_the_brokering_page_offers_it_while_it_is_safe(client, a_lead):
    request, matched = triaged(a_lead), DeploymentFactory().request
    client.force_login(a_lead)

    def offers(one):
        return "Undo the last step" in text(client.get(f"/admin/support/{one.reference}/"))

    assert (offers(request), offers(matched)) == (True, False)
    client.post(f"/admin/support/{request.reference}/undo/", {"undo-reason": "The wrong school"})
    request.refresh_from_db()
    assert request.status == "confirmed"


def test_a_proposal_is_taken_back_from_the_brokering_page(client, a_lead):
    deployment = DeploymentFactory()
    client.force_login(a_lead)
    url = f"/admin/support/{deployment.request.reference}/"
    assert "Take the proposal back" in text(client.get(url))

    client.post(f"{url}end/", {"end-reason": "Asked the wrong person"})
    refused = text(client.post(f"{url}end/", {"end-reason": "Again"}))

    deployment.refresh_from_db()
    assert (deployment.status, deployment.request.__class__.objects.get().status) == (
        DeploymentStatus.ENDED_EARLY,
        "funded",
    )
    assert "there is nothing to end" in refused

import pytest

from core.exceptions import NotAllowed, TransitionRefused
from core.models import Change
from influencers import services
from influencers.workflow import NominationStatus
from tests.factories.influencers import NominationFactory
from tests.factories.schools import PersonFactory
from tests.messages import queued

pytestmark = pytest.mark.django_db

OVER = {NominationStatus.ACCEPTED, NominationStatus.DECLINED, NominationStatus.WITHDRAWN}


@pytest.mark.parametrize("status", [status for status in NominationStatus if status not in OVER])
def test_the_sender_withdraws_it_before_it_is_accepted(status):
    nomination = services.withdraw_nomination(NominationFactory(status=status))

    assert nomination.status == "withdrawn"
    change = Change.objects.of(nomination).last()
    assert (change.action, change.from_status, change.by) == ("withdraw", status, None)


@pytest.mark.parametrize("status", OVER)
def test_afterwards_it_cannot_be_withdrawn(status):
    nomination = NominationFactory(status=status)

    with pytest.raises(TransitionRefused):
        services.withdraw_nomination(nomination)

    nomination.refresh_from_db()
    assert nomination.status == status


def test_the_leads_are_told_of_one_that_they_knew(a_lead):
    services.withdraw_nomination(NominationFactory(status=NominationStatus.CONFIRMED))

    assert queued() == [("nomination_withdrawn", a_lead.email)]


def test_nobody_is_told_of_one_that_was_never_confirmed(a_lead):
    services.withdraw_nomination(NominationFactory())

    assert queued() == []


def test_a_lead_withdraws_it_for_the_sender(a_lead):
    nomination = NominationFactory(status=NominationStatus.CONFIRMED)

    services.withdraw_nomination(nomination, by=a_lead, reason="The head rang.")

    assert Change.objects.of(nomination).last().reason == "The head rang."
    assert queued() == []


def test_the_head_and_the_helper_withdraw_it_when_signed_in():
    for sender in ("head_email", "helper_email"):
        nomination = NominationFactory(helper_email="office@school.example")
        person = PersonFactory(email=getattr(nomination, sender))
        assert services.withdraw_nomination(nomination, by=person).status == "withdrawn"


def test_nobody_else_withdraws_it(not_a_lead):
    with pytest.raises(NotAllowed):
        services.withdraw_nomination(NominationFactory(), by=not_a_lead)

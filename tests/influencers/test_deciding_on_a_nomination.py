import pytest

from core.exceptions import NotAllowed, Refused, TransitionRefused
from core.models import Change
from influencers import services
from influencers.models import ExpressionOfInterest
from influencers.workflow import NominationStatus
from tests.factories.influencers import InfluencerFactory, InterestFactory, NominationFactory
from tests.factories.programmes import weekday
from tests.messages import delivered, queued

pytestmark = pytest.mark.django_db


def defer(nomination, **said):
    return services.defer_nomination(nomination, back_on=weekday(30), **said)


DECISIONS = {
    "accept": services.accept_nomination,
    "defer": defer,
    "decline": services.decline_nomination,
}
EVERY_DECISION = pytest.mark.parametrize("decide", DECISIONS.values(), ids=DECISIONS)


def visited():
    return NominationFactory(status=NominationStatus.VISITED)


def test_accepting_invites_the_nominee(a_lead):
    nomination = visited()

    interest = services.accept_nomination(nomination, by=a_lead, reason="A star.")

    nomination.refresh_from_db()
    assert (nomination.status, interest.status) == ("accepted", "invited")
    assert (interest.person, interest.school) == (nomination.nominee, nomination.school)
    assert queued() == [
        ("interest_invited", nomination.nominee_email),
        ("nomination_accepted", nomination.head_email),
    ]
    assert f"http://127.0.0.1:8000/eoi/{interest.reference}/" in delivered()[0].body


def test_accepting_proves_the_nominees_post_since_the_lead_has_met_them(a_lead):
    nomination = visited()

    services.accept_nomination(nomination, by=a_lead)

    post = nomination.nominee.posts.get()
    assert (post.role, post.school, post.proven_by) == ("science_leader", nomination.school, a_lead)


def test_accepting_is_recorded_for_the_nomination_and_for_the_interest(a_lead):
    nomination = visited()

    interest = services.accept_nomination(nomination, by=a_lead, reason="A star.")

    change = Change.objects.of(nomination).last()
    assert (change.action, change.by, change.reason) == ("accept", a_lead, "A star.")
    change = Change.objects.of(interest).get()
    assert (change.action, change.to_status, change.by) == ("invite", "invited", a_lead)


def test_somebody_who_is_an_influencer_already_is_not_invited(a_lead):
    nomination = visited()
    InfluencerFactory(person=nomination.nominee)

    with pytest.raises(Refused, match="is a science influencer already"):
        services.accept_nomination(nomination, by=a_lead)


def test_somebody_who_was_invited_already_is_not_invited_again(a_lead):
    nomination = visited()
    InterestFactory(person=nomination.nominee)

    with pytest.raises(Refused, match="has been invited already"):
        services.accept_nomination(nomination, by=a_lead)

    assert ExpressionOfInterest.objects.filter(nomination=nomination).count() == 0


def test_a_lead_does_not_accept_their_own_nomination(a_lead):
    nomination = NominationFactory(status=NominationStatus.VISITED, nominee=a_lead)

    with pytest.raises(Refused, match="Nobody proves their own post"):
        services.accept_nomination(nomination, by=a_lead)


def test_deferring_tells_the_head_why(a_lead):
    nomination = defer(visited(), by=a_lead, reason="An inspection this term.")

    assert nomination.status == "deferred"
    assert queued() == [("nomination_deferred", nomination.head_email)]
    assert "An inspection this term." in delivered()[0].body


def test_declining_is_kind_and_keeps_its_reason_private(a_lead):
    nomination = services.decline_nomination(visited(), by=a_lead, reason="Is leaving the city.")

    assert nomination.status == "declined"
    assert queued() == [("nomination_declined", nomination.head_email)]
    assert "leaving" not in delivered()[0].body
    assert Change.objects.of(nomination).last().reason == "Is leaving the city."


@pytest.mark.parametrize("decide", [defer, services.decline_nomination])
def test_a_decision_against_needs_a_reason(decide, a_lead):
    nomination = visited()

    with pytest.raises(Refused, match="Give a reason"):
        decide(nomination, by=a_lead, reason="  ")

    nomination.refresh_from_db()
    assert nomination.status == "visited"


@EVERY_DECISION
@pytest.mark.parametrize("status", [status for status in NominationStatus if status != NominationStatus.VISITED])
def test_only_a_visited_nomination_is_decided(decide, status, a_lead):
    nomination = NominationFactory(status=status)

    with pytest.raises(TransitionRefused):
        decide(nomination, by=a_lead, reason="Because.")

    nomination.refresh_from_db()
    assert nomination.status == status


@EVERY_DECISION
def test_only_a_lead_decides(decide, not_a_lead):
    with pytest.raises(NotAllowed):
        decide(visited(), by=not_a_lead, reason="Because.")

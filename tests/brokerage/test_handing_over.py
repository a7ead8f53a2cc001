import pytest

from brokerage import services
from brokerage.models import Deployment, Objective, PlanAction
from brokerage.workflow import GOING_ON, DeploymentStatus, PlanStatus, ReportStatus
from core.exceptions import NotAllowed, Refused, TransitionRefused
from core.models import Change
from tests.at_once import at_once
from tests.brokerage.test_asking_for_support import text
from tests.factories.brokerage import DeploymentFactory, PlanFactory, ReportFactory, VisitFactory, phase_one, school_day
from tests.factories.influencers import InfluencerFactory
from tests.factories.schools import lead, national_lead
from tests.messages import queued

pytestmark = pytest.mark.django_db


def under_way():
    """2.5 days, of which one is reported and accepted, a morning waits for its report, and a day is to come."""
    deployment = PlanFactory(status=PlanStatus.AGREED, deployment__status=DeploymentStatus.ACTIVE).deployment
    report = ReportFactory(visit__deployment=deployment, visit__on=school_day(-9), status=ReportStatus.SUBMITTED)
    services.accept_report(report, by=deployment.national_lead)
    VisitFactory(deployment=deployment, on=school_day(-2), part="morning")
    VisitFactory(deployment=deployment, on=school_day(6))
    return deployment


def hand_over(deployment, **fields):
    fields = {"reason": "A new post in January", "kind": "peer", "halves": 2, "why": "They have met"} | fields
    fields.setdefault("influencer", None)
    people = {
        "influencer": fields.pop("influencer") or InfluencerFactory(),
        "national_lead": deployment.national_lead,
        "by": fields.pop("by", None) or lead(),
    }
    return services.hand_over(deployment, **people, **fields)


def test_the_days_that_are_left_go_on_with_somebody_else():
    first, follower, by = under_way(), InfluencerFactory(), lead()

    second = hand_over(first, influencer=follower, by=by)

    first.refresh_from_db()
    request = first.request
    request.refresh_from_db()
    assert (first.status, second.status, request.status) == ("ended_early", "proposed", "matched")
    assert (second.person, second.halves, request.reserved_halves) == (follower.person, 2, 3)
    assert [visit.status for visit in first.visits.all()] == ["took_place", "planned", "cancelled"]
    assert Change.objects.of(first).last().action == "hand_over"
    assert Change.objects.of(first).last().reason == "A new post in January"
    assert {kind for kind, _ in queued()} >= {"support_handed_over", "deployment_proposed"}
    assert ("support_handed_over", request.head.email) in queued()


def test_visits_that_were_made_are_still_reported_on_and_charged():
    first = under_way()
    hand_over(first)
    visit = first.visits.get(part="morning")

    report = ReportFactory(visit=visit, status=ReportStatus.SUBMITTED)
    services.accept_report(report, by=first.national_lead)

    pool = phase_one()
    assert (pool.reserved_halves, pool.used_halves) == (2, 3)


def test_the_plan_goes_along_as_a_draft_and_a_new_version():
    first = under_way()

    second = hand_over(first)

    assert (second.plan.version, second.plan.status) == (first.plan.version + 1, "draft")
    texts = Objective.objects.filter(plan=second.plan).values_list("text", flat=True)
    assert list(texts) == list(first.plan.objectives.values_list("text", flat=True))
    assert PlanAction.objects.filter(objective__plan=second.plan).count() == 1


def test_the_school_agrees_again_and_the_support_goes_on():
    second = hand_over(under_way())
    services.accept_proposal(second, by=second.person)
    plan = services.share_plan(second.plan, by=second.person)

    services.answer_plan(plan, by=second.request.head, answer="yes")

    second.refresh_from_db()
    assert (second.status, second.request.status) == ("active", "under_way")


def test_if_the_next_one_cannot_the_request_is_matched_again_with_its_days():
    second = hand_over(under_way())

    services.turn_down(second, by=second.person)

    second.request.refresh_from_db()
    assert (second.request.status, services.halves_available(second.request)) == ("funded", 2)


def test_withdrawn_then_only_what_still_waits_for_a_report_stays_reserved():
    second = hand_over(under_way())

    services.withdraw_request(second.request, by=lead(), reason="The school closes")

    assert second.request.reserved_halves == 1


def test_no_more_days_than_are_left():
    first = under_way()

    with pytest.raises(Refused, match="1 day is reserved, bought or given"):
        hand_over(first, halves=3)

    first.refresh_from_db()
    assert (first.status, first.visits.filter(status="cancelled").count()) == ("active", 0)


def test_not_to_whoever_has_it_now():
    first = under_way()

    with pytest.raises(Refused, match="has this support now"):
        hand_over(first, influencer=first.influencer)


def test_the_reason_is_owed():
    with pytest.raises(Refused, match="Give the reason"):
        hand_over(under_way(), reason=" ")


def test_only_a_lead_hands_over(not_a_lead):
    with pytest.raises(NotAllowed):
        hand_over(DeploymentFactory(status=DeploymentStatus.ACTIVE), by=not_a_lead)


@pytest.mark.parametrize("status", [status for status in DeploymentStatus if status not in GOING_ON])
def test_only_what_goes_on_is_handed_over(status):
    with pytest.raises(TransitionRefused):
        hand_over(DeploymentFactory(status=status))


@pytest.mark.needs("PostgreSQL")
@pytest.mark.django_db(transaction=True)
def test_two_leads_who_hand_over_at_once_ask_one_influencer():
    first = DeploymentFactory(status=DeploymentStatus.ACTIVE)
    pairs = [(lead(), InfluencerFactory()) for _ in range(2)]

    done, refused = at_once(lambda pair: hand_over(first, by=pair[0], influencer=pair[1]), pairs)

    assert list(Deployment.objects.live()) == done
    assert len(refused) == 1
    assert "can’t be handed over to another influencer now" in refused[0]


def test_a_lead_hands_over_on_its_page(client):
    first, follower = under_way(), InfluencerFactory(person__name="Fern Follower")
    client.force_login(lead())
    url = f"{first.get_absolute_url()}hand-over/"

    page = text(client.get(url))
    assert "1 day can go to somebody else" in page
    assert "Fern Follower" in page
    sent = {"kind": "peer", "influencer": follower.pk, "national_lead": national_lead().pk, "halves": "2"}
    assert "Give the reason." in text(client.post(url, sent))
    response = client.post(url, sent | {"reason": "A new post", "form_key": "2b1c6e1c-4a57-4d0b-9d54-3c2a6e3a0001"})

    assert response.status_code == 302
    assert Deployment.objects.live().get().person == follower.person


def reopened(by):
    """Handed over, then declined with a morning still to report on, and opened again by the lead."""
    first = under_way()
    hand_over(first, by=by)
    request = services.decline_request(first.request, reason="The school asked us to stop", by=by)
    return first, services.undo(request, reason="It was another school", by=by)


def test_opened_again_it_keeps_only_what_waits_for_a_report_and_gives_that_back_when_nothing_comes():
    by = lead()
    first, request = reopened(by)
    assert (request.status, request.reserved_halves, phase_one().reserved_halves) == ("triaged", 1, 1)

    services.cancel_visit(first.visits.get(part="morning"), reason="It never was", by=by)

    assert (request.reserved_halves, phase_one().reserved_halves) == (0, 0)


def test_opened_again_it_can_have_days_of_its_own_beside_what_waits_for_a_report():
    by = lead()
    first, request = reopened(by)

    request = services.fund(request, pool=phase_one(), halves=4, by=by)
    services.cancel_visit(first.visits.get(part="morning"), reason="It never was", by=by)

    assert request.status == "funded"
    assert services.halves_available(request) == 5


def test_taking_back_that_reservation_leaves_what_waits_for_a_report():
    by = lead()
    _, request = reopened(by)
    request = services.fund(request, pool=phase_one(), halves=4, by=by)

    request = services.undo(request, reason="Too many", by=by)

    assert (request.reserved_halves, phase_one().reserved_halves) == (1, 1)

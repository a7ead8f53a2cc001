import pytest

from brokerage import services
from brokerage.workflow import DeploymentStatus, ReportStatus
from core.exceptions import NotAllowed, Refused, TransitionRefused
from core.models import Change
from tests.factories.brokerage import DeploymentFactory, PlanFactory, ReportFactory, VisitFactory, phase_one, school_day
from tests.factories.schools import PersonFactory, finance, lead, national_lead
from tests.messages import queued

pytestmark = pytest.mark.django_db

LIVE = (DeploymentStatus.PROPOSED, DeploymentStatus.ACCEPTED, DeploymentStatus.ACTIVE)


def with_an_accepted_report():
    report = ReportFactory(status=ReportStatus.SUBMITTED)
    services.accept_report(report, by=report.visit.national_lead)
    return report.visit.deployment


def test_complete_gives_back_what_was_not_used():
    deployment = with_an_accepted_report()
    by = deployment.national_lead

    services.complete(deployment, by=by)

    deployment.refresh_from_db()
    pool, request = phase_one(), deployment.request
    request.refresh_from_db()
    assert (deployment.status, request.status) == ("completed", "completed")
    assert (pool.reserved_halves, pool.used_halves) == (0, 2)
    assert [(change.action, change.by) for change in Change.objects.of(deployment)] == [("complete", by)]
    told = [address for kind, address in queued() if kind == "support_completed"]
    assert told == [request.head.email, request.science_leader.email, deployment.person.email]


def test_a_lead_may_complete_it_too(a_lead):
    assert services.complete(with_an_accepted_report(), by=a_lead).status == "completed"


@pytest.mark.parametrize("make", [national_lead, finance, PersonFactory])
def test_nobody_else_ends_it(make):
    deployment = DeploymentFactory(status=DeploymentStatus.ACTIVE)

    with pytest.raises(NotAllowed):
        services.complete(deployment, by=make())
    with pytest.raises(NotAllowed):
        services.end_early(deployment, reason="x", by=make())


def test_not_even_the_influencer_ends_it():
    deployment = DeploymentFactory(status=DeploymentStatus.ACTIVE)

    with pytest.raises(NotAllowed):
        services.complete(deployment, by=deployment.person)


def test_every_visit_needs_an_accepted_report_first():
    deployment = with_an_accepted_report()
    VisitFactory(deployment=deployment, on=school_day(3))

    with pytest.raises(Refused, match="1 of its visits still has no accepted report"):
        services.complete(deployment, by=deployment.national_lead)


def test_what_never_began_is_not_completed():
    deployment = DeploymentFactory(status=DeploymentStatus.ACTIVE)

    with pytest.raises(Refused, match="No visit has been made yet"):
        services.complete(deployment, by=deployment.national_lead)


@pytest.mark.parametrize("status", [status for status in DeploymentStatus if status != DeploymentStatus.ACTIVE])
def test_only_active_support_is_completed(status):
    deployment = DeploymentFactory(status=status)

    with pytest.raises(TransitionRefused):
        services.complete(deployment, by=deployment.national_lead)

    deployment.refresh_from_db()
    assert deployment.status == status


@pytest.mark.parametrize("status", [DeploymentStatus.PROPOSED, DeploymentStatus.ACCEPTED])
def test_before_it_was_active_its_request_is_matched_again(a_lead, status):
    deployment = DeploymentFactory(status=status)

    services.end_early(deployment, reason="A better match", by=a_lead)

    deployment.refresh_from_db()
    assert (deployment.status, deployment.request.status) == ("ended_early", "funded")
    assert phase_one().reserved_halves == 5
    assert queued() == [("support_ended_early", deployment.person.email)]


def test_active_support_keeps_days_for_visits_already_made_and_gives_back_the_rest(a_lead):
    deployment = DeploymentFactory(status=DeploymentStatus.ACTIVE)
    made, to_come = VisitFactory(deployment=deployment), VisitFactory(deployment=deployment, on=school_day(3))

    services.end_early(deployment, reason="Illness", by=a_lead)

    for row in (deployment, deployment.request, made, to_come):
        row.refresh_from_db()
    assert (deployment.status, deployment.request.status) == ("ended_early", "completed")
    assert (made.status, to_come.status) == ("planned", "cancelled")
    assert phase_one().reserved_halves == 2
    report = ReportFactory(visit=made, status=ReportStatus.SUBMITTED)
    services.accept_report(report, by=made.national_lead)
    assert (phase_one().reserved_halves, phase_one().used_halves) == (0, 2)


def test_the_school_is_told_only_if_it_has_seen_a_plan(a_lead):
    plan = PlanFactory()
    deployment = plan.deployment

    services.end_early(deployment, reason="Illness", by=a_lead)

    request = deployment.request
    assert [address for _, address in queued()] == [
        deployment.person.email,
        request.head.email,
        request.science_leader.email,
    ]


@pytest.mark.parametrize("status", [status for status in DeploymentStatus if status not in LIVE])
def test_what_has_ended_does_not_end_again(status):
    with pytest.raises(TransitionRefused):
        services.end_early(DeploymentFactory(status=status), reason="x", by=lead())


def test_a_reason_is_needed():
    deployment = DeploymentFactory()

    with pytest.raises(Refused, match="Give the reason"):
        services.end_early(deployment, reason=" ", by=deployment.national_lead)

import pytest

from brokerage import services, waiting
from brokerage.models.plan import Answer
from brokerage.workflow import DeploymentStatus, PlanStatus, ReportStatus, RequestStatus
from core import clock
from core.working_days import after_working_days
from tests.factories.brokerage import (
    DeploymentFactory,
    OtherVisitFactory,
    PlanFactory,
    ReportFactory,
    SupportRequestFactory,
    VisitFactory,
    school_day,
)
from tests.factories.schools import finance, lead

pytestmark = pytest.mark.django_db


def texts(found):
    return [item.text for item in found]


def urls(found):
    return [item.url for item in found]


def test_a_proposal_waits_for_the_influencer_and_for_nobody_else():
    deployment = DeploymentFactory()

    found = waiting.waiting_for(deployment.person)

    assert (texts(found), urls(found)) == (
        ["Say whether you can support this school"],
        [deployment.get_absolute_url()],
    )
    assert waiting.waiting_for(deployment.request.head) == []


def test_after_the_yes_the_plan_waits():
    deployment = DeploymentFactory(status=DeploymentStatus.ACCEPTED)

    assert urls(waiting.waiting_for(deployment.person)) == [f"/deployments/{deployment.reference}/plan/"]
    plan = PlanFactory(deployment=deployment)
    assert texts(waiting.waiting_for(deployment.person)) == ["Finish the action plan and share it with the school"]
    services.share_plan(plan, by=deployment.person)
    assert waiting.waiting_for(deployment.person) == []


def test_a_shared_plan_waits_for_each_seat_without_an_answer():
    plan = PlanFactory(status=PlanStatus.SHARED)
    request = plan.deployment.request

    for person in (request.head, request.science_leader):
        assert urls(waiting.waiting_for(person)) == [f"{plan.deployment.get_absolute_url()}#plan"]


def test_a_comment_waits_for_the_influencer():
    plan = PlanFactory(status=PlanStatus.SHARED)
    plan.seats.filter(seat="head").update(answer=Answer.COMMENT, answered_at=clock.now())

    assert texts(waiting.waiting_for(plan.deployment.person)) == [
        "Read the comment on the action plan, and change the plan if you agree"
    ]
    assert waiting.waiting_for(plan.deployment.request.head) == []


def active(**fields):
    return PlanFactory(status=PlanStatus.AGREED, deployment__status=DeploymentStatus.ACTIVE, **fields).deployment


def test_days_wait_to_be_planned():
    deployment = active()

    assert texts(waiting.waiting_for(deployment.person)) == ["Plan the first visit (2.5 days to plan)"]
    VisitFactory(deployment=deployment, on=school_day(5))
    assert texts(waiting.waiting_for(deployment.person)) == ["Plan the next visit (1.5 days to plan)"]


def test_a_visit_that_has_come_waits_for_its_report_before_anything_else():
    visit = VisitFactory(deployment=active())

    assert urls(waiting.waiting_for(visit.person))[0] == visit.get_absolute_url()


def test_a_returned_report_waits_for_its_author():
    report = ReportFactory(visit__deployment=active(), status=ReportStatus.RETURNED)

    assert texts(waiting.waiting_for(report.author))[0].startswith("Change your report on the visit of ")


def test_a_day_without_a_deployment_waits_for_its_report():
    visit = OtherVisitFactory()

    assert urls(waiting.waiting_for(visit.person)) == [visit.get_absolute_url()]


def test_support_that_is_over_waits_for_nobody_but_whoever_has_a_visit_to_report():
    deployment = DeploymentFactory(status=DeploymentStatus.ENDED_EARLY)
    assert waiting.waiting_for(deployment.person) == []

    visit = VisitFactory(deployment=deployment)

    assert urls(waiting.waiting_for(deployment.person)) == [visit.get_absolute_url()]


@pytest.mark.parametrize("status", [RequestStatus.CONFIRMED, RequestStatus.TRIAGED, RequestStatus.FUNDED])
def test_requests_wait_for_a_lead(status):
    request = SupportRequestFactory(status=status)

    assert urls(waiting.desk_for(lead())) == [f"/admin/support/{request.reference}/"]
    assert waiting.desk_for(finance()) == []


@pytest.mark.parametrize("status", [RequestStatus.SUBMITTED, RequestStatus.MATCHED, RequestStatus.DECLINED])
def test_other_requests_wait_for_somebody_else(status):
    SupportRequestFactory(status=status)

    assert waiting.desk_for(lead()) == []


def test_a_report_waits_for_its_own_national_lead_and_after_five_working_days_for_others():
    report = ReportFactory(status=ReportStatus.SUBMITTED)
    url = f"/admin/reports/{report.visit.reference}/"

    assert url in urls(waiting.desk_for(report.visit.national_lead))
    assert waiting.desk_for(lead()) == []
    with clock.moved_to(after_working_days(report.submitted_at.date(), 5)):
        assert urls(waiting.desk_for(lead())) == [url]


def test_support_whose_reports_are_all_accepted_waits_to_be_completed():
    deployment = active(deployment__halves=2)
    report = ReportFactory(visit__deployment=deployment, status=ReportStatus.SUBMITTED)
    services.accept_report(report, by=deployment.national_lead)

    assert urls(waiting.desk_for(deployment.national_lead)) == [deployment.get_absolute_url()]


def test_what_is_theirs():
    deployment = DeploymentFactory(status=DeploymentStatus.ACCEPTED)
    day = OtherVisitFactory(person=deployment.person, on=school_day(5))

    assert urls(waiting.yours(deployment.person)) == [deployment.get_absolute_url(), day.get_absolute_url()]
    assert urls(waiting.yours(deployment.request.science_leader)) == [
        deployment.request.get_absolute_url(),
        deployment.get_absolute_url(),
    ]
    assert urls(waiting.yours(deployment.request.head)) == [deployment.get_absolute_url()]
    assert waiting.yours(deployment.national_lead) == []


def complete(deployment):
    VisitFactory(deployment=deployment, on=school_day(-2))
    report = ReportFactory(visit=deployment.visits.get(), status=ReportStatus.SUBMITTED)
    services.accept_report(report, by=deployment.national_lead)
    return services.complete(deployment, by=deployment.national_lead)


def test_at_the_end_the_science_leader_is_asked_once_how_confident_they_feel_now():
    plan = PlanFactory(status=PlanStatus.AGREED, deployment__status=DeploymentStatus.ACTIVE)
    leader, asked = (
        plan.deployment.request.science_leader,
        "Say how confident you feel now, beside how it was at the start",
    )
    assert asked not in texts(waiting.waiting_for(leader))

    complete(plan.deployment)
    assert asked in texts(waiting.waiting_for(leader))
    assert asked not in texts(waiting.waiting_for(plan.deployment.request.head))
    services.rate_confidence(plan, ratings=dict.fromkeys(plan.objectives.all(), 4), by=leader)

    assert asked not in texts(waiting.waiting_for(leader))

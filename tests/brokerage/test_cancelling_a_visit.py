import pytest

from brokerage import services
from brokerage.workflow import DeploymentStatus, VisitStatus
from core.exceptions import NotAllowed, Refused, TransitionRefused
from core.models import Change
from tests.factories.brokerage import DeploymentFactory, OtherVisitFactory, VisitFactory, phase_one
from tests.factories.schools import PersonFactory, finance, lead, national_lead
from tests.messages import queued

pytestmark = pytest.mark.django_db


def test_everybody_else_is_told_why():
    visit = VisitFactory()

    services.cancel_visit(visit, by=visit.person, reason="Inspection")

    visit.refresh_from_db()
    request = visit.deployment.request
    assert visit.status == "cancelled"
    assert queued() == [
        ("visit_cancelled", visit.person.email),  # for the calendar
        ("visit_cancelled", request.head.email),
        ("visit_cancelled", request.science_leader.email),
        ("visit_cancelled", visit.national_lead.email),
    ]
    change = Change.objects.of(visit).get()
    assert (change.action, change.by, change.reason) == ("cancel", visit.person, "Inspection")


def test_a_day_without_a_deployment_concerns_two():
    visit = OtherVisitFactory()

    services.cancel_visit(visit, by=visit.national_lead, reason="Snow")

    assert queued() == [("visit_cancelled", visit.person.email)]


@pytest.mark.parametrize("status", [VisitStatus.TOOK_PLACE, VisitStatus.CANCELLED])
def test_only_a_planned_visit_can_be_cancelled(status):
    visit = VisitFactory(status=status)

    with pytest.raises(TransitionRefused):
        services.cancel_visit(visit, by=visit.person, reason="x")


@pytest.mark.parametrize("who", ["lead", "its national lead"])
def test_staff_who_have_the_overview_may(who):
    visit = VisitFactory()

    services.cancel_visit(visit, by=lead() if who == "lead" else visit.national_lead, reason="x")

    visit.refresh_from_db()
    assert visit.status == "cancelled"


@pytest.mark.parametrize("make", [national_lead, finance, PersonFactory])
def test_nobody_else_may(make):
    with pytest.raises(NotAllowed):
        services.cancel_visit(VisitFactory(), by=make(), reason="x")


def test_a_reason_is_needed():
    visit = VisitFactory()

    with pytest.raises(Refused, match="Give the reason"):
        services.cancel_visit(visit, by=visit.person, reason=" ")


def test_after_the_end_its_days_go_back_to_the_pool():
    deployment = DeploymentFactory(status=DeploymentStatus.ACTIVE)
    visit = VisitFactory(deployment=deployment)
    services.end_early(deployment, reason="Illness", by=deployment.national_lead)
    assert phase_one().reserved_halves == 2

    services.cancel_visit(visit, by=visit.person, reason="It never took place")

    assert phase_one().reserved_halves == 0

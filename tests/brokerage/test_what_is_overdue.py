"""Each rule of brokerage/overdue.py holds from its day on, and not the day before."""

import pytest

from brokerage import overdue, services
from brokerage.models import SupportRequest
from brokerage.workflow import DeploymentStatus, PlanStatus, ReportStatus
from core import clock
from core.workflow import record
from core.working_days import after_working_days
from tests.brokerage.test_asking_for_support import text
from tests.factories.brokerage import (
    DeploymentFactory,
    PlanFactory,
    ReleaseFactory,
    ReportFactory,
    SupportRequestFactory,
    VisitFactory,
)
from tests.factories.schools import lead, national_lead

pytestmark = pytest.mark.django_db


def touched(request, action):
    """The request, whose last change is of today."""
    record(request, action, by=lead())
    return request


def under_way(**fields):
    return DeploymentFactory(status=DeploymentStatus.ACTIVE, **fields)


CASES = {
    "unread": lambda: touched(SupportRequestFactory(status="confirmed"), "confirm"),
    "undecided": lambda: touched(SupportRequestFactory(status="triaged"), "triage"),
    "unmatched": lambda: touched(SupportRequestFactory(status="funded"), "fund"),
    "unanswered": lambda: DeploymentFactory().request,
    "unreleased": lambda: ReleaseFactory().deployment.request,
    "plan_unanswered": lambda: PlanFactory(status=PlanStatus.SHARED).deployment.request,
    "report_unread": lambda: ReportFactory(status=ReportStatus.SUBMITTED).visit.deployment.request,
    "unreported": lambda: VisitFactory(on=clock.today()).deployment.request,
    "unplanned": lambda: touched(DeploymentFactory(status=DeploymentStatus.ACCEPTED).request, "match"),
}


def overdue_on(request, date):
    with clock.moved_to(date):
        return overdue.with_overdue(SupportRequest.objects.filter(pk=request.pk)).get().overdue


def test_every_rule_is_tried():
    assert set(CASES) == set(overdue.WORDS)


@pytest.mark.parametrize("rule", overdue.RULES, ids=lambda rule: rule.key)
def test_a_rule_holds_from_its_day_on(rule):
    request = CASES[rule.key]()
    due = after_working_days(clock.today(), rule.working_days)
    before = after_working_days(clock.today(), rule.working_days - 1)

    assert (overdue_on(request, before), overdue_on(request, due)) == ("", rule.key)


def test_what_is_done_is_not_overdue(a_lead):
    request = CASES["unread"]()
    later = after_working_days(clock.today(), 20)

    with clock.moved_to(later):
        services.decline_request(request, reason="x", by=a_lead)

    assert overdue_on(request, later) == ""


def test_the_queue_says_so_and_shows_it_alone(client):
    late, fresh = DeploymentFactory().request, SupportRequestFactory(status="confirmed")
    client.force_login(national_lead())

    with clock.moved_to(after_working_days(clock.today(), 5)):
        page = text(client.get("/admin/support/?late=yes"))

    assert "the influencer hasn’t answered for 5 working days" in page
    assert (late.reference in page, fresh.reference in page) == (True, False)

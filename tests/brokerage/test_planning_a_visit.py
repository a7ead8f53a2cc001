import datetime

import pytest

from brokerage import services
from brokerage.models import Visit
from brokerage.workflow import DeploymentStatus, VisitStatus
from core import clock
from core.exceptions import NotAllowed, Refused
from core.models import Change
from core.parts import PartOfDay
from tests.factories.brokerage import DeploymentFactory, VisitFactory, school_day
from tests.factories.schools import PersonFactory, finance, lead, national_lead
from tests.messages import queued

pytestmark = pytest.mark.django_db
ONE_WEEK = datetime.timedelta(days=7)


def active(**fields):
    return DeploymentFactory(status=DeploymentStatus.ACTIVE, **fields)


def plan(deployment, **fields):
    day = {"on": school_day(7), "part": PartOfDay.MORNING, "purpose": "Meet the staff", "by": deployment.person}
    return services.plan_visit(deployment, **day | fields)


def test_the_school_is_told_of_the_day():
    deployment = active()

    visit = plan(deployment)

    assert (visit.status, visit.kind, visit.person, visit.school, visit.national_lead) == (
        "planned",
        "coaching",
        deployment.person,
        deployment.school,
        deployment.national_lead,
    )
    request = deployment.request
    assert queued() == [("visit_planned", request.head.email), ("visit_planned", request.science_leader.email)]
    assert [(change.action, change.by) for change in Change.objects.of(visit)] == [("plan", deployment.person)]


@pytest.mark.parametrize("who", ["lead", "its national lead"])
def test_its_national_lead_or_a_lead_may_plan_it_too(who):
    deployment = active()

    assert plan(deployment, by=lead() if who == "lead" else deployment.national_lead).status == "planned"


@pytest.mark.parametrize("who", ["another national lead", "finance", "somebody else", "head"])
def test_nobody_else_plans_it(who):
    deployment = active()
    people = {
        "another national lead": national_lead,
        "finance": finance,
        "somebody else": PersonFactory,
        "head": lambda: deployment.request.head,
    }

    with pytest.raises(NotAllowed):
        plan(deployment, by=people[who]())


@pytest.mark.parametrize("status", [status for status in DeploymentStatus if status != DeploymentStatus.ACTIVE])
def test_only_active_support_has_visits(status):
    with pytest.raises(Refused, match="once the head has agreed the action plan"):
        plan(DeploymentFactory(status=status))


def next_weekday(number):
    """The next date with this weekday, Monday being 0."""
    today = clock.today()
    return today + datetime.timedelta(days=(number - today.weekday()) % 7 or 7)


@pytest.mark.parametrize(("number", "day"), [(5, "a Saturday"), (6, "a Sunday")])
def test_a_weekend_is_refused(number, day):
    with pytest.raises(Refused, match=f"is {day}"):
        plan(active(), on=next_weekday(number))


def test_a_bank_holiday_is_refused():
    with clock.moved_to(datetime.date(2026, 11, 2)), pytest.raises(Refused, match="is a bank holiday"):
        plan(active(), on=datetime.date(2026, 12, 25))


def test_the_past_is_refused():
    with pytest.raises(Refused, match="has passed"):
        plan(active(), on=clock.today() - datetime.timedelta(days=1))


def test_more_than_a_year_ahead_is_refused():
    with pytest.raises(Refused, match="more than a year away"):
        plan(active(), on=school_day(400))


@pytest.mark.parametrize("part", [PartOfDay.TWILIGHT, "night"])
def test_a_school_releases_nobody_for_a_twilight(part):
    with pytest.raises(Refused, match="Choose a morning"):
        plan(active(), part=part)


def test_no_more_days_than_were_agreed():
    deployment = active()
    for week in (1, 2):
        plan(deployment, on=school_day(7 * week), part=PartOfDay.WHOLE_DAY)

    with pytest.raises(Refused, match=r"2\.5 days was agreed, and only half a day is left to plan"):
        plan(deployment, on=school_day(21), part=PartOfDay.WHOLE_DAY)
    plan(deployment, on=school_day(21), part=PartOfDay.AFTERNOON)
    with pytest.raises(Refused, match="all of it is planned"):
        plan(deployment, on=school_day(28))

    assert Visit.objects.count() == 3


def test_a_cancelled_visits_days_can_be_planned_again():
    deployment = active(halves=2)
    visit = plan(deployment, part=PartOfDay.WHOLE_DAY)

    services.cancel_visit(visit, by=deployment.person, reason="Inspection")

    assert plan(deployment, part=PartOfDay.WHOLE_DAY).status == "planned"


@pytest.mark.parametrize(
    ("first", "second", "clash"),
    [
        ("morning", "morning", True),
        ("morning", "afternoon", False),
        ("whole_day", "afternoon", True),
        ("afternoon", "whole_day", True),
    ],
)
def test_nobody_is_in_two_schools_at_once(first, second, clash):
    other = VisitFactory(on=school_day(7), part=first)
    deployment = active(influencer=other.deployment.influencer)

    if clash:
        with pytest.raises(Refused, match="Choose another time"):
            plan(deployment, part=second)
    else:
        assert plan(deployment, part=second).status == "planned"


def test_a_cancelled_visit_is_in_nobodys_way():
    other = VisitFactory(on=school_day(7), status=VisitStatus.CANCELLED)

    assert plan(active(influencer=other.deployment.influencer)).status == "planned"

import datetime

import pytest
from icalendar import Calendar

from brokerage import services
from brokerage.models import Visit
from brokerage.workflow import DeploymentStatus, VisitStatus
from core import clock
from core.exceptions import NotAllowed, Refused
from core.models import Change
from core.parts import PartOfDay
from tests.factories.brokerage import DeploymentFactory, VisitFactory, school_day
from tests.factories.schools import PersonFactory, finance, lead, national_lead
from tests.messages import delivered, queued

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
    assert queued() == [
        ("your_visit_planned", visit.person.email),
        ("visit_planned", request.head.email),
        ("visit_planned", request.science_leader.email),
    ]
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


NOT_GOING_ON = set(DeploymentStatus) - {DeploymentStatus.ACTIVE, DeploymentStatus.ACCEPTED}


@pytest.mark.parametrize("status", sorted(NOT_GOING_ON))
def test_only_support_that_goes_on_has_visits(status):
    with pytest.raises(Refused, match="between the influencer’s yes and the end"):
        plan(DeploymentFactory(status=status))


def test_half_a_day_may_be_for_writing_the_plan_before_the_head_agrees_it():
    deployment = DeploymentFactory(status=DeploymentStatus.ACCEPTED)
    with pytest.raises(Refused, match="there is one half-day, for writing it"):
        plan(deployment, part=PartOfDay.WHOLE_DAY)

    visit = plan(deployment)

    assert (visit.part, deployment.halves_open) == ("morning", 0)
    with pytest.raises(Refused, match="there is one half-day, for writing it"):
        plan(deployment, on=school_day(14))


def test_it_comes_for_the_calendars_of_its_three_parties():
    deployment = active()

    visit = plan(deployment)

    assert len(delivered()) == 3
    for mail in delivered():
        [(name, file, kind)] = mail.attachments
        event = Calendar.from_ical(file).walk("VEVENT")[0]
        assert (name, kind) == ("calendar.ics", "text/calendar; method=REQUEST")
        assert event["uid"].startswith(f"{visit.reference}.")
        assert (event["sequence"], event.decoded("dtstart").date()) == (0, visit.on)


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

"""The portal looks up what whoever decides on a claim would: each thing is in order, or to be looked at."""

import datetime

import pytest

from brokerage.models import Deployment
from claims import services
from claims.checks import checks_of, unusual
from claims.models import Budget, FundingSource
from core.working_days import ONE_DAY
from programmes.models import Attendance
from schools.models import CalendarPeriod
from tests.claims.reading import queries, text_of
from tests.factories.brokerage import VisitFactory
from tests.factories.claims import (
    AcceptanceFactory,
    AttendanceFactory,
    FundedDayFactory,
    approved,
    influencer_at,
    submitted,
    working_day,
)
from tests.factories.schools import SchoolFactory, lead, national_lead

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def wide_window():
    services.set_policy(window_months=60, spot_check_percent=0, by=lead())


def usual(days=1, **fields):
    """A claim of somebody whose post is proven."""
    person, school = influencer_at()
    return submitted(person=person, school=school, days=days, **fields)


def found(claim):
    return [check.words for check in unusual(checks_of([claim])[claim.pk])]


def date_of(claim):
    return claim.lines.get().day.on


def test_where_all_is_in_order_nothing_is_unusual_and_each_thing_is_said():
    claim = usual()

    checks = checks_of([claim])[claim.pk]

    assert [check.is_ok for check in checks] == [True] * 5
    assert checks[0].url.startswith("/admin/reports/VIS-")
    assert checks[-1].words == "CPD fund, 2025-26: no budget is set, so there is none to go by"


def test_an_attendance_leads_to_its_event():
    attendance = AttendanceFactory()
    claim = submitted(person=attendance.person, acceptance=None, attendance=attendance)

    first = checks_of([claim])[claim.pk][0]

    assert first.url == f"/admin/events/{attendance.place.event.reference}/"
    Attendance.objects.update(taken_back_by=lead(), taken_back_at=datetime.datetime.now(datetime.UTC))
    assert not checks_of([claim])[claim.pk][0].is_ok


def test_a_post_that_nobody_has_proven_is_to_be_looked_at():
    claim = submitted()

    assert found(claim) == [f"{_long(claim)}: no proven post at {claim.school} that day"]


def _long(claim):
    return f"{date_of(claim):%A} {date_of(claim).day} {date_of(claim):%B %Y}"


def test_a_late_claim_is_to_be_looked_at():
    claim = usual()
    services.set_policy(window_months=1, spot_check_percent=0, by=lead())

    assert found(claim) == [f"{_long(claim)}: claimed later than 1 month afterwards"]


def test_a_budget_that_would_be_overspent_is_to_be_looked_at_counting_what_is_approved():
    source, by = FundingSource.objects.cpd_fund(), lead()
    Budget.objects.create(source=source, year=2025, amount_pence=30000, set_by=by)
    claim = usual()
    assert checks_of([claim])[claim.pk][-1].words == "CPD fund, 2025-26: £100.00 of the budget would be left"

    approved(first=60)

    assert found(claim) == ["CPD fund, 2025-26: £100.00 more than the budget would be spent"]


def test_more_days_than_were_agreed_are_to_be_looked_at():
    person, school = influencer_at()
    visit = VisitFactory(person=person, on=working_day(3), status="took_place")
    acceptance = AcceptanceFactory(visit=visit)
    Deployment.objects.update(halves=1)
    day = FundedDayFactory(person=person, school=school, on=visit.on, acceptance=acceptance)
    [claim] = services.submit_claims(person=person, days=[day], by=person)

    assert found(claim) == [f"{_long(claim)}: 1 day of support accepted, and half a day agreed"]


@pytest.mark.parametrize("kind", ["holiday", "inset"])
@pytest.mark.parametrize("whose", ["the school", "its authority", "England"])
def test_a_day_on_which_the_school_was_closed_is_to_be_looked_at(kind, whose):
    claim = usual()
    of = {"the school": {"school": claim.school}, "its authority": {"la_code": claim.school.la_code}, "England": {}}
    CalendarPeriod.objects.create(kind=kind, starts_on=date_of(claim), ends_on=date_of(claim), **of[whose])
    CalendarPeriod.objects.create(
        kind=kind, starts_on=date_of(claim) - ONE_DAY, ends_on=date_of(claim), school=SchoolFactory()
    )

    words = "in the school holidays" if kind == "holiday" else "an INSET day"
    assert found(claim) == [f"{_long(claim)} was {words}"]


def test_a_weekend_is_to_be_looked_at():
    person, school = influencer_at()
    day = FundedDayFactory(person=person, school=school, on=datetime.date(2025, 9, 6))
    [claim] = services.submit_claims(person=person, days=[day], by=person)

    assert found(claim) == ["Saturday 6 September 2025 was a Saturday"]


def test_they_cost_the_same_for_one_claim_and_for_many(client, django_assert_max_num_queries):
    a_lead = lead()
    first = usual()
    few = queries(client, a_lead, "/admin/claims/")
    more = [usual(days=2, first=n) for n in range(1, 4)]

    assert queries(client, a_lead, "/admin/claims/") == few
    with django_assert_max_num_queries(10):
        checks_of([first, *more])


def test_the_desk_says_what_is_unusual_and_the_claims_page_lists_it_all(client):
    plain, odd = usual(), submitted(first=40)
    client.force_login(national_lead())

    desk = text_of(client.get("/admin/claims/"))
    page = text_of(client.get(f"/admin/claims/{odd.reference}/"))

    assert "Nothing unusual" in desk
    assert f"no proven post at {odd.school}" in desk
    assert "Look at this" in page
    assert "report accepted by" in page
    assert plain.reference in desk

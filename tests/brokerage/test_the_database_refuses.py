"""What no service would write, the database refuses too: each CHECK and partial unique index of brokerage."""

import datetime

import pytest
from django.utils import timezone

from brokerage.models import (
    ActionPlan,
    CoachingPool,
    Deployment,
    Invoice,
    PlanSeat,
    PoolEntry,
    Quote,
    ReportAcceptance,
    SupportRequest,
    Visit,
    VisitReport,
)
from brokerage.workflow import PlanStatus, ReportStatus
from core import clock
from tests.factories.brokerage import (
    DeploymentFactory,
    PlanFactory,
    PoolFactory,
    QuoteFactory,
    ReportFactory,
    SupportRequestFactory,
    VisitFactory,
)
from tests.factories.schools import lead
from tests.refusing import refuses

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "values", [{"reserved_halves": 21}, {"used_halves": 21}, {"reserved_halves": 11, "used_halves": 10}]
)
def test_a_pool_that_is_over_committed(values):
    refuses("pool_never_over_committed", CoachingPool, PoolFactory(total_halves=20).pk, **values)


def test_a_pool_that_ends_before_it_starts():
    pool = PoolFactory()

    refuses("pool_ends_after_it_starts", CoachingPool, pool.pk, ends_on=pool.starts_on - datetime.timedelta(days=1))


@pytest.mark.parametrize("level", ["universal", "targeted"])
def test_days_of_the_pool_for_a_school_that_is_not_intensive(level):
    entry = SupportRequestFactory(status="funded").pool_entries.get()

    refuses("pool_serves_intensive_schools_only", PoolEntry, entry.pk, support_level=level)


def test_a_status_that_nobody_knows():
    report = ReportFactory(status=ReportStatus.SUBMITTED)
    visit, deployment = report.visit, report.visit.deployment
    plan = PlanFactory(deployment=deployment)
    for name, row in (
        ("request_status_known", deployment.request),
        ("deployment_status_known", deployment),
        ("plan_status_known", plan),
        ("visit_status_known", visit),
        ("report_status_known", report),
    ):
        refuses(name, type(row), row.pk, status="wizard")


@pytest.mark.parametrize("missing", ["head", "science_leader", "confirmed_at"])
def test_half_a_confirmation(missing):
    request = SupportRequestFactory(status="confirmed")

    refuses("request_confirmation_whole", SupportRequest, request.pk, **{missing: None})


def test_a_request_that_goes_on_unconfirmed():
    refuses("request_confirmed_first", SupportRequest, SupportRequestFactory().pk, status="triaged")


@pytest.mark.parametrize("field", ["requester_email", "head_email", "science_leader_email"])
def test_an_address_in_capitals(field):
    refuses("request_emails_lower_case", SupportRequest, SupportRequestFactory().pk, **{field: "Sam@school.example"})


def test_a_second_live_deployment_for_one_request():
    first = DeploymentFactory()
    second = DeploymentFactory(request=first.request, status="turned_down")

    for status in ("proposed", "accepted", "active"):
        refuses("deployment_one_live_a_request", Deployment, second.pk, status=status)


def test_a_deployment_of_no_days():
    refuses("deployment_has_days", Deployment, DeploymentFactory().pk, halves=0)


def test_an_influencer_who_is_their_own_national_lead():
    deployment, visit = DeploymentFactory(), VisitFactory()

    refuses("deployment_led_by_another", Deployment, deployment.pk, national_lead=deployment.person)
    refuses("visit_led_by_another", Visit, visit.pk, national_lead=visit.person)


def test_two_plans_of_one_version():
    plan = PlanFactory()
    other = PlanFactory(deployment=plan.deployment, version=2)

    refuses("plan_version_once", ActionPlan, other.pk, version=1)


def test_a_seat_taken_twice():
    plan = PlanFactory(status=PlanStatus.SHARED)

    refuses("plan_seat_once", PlanSeat, plan.seats.first().pk, seat="influencer")


@pytest.mark.parametrize("values", [{"answer": "yes"}, {"answered_at": timezone.now()}])
def test_half_an_answer(values):
    seat = PlanFactory(status=PlanStatus.SHARED).seats.get(seat="head")

    refuses("plan_seat_answer_whole", PlanSeat, seat.pk, **values)


def test_a_visit_in_the_evening():
    refuses("visit_in_school_hours", Visit, VisitFactory().pk, part="twilight")


def test_coaching_without_a_deployment():
    refuses("visit_coaching_has_deployment", Visit, VisitFactory().pk, deployment=None)


def test_a_report_that_goes_on_without_being_sent():
    refuses("report_submitted_first", VisitReport, ReportFactory().pk, status="accepted")


def test_two_reports_of_one_visit():
    report, other = ReportFactory(), ReportFactory()

    refuses("brokerage_visitreport_visit_id", VisitReport, other.pk, visit=report.visit)


def test_an_author_who_accepts_their_own_report():
    report = ReportFactory(status=ReportStatus.SUBMITTED)
    acceptance = ReportAcceptance.objects.create(report=report, author=report.author, accepted_by=lead(), halves=2)

    refuses("report_accepted_by_another", ReportAcceptance, acceptance.pk, accepted_by=report.author)


def test_two_acceptances_of_one_report():
    report, other = ReportFactory(), ReportFactory()
    for one in (report, other):
        ReportAcceptance.objects.create(report=one, author=one.author, accepted_by=lead(), halves=2)

    refuses("report_acceptance_stands_once", ReportAcceptance, other.acceptance.pk, report=report)


def test_a_deployment_on_a_quote_that_nobody_accepted():
    for route in ("quote", "both"):
        refuses("deployment_quote_accepted_first", Deployment, DeploymentFactory().pk, route=route)


def test_a_state_that_its_route_does_not_lead_to():
    for name, values in (
        ("request_route_known", {"route": "barter"}),
        ("request_funded_by_its_route", {"status": "funded", "route": "quote"}),
        ("request_quoted_by_its_route", {"status": "quoted", "route": "funded"}),
        ("request_matched_has_route", {"status": "matched", "route": ""}),
        ("request_goodwill_by_its_route", {"goodwill_halves": 2}),
    ):
        refuses(name, SupportRequest, SupportRequestFactory(status="triaged").pk, **values)


def test_a_quote_that_does_not_add_up():
    quote = QuoteFactory()
    for name, values in (
        ("quote_total", {"total_pence": 1}),
        ("quote_rate_even", {"pence_per_day": 30001, "total_pence": 60002}),
        ("quote_delivers_something", {"delivery_halves": 0, "total_pence": 0}),
        ("quote_extras_whole", {"extras": "Magnets"}),
        ("quote_status_known", {"status": "lost"}),
    ):
        refuses(name, Quote, quote.pk, **values)


def test_two_quotes_that_stand_for_one_request():
    quote = QuoteFactory()
    other = QuoteFactory(request=quote.request, status="replaced")

    refuses("quote_one_stands_a_request", Quote, other.pk, status="sent")


def test_an_invoice_whose_state_and_dates_differ():
    invoice, today = QuoteFactory(status="accepted").acceptance.invoice, clock.today()
    for name, values in (
        ("invoice_raised_has_date", {"status": "raised"}),
        ("invoice_raising_whole", {"number": "F 1"}),
        ("invoice_received_has_date", {"received_on": today}),
        ("invoice_positive", {"amount_pence": 0}),
        ("invoice_status_known", {"status": "lost"}),
    ):
        refuses(name, Invoice, invoice.pk, **values)


def test_a_report_charged_in_part():
    report = ReportFactory(status=ReportStatus.SUBMITTED)
    acceptance = ReportAcceptance.objects.create(report=report, author=report.author, accepted_by=lead(), halves=2)

    refuses("report_charged_whole_or_not_at_all", ReportAcceptance, acceptance.pk, pool_halves=1)

"""Nothing is deployed before it is settled who pays, nor beyond it; each half-day is charged once (ADR 0017)."""

import pytest

from brokerage import services
from brokerage.models import Deployment
from brokerage.workflow import DeploymentStatus
from claims.models import FundedDay
from core.exceptions import NotAllowed, Refused, TransitionRefused
from tests.factories.brokerage import (
    DeploymentFactory,
    QuoteFactory,
    ReportFactory,
    SupportRequestFactory,
    VisitFactory,
    phase_one,
)
from tests.factories.influencers import InfluencerFactory
from tests.factories.schools import lead, national_lead

pytestmark = pytest.mark.django_db


def propose(request, halves):
    return services.propose(
        request,
        influencer=InfluencerFactory(),
        national_lead=national_lead(),
        kind="champion",
        halves=halves,
        by=lead(),
        why="They know the school.",
    )


def both(reserved=1, delivery_halves=4):
    """An intensive school of which a part is reserved, and the rest quoted for and accepted."""
    return QuoteFactory(
        status="accepted",
        request__route="both",
        request__reserved=reserved,
        request__school__support_level="intensive",
        delivery_halves=delivery_halves,
    ).request


def active(request, halves):
    acceptance = request.quotes.get().acceptance if request.is_quoted_for else None
    type(request).objects.filter(pk=request.pk).update(status="under_way")
    request.refresh_from_db()
    return DeploymentFactory(
        request=request, halves=halves, status=DeploymentStatus.ACTIVE, quote_acceptance=acceptance
    )


def accept_report(deployment, part="whole_day", **fields):
    visit = VisitFactory(deployment=deployment, part=part, **fields)
    report = ReportFactory(visit=visit, status="submitted")
    return services.accept_report(report, by=deployment.national_lead)


@pytest.mark.parametrize("status", ["sent", "declined", "expired"])
def test_nobody_is_asked_on_a_quote_that_is_not_accepted(status):
    with pytest.raises(TransitionRefused):
        propose(QuoteFactory(status=status).request, 2)

    assert not Deployment.objects.exists()


def test_a_deployment_stands_on_the_acceptance_of_the_quote_and_within_its_days():
    request = QuoteFactory(status="accepted").request

    with pytest.raises(Refused, match="2 days is reserved, bought or given"):
        propose(request, 5)
    deployment = propose(request, 4)

    assert (deployment.route, deployment.quote_acceptance) == ("quote", request.quotes.get().acceptance)


def test_part_of_each_adds_up_and_is_charged_to_the_pool_first():
    request = both(reserved=1, delivery_halves=4)
    assert services.halves_available(request) == 5
    deployment = active(request, 5)

    first, second = accept_report(deployment), accept_report(deployment)

    assert [(each.pool_halves, each.quote_halves) for each in (first, second)] == [(1, 1), (0, 2)]
    assert services.halves_available(request) == 1
    pool = phase_one()
    assert (pool.reserved_halves, pool.used_halves) == (0, 1)
    assert FundedDay.objects.count() == 2


def test_more_than_was_bought_is_not_charged():
    deployment = active(QuoteFactory(status="accepted", delivery_halves=1).request, 2)

    with pytest.raises(Refused, match="half a day is still reserved or bought"):
        accept_report(deployment)


def test_after_not_this_time_a_quoted_request_comes_back_with_its_quote_accepted():
    deployment = propose(QuoteFactory(status="accepted").request, 4)

    services.turn_down(deployment, by=deployment.person)

    deployment.request.refresh_from_db()
    assert deployment.request.status == "quote_accepted"
    assert propose(deployment.request, 4)


def test_goodwill_is_given_reported_on_and_paid_to_nobody(a_lead):
    request = SupportRequestFactory(status="triaged", route="goodwill", school__support_level="universal")
    request = services.give(request, halves=3, by=a_lead)
    assert (request.status, services.halves_available(request)) == ("funded", 3)
    deployment = active(request, 3)

    acceptance = accept_report(deployment)

    assert (acceptance.pool_halves, acceptance.quote_halves, acceptance.makes_a_funded_day) == (0, 0, False)
    assert not FundedDay.objects.exists()
    assert services.halves_available(request) == 1


def test_goodwill_needs_its_route_some_days_and_a_lead(a_lead, not_a_lead):
    request = SupportRequestFactory(status="triaged", route="goodwill")

    with pytest.raises(Refused, match="not one of goodwill"):
        services.give(SupportRequestFactory(status="triaged", route="quote"), halves=2, by=a_lead)
    with pytest.raises(Refused, match="at least half a day"):
        services.give(request, halves=0, by=a_lead)
    with pytest.raises(NotAllowed):
        services.give(request, halves=2, by=not_a_lead)


def test_visits_that_an_ended_deployment_has_to_settle_are_not_given_to_another():
    request = both(reserved=1, delivery_halves=4)
    deployment = active(request, 5)
    VisitFactory(deployment=deployment)
    Deployment.objects.filter(pk=deployment.pk).update(status=DeploymentStatus.ENDED_EARLY)

    assert services.halves_available(request) == 3

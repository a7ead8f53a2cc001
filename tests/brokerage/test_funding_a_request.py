import datetime

import pytest

from brokerage import services
from brokerage.models import PoolEntry
from brokerage.workflow import RequestStatus
from core import clock
from core.exceptions import NotAllowed, Refused, TransitionRefused
from core.models import Change
from tests.factories.brokerage import PoolFactory, SupportRequestFactory, phase_one

pytestmark = pytest.mark.django_db


def triaged(**fields):
    return SupportRequestFactory(status=RequestStatus.TRIAGED, **fields)


def test_half_days_are_reserved_and_written_down_beside_the_counters(a_lead):
    pool, request = PoolFactory(), triaged()

    services.fund(request, pool=pool, halves=5, by=a_lead)

    pool.refresh_from_db()
    request.refresh_from_db()
    assert (pool.reserved_halves, pool.used_halves, pool.left_halves) == (5, 0, 15)
    assert (request.status, request.reserved_halves) == ("funded", 5)
    entry = PoolEntry.objects.get(request=request)
    assert (entry.reserved_change, entry.used_change, entry.support_level, entry.by) == (5, 0, "intensive", a_lead)
    assert Change.objects.of(request).get().reason == f"2.5 days of {pool.name}"


def test_phase_one_has_35_days():
    assert phase_one().total_halves == 70


@pytest.mark.parametrize("level", ["universal", "targeted"])
def test_only_intensive_schools_are_funded(a_lead, level):
    pool, request = PoolFactory(), triaged(school__support_level=level, school__intensive=False)

    with pytest.raises(Refused, match="for intensive schools only"):
        services.fund(request, pool=pool, halves=2, by=a_lead)

    pool.refresh_from_db()
    request.refresh_from_db()
    assert (pool.reserved_halves, request.status) == (0, "triaged")


def test_more_than_is_left_is_refused_with_the_figures(a_lead):
    pool = PoolFactory(total_halves=4)

    with pytest.raises(Refused, match=r"has 2 days left, and you asked for 2\.5 days"):
        services.fund(triaged(), pool=pool, halves=5, by=a_lead)


@pytest.mark.parametrize("halves", [0, -2])
def test_less_than_half_a_day_is_refused(a_lead, halves):
    with pytest.raises(Refused, match="at least half a day"):
        services.fund(triaged(), pool=PoolFactory(), halves=halves, by=a_lead)


def test_a_pool_that_is_over_is_refused(a_lead):
    pool = PoolFactory(ends_on=clock.today() - datetime.timedelta(days=1))

    with pytest.raises(Refused, match="ended on"):
        services.fund(triaged(), pool=pool, halves=2, by=a_lead)


@pytest.mark.parametrize("status", [status for status in RequestStatus if status != RequestStatus.TRIAGED])
def test_only_a_triaged_request_can_be_funded(a_lead, status):
    request = SupportRequestFactory(status=status)

    with pytest.raises(TransitionRefused):
        services.fund(request, pool=PoolFactory(), halves=2, by=a_lead)

    request.refresh_from_db()
    assert request.status == status


def test_only_a_lead_reserves(not_a_lead):
    with pytest.raises(NotAllowed):
        services.fund(triaged(), pool=PoolFactory(), halves=2, by=not_a_lead)

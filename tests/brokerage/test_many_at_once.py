"""Whatever is pressed at the same moment, from real connections: the pool and the reports keep their rules."""

import pytest

from brokerage import services
from brokerage.models import Deployment, PoolEntry, ReportAcceptance, Visit
from brokerage.workflow import DeploymentStatus, ReportStatus, RequestStatus
from core.models import Change
from tests.at_once import at_once
from tests.factories.brokerage import (
    DeploymentFactory,
    ReportFactory,
    SupportRequestFactory,
    phase_one,
    school_day,
)
from tests.factories.influencers import InfluencerFactory
from tests.factories.schools import lead, national_lead

# What migrations wrote (roles, the pool) is put back after each of these tests.
pytestmark = [pytest.mark.needs("PostgreSQL"), pytest.mark.django_db(transaction=True, serialized_rollback=True)]

MANY = 20


def test_twenty_reservations_never_take_more_than_35_days():
    a_lead, pool = lead(), phase_one()
    requests = [SupportRequestFactory(status=RequestStatus.TRIAGED) for _ in range(MANY)]

    done, refused = at_once(lambda request: services.fund(request, pool=pool, halves=5, by=a_lead), requests)

    pool.refresh_from_db()
    assert (len(done), pool.reserved_halves, pool.left_halves) == (14, 70, 0)
    assert refused == ["Phase one has nothing left, and you asked for 2.5 days. Reserve fewer days."] * 6
    assert PoolEntry.objects.reserved_halves() == 70
    assert sorted(request.status for request in requests if request.refresh_from_db() is None) == (
        ["funded"] * 14 + ["triaged"] * 6
    )


def test_twenty_reservations_for_one_request_are_one():
    a_lead, pool, request = lead(), phase_one(), SupportRequestFactory(status=RequestStatus.TRIAGED)

    done, refused = at_once(lambda _: services.fund(request, pool=pool, halves=5, by=a_lead), range(MANY))

    pool.refresh_from_db()
    assert (len(done), len(refused), pool.reserved_halves) == (1, MANY - 1, 5)


def test_two_leads_who_ask_at_once_ask_one_influencer():
    request, its_lead = SupportRequestFactory(status=RequestStatus.FUNDED), national_lead()
    pairs = [(lead(), InfluencerFactory()) for _ in range(2)]

    done, refused = at_once(
        lambda pair: services.propose(
            request, influencer=pair[1], national_lead=its_lead, kind="champion", halves=5, by=pair[0]
        ),
        pairs,
    )

    assert list(Deployment.objects.live()) == done
    assert len(refused) == 1
    assert "can't be matched with an influencer now" in refused[0]


def test_a_report_accepted_twice_at_once_is_accepted_once():
    report = ReportFactory(status=ReportStatus.SUBMITTED)
    reader = report.visit.national_lead

    done, refused = at_once(lambda _: services.accept_report(report, by=reader), range(MANY))

    assert list(ReportAcceptance.objects.all()) == done
    assert len(refused) == MANY - 1
    pool = phase_one()
    assert (pool.reserved_halves, pool.used_halves) == (3, 2)
    assert [change.action for change in Change.objects.of(report)] == ["accept"]


def test_visits_planned_at_once_keep_within_the_days_agreed():
    deployment = DeploymentFactory(status=DeploymentStatus.ACTIVE)
    dates = [school_day(7 * (week + 1)) for week in range(8)]

    done, refused = at_once(
        lambda on: services.plan_visit(deployment, on=on, part="whole_day", purpose="", by=deployment.person), dates
    )

    assert (len(done), len(refused), Visit.objects.count()) == (2, 6, 2)


def test_yes_and_not_this_time_at_once_are_one_answer():
    deployment = DeploymentFactory()
    answers = [services.accept_proposal, services.turn_down]

    done, refused = at_once(lambda answer: answer(deployment, by=deployment.person), answers)

    assert (len(done), len(refused)) == (1, 1)
    assert Change.objects.of(deployment).count() == 1

"""Whatever is pressed at the same moment, from real connections: the pool and the reports keep their rules."""

import pytest

from brokerage import services
from brokerage.models import Deployment, Invoice, PoolEntry, QuoteAcceptance, ReportAcceptance, Visit
from brokerage.workflow import DeploymentStatus, ReportStatus, RequestStatus
from core import clock
from core.exceptions import Refused
from core.models import Change
from core.working_days import ONE_DAY
from tests.at_once import at_once
from tests.factories.brokerage import (
    DeploymentFactory,
    QuoteFactory,
    ReleaseFactory,
    ReportFactory,
    SupportRequestFactory,
    phase_one,
    school_day,
)
from tests.factories.influencers import InfluencerFactory
from tests.factories.schools import head_of, lead, national_lead

pytestmark = [pytest.mark.needs("PostgreSQL"), pytest.mark.django_db(transaction=True)]

MANY = 30


def test_thirty_reservations_never_take_more_than_35_days():
    a_lead, pool = lead(), phase_one()
    requests = [SupportRequestFactory(status=RequestStatus.TRIAGED) for _ in range(MANY)]

    done, refused = at_once(lambda request: services.fund(request, pool=pool, halves=5, by=a_lead), requests)

    pool.refresh_from_db()
    assert (len(done), pool.reserved_halves, pool.left_halves) == (14, 70, 0)
    assert refused == ["Phase one has nothing left, and you asked for 2.5 days. Reserve fewer days."] * 16
    assert PoolEntry.objects.reserved_halves() == 70
    assert sorted(request.status for request in requests if request.refresh_from_db() is None) == (
        ["funded"] * 14 + ["triaged"] * 16
    )


def test_thirty_reservations_for_one_request_are_one():
    a_lead, pool, request = lead(), phase_one(), SupportRequestFactory(status=RequestStatus.TRIAGED)

    done, refused = at_once(lambda _: services.fund(request, pool=pool, halves=5, by=a_lead), range(MANY))

    pool.refresh_from_db()
    assert (len(done), len(refused), pool.reserved_halves) == (1, MANY - 1, 5)


def test_two_leads_who_ask_at_once_ask_one_influencer():
    request, its_lead = SupportRequestFactory(status=RequestStatus.FUNDED), national_lead()
    pairs = [(lead(), InfluencerFactory()) for _ in range(2)]

    done, refused = at_once(
        lambda pair: services.propose(
            request, influencer=pair[1], national_lead=its_lead, kind="peer", halves=5, by=pair[0]
        ),
        pairs,
    )

    assert list(Deployment.objects.live()) == done
    assert len(refused) == 1
    assert "can’t be matched with an influencer now" in refused[0]


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


def test_a_heads_yes_and_no_to_a_release_at_once_are_one_answer():
    release = ReleaseFactory()
    head = head_of(release.school)

    done, refused = at_once(lambda agreed: services.answer_release(release, agreed=agreed, by=head), [True, False])

    assert (len(done), len(refused)) == (1, 1)
    assert Change.objects.of(release).count() == 1


def test_yes_and_not_this_time_at_once_are_one_answer():
    deployment = DeploymentFactory()
    answers = [services.accept_proposal, services.turn_down]

    done, refused = at_once(lambda answer: answer(deployment, by=deployment.person), answers)

    assert (len(done), len(refused)) == (1, 1)
    assert Change.objects.of(deployment).count() == 1


def test_a_quote_that_is_accepted_as_it_runs_out_is_one_or_the_other():
    """At midnight the head still presses, and the morning's job already closes: exactly one wins, the other is told."""
    quote = QuoteFactory()
    last, next_day = quote.valid_until, quote.valid_until + ONE_DAY

    def accept():
        with clock.moved_to(last):
            return services.accept_quote(quote, by=quote.sent_to)

    def expire():
        with clock.moved_to(next_day):
            if not services.expire_quotes():
                raise Refused("answered meanwhile")

    done, refused = at_once(lambda act: act(), [accept, expire])

    quote.refresh_from_db()
    quote.request.refresh_from_db()
    [said] = refused
    if quote.status == "accepted":
        assert (said, quote.request.status, QuoteAcceptance.objects.count()) == (
            "answered meanwhile",
            "quote_accepted",
            1,
        )
    else:
        assert "can’t be accepted by the head now: it is run out" in said
        assert (quote.status, quote.request.status) == ("expired", "quote_expired")
        assert not QuoteAcceptance.objects.exists()
    assert len(done) == 1
    assert Change.objects.of(quote).count() == 1


def test_thirty_presses_accept_a_quote_once():
    quote = QuoteFactory()

    done, refused = at_once(lambda _: services.accept_quote(quote, by=quote.sent_to), range(MANY))

    assert (list(QuoteAcceptance.objects.all()), len(refused), Invoice.objects.count()) == (done, MANY - 1, 1)


def test_visits_planned_at_once_to_several_schools_put_nobody_in_two_places():
    influencer, on = InfluencerFactory(), school_day(7)
    deployments = [DeploymentFactory(status=DeploymentStatus.ACTIVE, influencer=influencer) for _ in range(6)]

    done, refused = at_once(
        lambda each: services.plan_visit(each, on=on, part="whole_day", purpose="", by=influencer.person), deployments
    )

    assert (len(done), Visit.objects.count()) == (1, 1)
    assert refused == [f"{influencer.person} is at {done[0].school} then. Choose another time."] * 5

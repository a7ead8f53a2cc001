import pytest

from brokerage import services
from brokerage.jobs import look_after_quotes
from core import clock
from core.models import Change
from core.working_days import ONE_DAY, after_working_days, before_working_days
from tests.factories.brokerage import QuoteFactory, school_day
from tests.factories.schools import lead
from tests.messages import queued

pytestmark = pytest.mark.django_db


def test_the_head_is_warned_once_three_working_days_before():
    quote = QuoteFactory()
    warning_day = before_working_days(quote.valid_until, 3)

    with clock.moved_to(warning_day - ONE_DAY):
        assert services.warn_of_quotes() == 0
    for _ in range(2):
        with clock.moved_to(after_working_days(warning_day, 1)):
            look_after_quotes()

    assert queued() == [("quote_runs_out", quote.sent_to.email)]


def test_after_its_last_day_it_is_closed_and_everybody_hears():
    quote, a_lead = QuoteFactory(), lead()

    with clock.moved_to(quote.valid_until):
        assert services.expire_quotes() == 0
    with clock.moved_to(quote.valid_until + ONE_DAY):
        assert (services.expire_quotes(), services.expire_quotes()) == (1, 0)

    quote.refresh_from_db()
    quote.request.refresh_from_db()
    assert (quote.status, quote.request.status) == ("expired", "quote_expired")
    assert [(change.action, change.by) for change in Change.objects.of(quote)] == [("expire", None)]
    asked = queued()
    assert ("quote_expired", a_lead.email) in asked
    assert asked[-2:] == [("quote_over", quote.sent_to.email), ("quote_over", quote.request.science_leader.email)]


def test_on_a_closed_day_nobody_is_written_to():
    saturday = school_day(30)
    while saturday.weekday() != 5:
        saturday += ONE_DAY
    QuoteFactory(valid_until=saturday - ONE_DAY)

    with clock.moved_to(saturday):
        look_after_quotes()

    assert queued() == []


@pytest.mark.parametrize("status", ["accepted", "declined", "replaced", "withdrawn"])
def test_what_is_answered_does_not_run_out(status):
    quote = QuoteFactory(status=status)

    with clock.moved_to(quote.valid_until + ONE_DAY):
        assert (services.expire_quotes(), services.warn_of_quotes()) == (0, 0)

import datetime

import pytest
from django.core import mail
from django.test import override_settings

from core import clock, outbox
from core.words import LONDON
from correspondence.services import queue_message
from tests.factories.schools import PeriodFactory, PersonFactory

pytestmark = [pytest.mark.django_db]


@pytest.fixture(autouse=True)
def keeping_hours():
    with override_settings(MAIL_KEEPS_HOURS=True):
        yield


def london(day, hour, minute=0, month=3):
    return datetime.datetime(2027, month, day, hour, minute, tzinfo=LONDON)


def queued_at(moment, kind="claim_rejected"):
    """The moment before which a message asked for then stays here, in London; None if it goes at once."""
    with clock.moved_to(moment):
        message = queue_message(kind, to=PersonFactory(), context={"claim": "CLM-22222", "title": "A day"})
    waits = message.next_try_at
    return waits and waits.astimezone(LONDON)


# The 2nd of March 2027 is a Tuesday; the 26th is Good Friday, the 29th Easter Monday.
@pytest.mark.parametrize(
    ("asked", "goes"),
    [
        (london(2, 8), None),
        (london(2, 17, 59), None),
        (london(2, 7, 59), london(2, 8)),
        (london(2, 18), london(3, 8)),
        (london(5, 21), london(8, 8)),
        (london(6, 11), london(8, 8)),
        # The clocks go forward on the 28th: 8 is 8 in London.
        (london(25, 20), london(30, 8)),
    ],
)
def test_news_goes_by_day_on_working_days_and_otherwise_at_8(asked, goes):
    assert queued_at(asked) == goes


def test_news_waits_for_the_end_of_the_holidays():
    PeriodFactory(starts_on=datetime.date(2027, 3, 1), ends_on=datetime.date(2027, 3, 5))

    assert queued_at(london(2, 10)) == london(8, 8)


@pytest.mark.parametrize("kind", ["place_booked", "place_promoted", "event_called_off"])
def test_what_somebody_is_waiting_for_goes_at_once(kind):
    message_at = london(6, 23)

    with clock.moved_to(message_at):
        context = {"title": "A day", "when": "Tuesday", "hours": "9am", "where": "Hall", "reason": "Snow"}
        assert queue_message(kind, to=PersonFactory(), context=context).next_try_at is None


def test_it_is_sent_when_its_hour_comes_and_not_before():
    with clock.moved_to(london(6, 11)):
        queue_message("claim_rejected", to=PersonFactory(), context={"claim": "CLM-22222", "reason": "x"})
        outbox.work_off()
    assert len(mail.outbox) == 0

    with clock.moved_to(london(8, 8)):
        outbox.work_off()
    assert len(mail.outbox) == 1


def test_every_kind_that_goes_at_once_is_a_kind():
    from correspondence import kinds

    assert kinds.WAITED_FOR - set(kinds.MESSAGES) == set()

import datetime

import pytest

from brokerage import services
from core import clock
from core.models import Change
from tests.factories.brokerage import DeploymentFactory
from tests.factories.schools import lead
from tests.messages import queued

pytestmark = pytest.mark.django_db
ASKED = datetime.datetime(2027, 3, 1, 9, tzinfo=datetime.UTC)  # a Monday in term time


@pytest.fixture
def proposed():
    with clock.moved_to(ASKED):
        return DeploymentFactory(proposed_at=ASKED)


def each_morning(days):
    """What runs each morning for so many days after the proposal."""
    for day in range(1, days + 1):
        with clock.moved_to(ASKED + datetime.timedelta(days=day)):
            services.send_reminders()


def reminders():
    return [kind for kind, _ in queued() if kind == "proposal_reminder"]


@pytest.mark.parametrize(("days", "number"), [(2, 0), (3, 1), (6, 1), (7, 2), (9, 2)])
def test_it_is_reminded_of_after_three_days_and_after_seven(proposed, days, number):
    each_morning(days)

    proposed.refresh_from_db()
    assert (len(reminders()), proposed.status) == (number, "proposed")


def test_after_ten_days_it_is_back_at_the_desk_with_its_days(proposed):
    a_lead = lead()

    each_morning(14)

    proposed.refresh_from_db()
    request = proposed.request
    assert (proposed.status, request.status, request.reserved_halves) == ("unanswered", "funded", 5)
    assert Change.objects.of(proposed).last().action == "lapse"
    assert ("proposal_lapsed", proposed.person.email) in queued()
    assert ("proposal_unanswered", a_lead.email) in queued()
    assert len(reminders()) == 2


def test_an_answer_ends_the_reminders(proposed):
    each_morning(3)
    services.accept_proposal(proposed, by=proposed.person)
    each_morning(14)

    proposed.refresh_from_db()
    assert (proposed.status, len(reminders())) == ("accepted", 1)


def test_who_was_away_and_never_reminded_has_time_after_the_first_reminder(proposed):
    for day, status in ((12, "proposed"), (13, "proposed"), (15, "unanswered")):
        with clock.moved_to(ASKED + datetime.timedelta(days=day + 3)):
            services.send_reminders()
        proposed.refresh_from_db()
        assert proposed.status == status

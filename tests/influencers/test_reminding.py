import datetime

import pytest
from django.core.management import call_command

from core import clock, outbox
from core.words import LONDON
from correspondence.models import Message
from influencers import services
from tests.at_once import at_once
from tests.factories.influencers import InterestFactory, NominationFactory
from tests.factories.schools import PeriodFactory, lead
from tests.messages import queued

pytestmark = pytest.mark.django_db

# A Tuesday in term time.
START = datetime.datetime(2027, 1, 12, 8, 0, tzinfo=LONDON)


def after(days):
    return clock.moved_to(START + datetime.timedelta(days=days))


def reminded():
    """Kinds and addresses of the reminders asked for so far."""
    return [each for each in queued() if each[0] in ("nomination_back", "nomination_reminder", "interest_reminder")]


def test_leads_hear_of_a_nomination_on_the_day_to_which_it_was_put_off_and_once(a_lead):
    NominationFactory(status="deferred", back_on=datetime.date(2027, 1, 19))

    with after(6):
        assert services.send_reminders() == 0
    with after(7):
        assert [services.send_reminders() for _ in range(2)] == [1, 0]

    assert reminded() == [("nomination_back", a_lead.email)]


def test_put_off_again_it_comes_back_again(a_lead):
    nomination = NominationFactory(status="deferred", back_on=datetime.date(2027, 1, 19))
    with after(7):
        services.send_reminders()
    nomination.back_on = datetime.date(2027, 1, 26)
    nomination.save()

    with after(14):
        assert services.send_reminders() == 1


def test_a_head_who_has_not_confirmed_gets_one_new_link_after_three_days(client):
    nomination = NominationFactory(submitted_at=START)
    for days in (1, 2, 3, 6, 9, 20):
        with after(days):
            services.send_reminders()

    assert reminded() == [("nomination_reminder", nomination.head_email)]
    client.force_login(lead())
    assert "Reminded" in client.get(nomination.get_desk_url()).content.decode()


def test_the_sender_does_not_read_that_they_were_reminded(client):
    nomination = NominationFactory(submitted_at=START)
    with after(3):
        services.send_reminders()
    client.force_login(services.confirm_nomination(nomination).head)

    assert "Reminded" not in client.get(nomination.get_absolute_url()).content.decode()


def test_a_nominee_is_reminded_after_a_week_and_after_three(a_lead):
    interest = InterestFactory(invited_at=START)
    for days in (6, 7, 8, 20, 21, 22, 50):
        with after(days):
            services.send_reminders()

    assert reminded() == [("interest_reminder", interest.person.email)] * 2


def test_whoever_was_not_reminded_in_time_is_reminded_once_not_twice():
    InterestFactory(invited_at=START)

    with after(24):
        assert [services.send_reminders() for _ in range(2)] == [1, 0]


@pytest.mark.parametrize("status", ["submitted", "returned", "accepted", "withdrawn"])
def test_nobody_who_has_answered_is_reminded(status):
    InterestFactory(status=status, invited_at=START)
    NominationFactory(status="confirmed", submitted_at=START)
    NominationFactory(status="visited")

    with after(7):
        assert services.send_reminders() == 0


def test_what_is_long_past_lies_still():
    InterestFactory(invited_at=START)
    NominationFactory(submitted_at=START)

    with after(70):
        assert services.send_reminders() == 0


def test_a_reminder_that_was_answered_before_it_went_never_goes(a_lead, mailoutbox):
    nomination = NominationFactory(submitted_at=START)
    with after(3):
        services.send_reminders()
        services.confirm_nomination(nomination)
        outbox.work_off()

    message = Message.objects.get(kind="nomination_reminder")
    assert (message.status, message.failed_at) == ("dropped", None)
    assert [mail.to for mail in mailoutbox] == [[a_lead.email]]


def test_on_a_day_on_which_schools_are_closed_nobody_is_reminded():
    InterestFactory(invited_at=START)
    PeriodFactory(starts_on=datetime.date(2027, 1, 19), ends_on=datetime.date(2027, 1, 22))

    with after(7):
        assert services.send_reminders() == 0
    with after(11):  # a Saturday
        assert services.send_reminders() == 0
    with after(13):
        assert services.send_reminders() == 1


def test_the_command_says_how_many(capsys):
    InterestFactory(invited_at=START)

    with after(7):
        call_command("send_reminders")

    assert capsys.readouterr().out == "Reminded: 1.\n"


@pytest.mark.django_db(transaction=True)
def test_two_who_run_it_at_once_send_it_once():
    interest = InterestFactory(invited_at=START)

    def run(number):
        with after(7):
            return services.send_reminders()

    done, _ = at_once(run, range(2))

    assert sorted(done) == [0, 1]
    assert reminded() == [("interest_reminder", interest.person.email)]

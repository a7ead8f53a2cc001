"""Declined nominations go after 12 months, unanswered invitations after 6, what messages said after 24."""

import datetime

import pytest
from django.conf import settings
from django.core.management import call_command
from django.urls import reverse

import influencers.services as influencers
from core import clock, outbox
from core.models import Change, Draft, JobRun
from correspondence.models import Message
from influencers.models import ExpressionOfInterest, Nomination, NominationVisit
from influencers.workflow import NominationStatus
from satc.jobs import forget_expired
from satc.personal import expiry
from schools.models import Person
from schools.models.person import FORGOTTEN
from tests.factories.influencers import InfluencerFactory, InterestFactory, NominationFactory
from tests.factories.schools import PersonFactory, lead

pytestmark = pytest.mark.django_db

THEN = datetime.date(2024, 2, 29)
VISITED = {"who_met": "Both", "strengths": "Talk", "capacity": "None", "is_head": False}


@pytest.fixture
def a_lead():
    return lead(email="lead@satc.example")


@pytest.fixture
def declined(a_lead):
    """A nomination of Cora Tams that was visited and declined on the last day of February 2024."""
    with clock.moved_to(THEN):
        nomination = NominationFactory(nominee_name="Cora Tams", head_name="Hilary Head", why="She is kind.")
        nomination = influencers.confirm_nomination(nomination)
        nomination = influencers.arrange_visit(nomination, on=THEN, starts_at=datetime.time(14), by=a_lead)
        influencers.record_visit(nomination, by=a_lead, **VISITED)
        influencers.decline_nomination(nomination, by=a_lead, reason="She teaches in a secondary school.")
        outbox.work_off()
    return nomination


def on(*date):
    return clock.moved_to(datetime.date(*date))


def test_a_declined_nomination_is_kept_for_twelve_months(declined):
    with on(2025, 2, 28):
        forget_expired()

    declined.refresh_from_db()
    assert (declined.nominee_name, declined.why) == ("Cora Tams", "She is kind.")


def test_after_that_it_no_longer_says_who_by_whom_or_why(declined):
    with on(2025, 3, 1):
        forget_expired()

    declined.refresh_from_db()
    assert declined.status == NominationStatus.DECLINED
    assert {declined.nominee_name, declined.head_name} == {FORGOTTEN}
    assert declined.nominee_email.endswith("@forgotten.invalid")
    assert declined.why == ""
    assert NominationVisit.objects.get().strengths == ""
    assert not Change.objects.filter(reason__contains="secondary school").exists()


def test_the_nominee_is_forgotten_with_it_and_the_head_stays(declined):
    with on(2025, 3, 1):
        forget_expired()

    assert Person.objects.get(pk=declined.nominee_id).forgotten_at
    assert Person.objects.get(pk=declined.head_id).name == "Hilary Head"
    assert not Message.objects.filter(text__contains="Cora Tams").exists()


def test_a_nominee_whom_something_else_concerns_stays(declined):
    InfluencerFactory(person=declined.nominee)

    with on(2025, 3, 1):
        forget_expired()

    assert Person.objects.get(pk=declined.nominee_id).name == "Cora Tams"


def test_a_nominee_who_has_signed_in_stays(declined):
    Person.objects.filter(pk=declined.nominee_id).update(last_login=clock.now())

    with on(2025, 3, 1):
        forget_expired()

    assert Person.objects.get(pk=declined.nominee_id).name == "Cora Tams"


@pytest.fixture
def unanswered():
    with on(2025, 8, 31):
        return InterestFactory(nomination__nominee_name="Dora Venn", nomination__why="She tries things.")


def test_an_invitation_that_somebody_has_begun_to_answer_is_kept(unanswered):
    begun = {"owner": unanswered.person, "kind": "expression of interest", "key": unanswered.reference}
    with on(2026, 1, 10):
        Draft.objects.create(**begun)
    with on(2026, 3, 1):
        forget_expired()
    unanswered.refresh_from_db()
    assert unanswered.status == "invited"

    with on(2026, 7, 11):
        forget_expired()
    unanswered.refresh_from_db()
    assert (unanswered.status, Draft.objects.count()) == ("withdrawn", 0)


def test_an_invitation_is_kept_for_six_months(unanswered):
    with on(2026, 2, 28):
        forget_expired()

    unanswered.refresh_from_db()
    assert unanswered.status == "invited"


def test_after_that_it_is_over_and_the_person_forgotten(unanswered):
    with on(2026, 3, 1):
        forget_expired()

    unanswered.refresh_from_db()
    nomination = Nomination.objects.get(pk=unanswered.nomination_id)
    assert unanswered.status == "withdrawn"
    assert (nomination.nominee_name, nomination.why) == (FORGOTTEN, "")
    assert Person.objects.get(pk=unanswered.person_id).forgotten_at


@pytest.mark.parametrize("status", ["submitted", "returned", "accepted"])
def test_what_was_answered_is_kept(status):
    with on(2025, 8, 31):
        interest = InterestFactory(status=status)

    with on(2027, 3, 1):
        forget_expired()

    assert ExpressionOfInterest.objects.get().status == status
    assert Person.objects.get(pk=interest.person_id).forgotten_at is None


def test_what_a_message_said_is_kept_for_twenty_four_months(declined):
    with on(2026, 2, 28):
        forget_expired()
    assert Message.objects.exclude(text="").exists()

    with on(2026, 3, 1):
        forget_expired()

    assert not Message.objects.exclude(text="").exists()
    assert not Message.objects.exclude(context={}).exists()
    assert Message.objects.filter(subject="Please confirm your nomination of Cora Tams").count() == 0
    assert Message.objects.filter(status="sent").exists()


def test_doing_it_twice_does_it_once(declined, unanswered):
    with on(2027, 3, 1):
        forget_expired()
        before = Change.objects.count()
        forget_expired()

    assert Change.objects.count() == before
    assert JobRun.objects.get().result == "0 declined nominations, 0 unanswered invitations, 0 unsent forms, 0 messages"


def test_it_runs_each_night_and_by_command(capsys):
    assert "satc.forget_expired" in [job["task"] for job in settings.CELERY_BEAT_SCHEDULE.values()]

    call_command("forget_expired")

    assert capsys.readouterr().out == (
        "Forgotten: 0 declined nominations, 0 unanswered invitations, 0 unsent forms, 0 messages.\n"
    )
    assert JobRun.objects.get().job == expiry.JOB


def desk(client, person):
    client.force_login(person)
    return client.get(reverse("desk")).content.decode()


def test_the_desk_says_when_it_last_ran(client, a_lead):
    with on(2026, 3, 3):
        forget_expired()
        page = desk(client, a_lead)

    assert "Old personal data was last cleared away on Tuesday 3 March 2026, 9am" in page
    assert "has not been cleared away" not in page


def test_the_desk_complains_when_it_has_not_run_for_three_days(client, a_lead):
    with on(2026, 3, 3):
        forget_expired()
    with on(2026, 3, 6):
        assert "has not been cleared away" not in desk(client, a_lead)
    with on(2026, 3, 7):
        page = desk(client, a_lead)

    assert "Old personal data has not been cleared away for three days" in page
    assert "It was last done on Tuesday 3 March 2026, 9am." in page


def test_the_desk_complains_when_it_never_ran_though_the_portal_is_older_than_that(client, a_lead):
    assert "It has never been done." not in desk(client, a_lead)
    PersonFactory(known_since=clock.now() - datetime.timedelta(days=4))

    assert "It has never been done." in desk(client, a_lead)


def test_a_month_that_is_too_short_ends_on_its_last_day():
    with clock.moved_to(datetime.datetime(2025, 8, 31, 9, tzinfo=datetime.UTC)):
        assert expiry.months_ago(6).date() == datetime.date(2025, 2, 28)
        assert expiry.months_ago(8).date() == datetime.date(2024, 12, 31)
        assert expiry.months_ago(24).date() == datetime.date(2023, 8, 31)

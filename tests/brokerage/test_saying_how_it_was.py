"""When a support is complete, its parties are asked how it was, each once, and may leave it."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from brokerage import services
from brokerage.models import Feedback, FeedbackPart
from core import clock
from core.exceptions import Refused
from core.models import Change
from core.working_days import next_working_day
from correspondence import links
from satc.personal import erasure
from tests.factories.brokerage import FeedbackFactory, ReportFactory
from tests.factories.schools import PersonFactory, lead
from tests.messages import delivered, queued

pytestmark = pytest.mark.django_db

SAID = {"was_needed": "yes", "what_changed": "Children ask more.", "confidence": 4}


def completed():
    report = ReportFactory(status="submitted")
    by = report.visit.national_lead
    services.accept_report(report, by=by)
    return services.complete(report.visit.deployment, by=by)


def asked(part=FeedbackPart.HEAD, **more):
    return FeedbackFactory(part=part, **more)


def later(days):
    """So many days later, or on the first working day after them."""
    day = next_working_day(clock.today() + datetime.timedelta(days=days))
    return clock.moved_to(clock.now() + (day - clock.today()))


def test_head_science_leader_and_influencer_are_asked_by_one_mail_each():
    deployment = completed()

    request = deployment.request
    people = [request.head, request.science_leader, deployment.person]
    assert [one.person for one in Feedback.objects.all()] == people
    told = [address for kind, address in queued() if kind == "support_completed"]
    assert told == [person.email for person in people]


def test_whoever_is_head_and_science_leader_is_asked_once():
    report = ReportFactory(status="submitted")
    request, by = report.visit.deployment.request, report.visit.national_lead
    request.science_leader = request.head
    request.save()
    services.accept_report(report, by=by)

    services.complete(report.visit.deployment, by=by)

    assert [one.part for one in Feedback.objects.filter(person=request.head)] == ["head"]


def test_the_link_opens_the_questions_without_a_sign_in_and_answers_may_be_changed(client):
    feedback = asked()
    path = links.mint("give_feedback", feedback.reference, feedback.person.email)
    page = feedback.get_absolute_url()
    assert client.get(page).status_code == 302

    assert client.post(path).url == page
    typed = SAID | {"may_quote": "on", "thank_you": "You listened.", "is_thank_you_shown": ""}
    client.post(page, typed)
    client.post(page, typed | {"confidence": "5"})

    feedback.refresh_from_db()
    assert (feedback.was_needed, feedback.confidence, feedback.may_quote) == ("yes", 5, True)
    assert (feedback.thank_you, feedback.is_thank_you_shown) == ("You listened.", False)
    assert [one.action for one in Change.objects.of(feedback)].count("give_feedback") == 2
    assert [kind for kind, _ in queued()] == ["influencer_thanked"]


def test_a_wrong_answer_loses_nothing_that_was_typed(client):
    feedback = asked()
    client.force_login(feedback.person)

    page = client.post(feedback.get_absolute_url(), SAID | {"confidence": "9"})

    assert ("Children ask more." in page.content.decode(), "from 1 to 5" in page.content.decode()) == (True, True)
    feedback.refresh_from_db()
    assert feedback.answered_at is None


def test_the_link_of_one_opens_nothing_of_another(client):
    feedback = asked()
    other = FeedbackFactory(deployment=feedback.deployment, part=FeedbackPart.INFLUENCER)
    client.post(links.mint("give_feedback", feedback.reference, feedback.person.email))

    client.post(feedback.get_absolute_url(), SAID)

    other.refresh_from_db()
    assert other.answered_at is None


def test_after_the_links_death_nothing_is_changed(client):
    feedback = asked()
    client.force_login(feedback.person)
    with later(15):
        with pytest.raises(Refused, match="time to answer is over"):
            services.give_feedback(feedback, **SAID)
        with pytest.raises(Refused, match="time to answer is over"):
            services.thank(feedback, words="Thanks")
        assert "over" in client.get(feedback.get_absolute_url()).content.decode()
        path = links.mint("give_feedback", feedback.reference, feedback.person.email)
        assert client.get(path).status_code == 410


def test_one_reminder_and_no_more():
    feedback, answered = asked(), asked()
    services.give_feedback(answered, **SAID)
    assert services.remind_of_feedback() == 0
    with later(8):
        assert services.remind_of_feedback() == 1
        assert services.remind_of_feedback() == 0
    with later(16):
        assert services.remind_of_feedback() == 0

    assert queued() == [("feedback_reminder", feedback.person.email)]


@pytest.mark.parametrize(
    ("part", "answers"),
    [
        (FeedbackPart.HEAD, {"confidence": 4}),
        (FeedbackPart.HEAD, {"was_needed": "yes", "confidence": 6}),
        (FeedbackPart.HEAD, {"was_needed": "perhaps", "confidence": 3}),
        (FeedbackPart.INFLUENCER, {"confidence": 0}),
    ],
)
def test_an_answer_is_whole_or_refused(part, answers):
    with pytest.raises(Refused):
        services.give_feedback(asked(part), **answers)


def test_an_influencer_thanks_nobody():
    with pytest.raises(Refused, match="go to the influencer"):
        services.thank(asked(FeedbackPart.INFLUENCER), words="Thanks to me")


@pytest.mark.parametrize(
    "wrong",
    [
        {"confidence": 6, "answered_at": clock.now(), "was_needed": "yes"},
        {"confidence": 4},
        {"may_quote": True},
        {"what_learned": "An influencer’s answer"},
        {"thank_you": "Thanks"},
        {"was_needed": "yes"},
    ],
)
def test_the_database_refuses(wrong):
    feedback = asked()

    with pytest.raises(IntegrityError), transaction.atomic():
        Feedback.objects.filter(pk=feedback.pk).update(**wrong)


def test_parties_and_staff_read_the_answers_and_nobody_else(client):
    feedback = asked()
    services.give_feedback(feedback, **SAID)
    staff, stranger = lead(), PersonFactory()

    for person, sees in ((feedback.deployment.person, 1), (feedback.person, 1), (staff, 1), (stranger, 0)):
        assert Feedback.objects.visible_to(person).count() == sees
    client.force_login(feedback.deployment.person)
    assert "Children ask more." in client.get(feedback.deployment.get_absolute_url()).content.decode()


def test_the_influencer_keeps_the_thank_you(client):
    feedback = asked()
    services.thank(feedback, words="You listened first.")

    client.force_login(feedback.deployment.person)

    assert "You listened first." in client.get("/my/").content.decode()
    assert "has written you a thank-you" in delivered()[-1].body


def test_what_somebody_said_is_forgotten_with_them():
    feedback = asked()
    services.give_feedback(feedback, **SAID, may_quote=True)
    services.thank(feedback, words="You listened first.")
    share = services.share_story(feedback.deployment, by=lead())

    erasure.forget(feedback.person, by=lead())

    feedback.refresh_from_db()
    share.refresh_from_db()
    assert (feedback.what_changed, feedback.thank_you, feedback.may_quote) == ("", "", False)
    assert share.revoked_at is not None

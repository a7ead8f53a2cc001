"""When dates change after the letter, a lead sends a new version that says what changed and replaces the old one."""

import datetime

import pytest
from django.urls import reverse

from core import clock
from core.exceptions import NotAllowed, Refused
from correspondence.models import Document
from influencers import services
from influencers.workflow import InterestStatus
from programmes.models import Place
from programmes.services import book, cancel_place, record_absence
from tests.factories.influencers import ExpertiseFactory, InterestFactory
from tests.factories.programmes import EventFactory
from tests.factories.schools import PostFactory, SchoolFactory, head_of, national_lead
from tests.influencers.test_the_letter_to_the_head import text
from tests.messages import delivered

pytestmark = pytest.mark.django_db

ACCEPTED_ON, LATER = datetime.date(2026, 1, 7), datetime.date(2026, 2, 2)
DAY, OTHER_DAY = datetime.date(2026, 3, 3), datetime.date(2026, 3, 10)


@pytest.fixture
def first_day():
    return EventFactory(title="Assessment day", on=DAY)


@pytest.fixture
def accepted(a_lead, first_day):
    """An influencer whose letter lists one day."""
    with clock.moved_to(ACCEPTED_ON):
        interest = InterestFactory(
            status=InterestStatus.SUBMITTED,
            strengths=[ExpertiseFactory(name="Chemistry topics")],
            nomination__nominee_name="Asha Malik",
        )
        interest.events.set([first_day])
        head_of(interest.school, name="Hilary Head", email="head@saggar.example")
        services.accept_interest(interest, by=a_lead)
        delivered()
    return interest


def change_dates(interest, first_day, *, by):
    """Give up the first day, and take up another."""
    book(EventFactory(title="Materials day", on=OTHER_DAY, part="morning"), interest.person, by=by)
    cancel_place(Place.objects.get(event=first_day, person=interest.person), by=by)


def renewed(interest, *, by):
    letter = services.send_new_letter(interest, by=by)
    mails = delivered()
    letter.refresh_from_db()
    return letter, mails


def test_it_says_what_has_changed_and_replaces_the_old_one(accepted, first_day, a_lead):
    with clock.moved_to(LATER):
        change_dates(accepted, first_day, by=a_lead)
        letter, _ = renewed(accepted, by=a_lead)

    old = Document.objects.get(version=1)
    words = text(letter)
    assert (letter.version, letter.replaces) == (2, old)
    assert f"This letter replaces ours of Wednesday 7 January 2026 ({old.reference})" in words
    assert (
        "New: Tuesday 10 March 2026, morning, Materials day, The Invented Museum, half a day, £100.00. "
        "No longer: Tuesday 3 March 2026, whole day, Assessment day, The Invented Museum, 1 day, £200.00."
    ) in words.replace("• ", "")
    assert "Total half a day £100.00" in words
    assert "Version 2, in place of the one before" in words
    assert list(Document.objects.current()) == [letter]


def test_a_day_that_moved_is_told_as_it_is_and_as_it_was(accepted, first_day, a_lead):
    first_day.on = OTHER_DAY
    first_day.save()

    with clock.moved_to(LATER):
        letter, _ = renewed(accepted, by=a_lead)

    assert letter.context["changes"] == [
        "Changed: Tuesday 10 March 2026, whole day, Assessment day, The Invented Museum, 1 day, £200.00. "
        "Before, it was Tuesday 3 March 2026, whole day, Assessment day, The Invented Museum, 1 day, £200.00."
    ]


def test_the_head_gets_it_by_mail_with_what_has_changed(accepted, first_day, a_lead):
    with clock.moved_to(LATER):
        change_dates(accepted, first_day, by=a_lead)
        letter, mails = renewed(accepted, by=a_lead)

    [mail] = [mail for mail in mails if mail.subject == "Asha Malik: the dates have changed"]
    assert mail.to == ["head@saggar.example"]
    assert "- No longer: Tuesday 3 March 2026, whole day, Assessment day" in mail.body
    assert [name for name, _, _ in mail.attachments] == [f"{letter.reference}.pdf"]


def test_who_may_read_it_stays(client, accepted, first_day, a_lead):
    with clock.moved_to(LATER):
        change_dates(accepted, first_day, by=a_lead)
        letter, _ = renewed(accepted, by=a_lead)

    for person, status in ((accepted.person, 200), (head_of(accepted.school), 200), (PostFactory().person, 404)):
        client.force_login(person)
        assert client.get(letter.get_absolute_url()).status_code == status


def test_a_day_that_has_passed_is_still_in_it(accepted, a_lead):
    with clock.moved_to(OTHER_DAY):
        book(EventFactory(title="Materials day", on=datetime.date(2026, 4, 15)), accepted.person, by=a_lead)
        letter, _ = renewed(accepted, by=a_lead)

    assert letter.context["total"] == "£400.00"
    assert [row["what"] for row in letter.context["dates"]] == ["Assessment day", "Materials day"]


def test_without_a_change_none_is_sent(accepted, a_lead):
    with clock.moved_to(LATER), pytest.raises(Refused, match="Nothing has changed since the letter of Wednesday 7"):
        services.send_new_letter(accepted, by=a_lead)

    assert Document.objects.count() == 1


def test_having_stayed_away_from_a_day_needs_no_new_letter(accepted, first_day, a_lead):
    with clock.moved_to(OTHER_DAY):
        record_absence(Place.objects.get(event=first_day, person=accepted.person), by=a_lead)

        assert services.why_new_letter(accepted.person.influencer) == []


def test_before_there_is_a_letter_none_is_replaced(a_lead):
    with pytest.raises(Refused, match="There is no letter to replace"):
        services.send_new_letter(InterestFactory(), by=a_lead)


def test_only_a_lead_sends_it(accepted, first_day, a_lead):
    with clock.moved_to(LATER):
        change_dates(accepted, first_day, by=a_lead)
        for person in (national_lead(), accepted.person, accepted.nomination.head):
            with pytest.raises(NotAllowed):
                services.send_new_letter(accepted, by=person)


def test_who_has_moved_school_is_written_about_to_the_head_there(accepted, a_lead):
    school = SchoolFactory(name="New Primary School")
    head_of(school, name="Nora New", email="nora@new.example")
    PostFactory(person=accepted.person, school=school, proven=True, starts_on=LATER)

    with clock.moved_to(LATER):
        letter, mails = renewed(accepted, by=a_lead)

    words = text(letter)
    assert letter.school == school
    assert "Nora New Headteacher New Primary School" in words
    assert "Asha Malik, who now works at your school, is a science influencer" in words
    assert "replaces ours" not in words
    assert mails[-1].to == ["nora@new.example"]


def test_the_desk_says_that_the_letter_is_no_longer_right_and_sends_a_new_one(client, accepted, first_day, a_lead):
    client.force_login(a_lead)
    page = client.get(accepted.get_desk_url()).content.decode()
    assert "no longer right" not in page
    with clock.moved_to(LATER):
        change_dates(accepted, first_day, by=a_lead)
        page = client.get(accepted.get_desk_url()).content.decode()
        assert "The letter is no longer right" in page
        client.post(reverse("influencers_desk:send_letter", args=[accepted.reference]))
        page = client.get(accepted.get_desk_url()).content.decode()

    assert "no longer right" not in page
    assert Document.objects.latest_of(accepted.person.influencer.letter_series).version == 2

"""When dates change after the letter, a lead sends a new version that says what changed and replaces the old one."""

import datetime

import pytest
from django.urls import reverse

from core import clock
from core.exceptions import NotAllowed, Refused
from correspondence.models import Document
from influencers import services, waiting
from influencers.workflow import InterestStatus
from programmes.models import Place
from programmes.services import book, cancel_place, record_absence
from tests.factories.influencers import ExpertiseFactory, InfluencerFactory, InterestFactory
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
    letter = services.send_new_letter(interest.person.influencer, by=by)
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
        services.send_new_letter(accepted.person.influencer, by=a_lead)

    assert Document.objects.count() == 1


def test_having_stayed_away_from_a_day_needs_no_new_letter(accepted, first_day, a_lead):
    with clock.moved_to(OTHER_DAY):
        record_absence(Place.objects.get(event=first_day, person=accepted.person), by=a_lead)

        assert services.why_new_letter(accepted.person.influencer) == []


def test_without_a_proven_head_there_is_nobody_to_send_it_to(a_lead):
    with pytest.raises(Refused, match="needs a proven head"):
        services.send_new_letter(InfluencerFactory(), by=a_lead)


def test_only_a_lead_sends_it(accepted, first_day, a_lead):
    with clock.moved_to(LATER):
        change_dates(accepted, first_day, by=a_lead)
        for person in (national_lead(), accepted.person, accepted.nomination.head):
            with pytest.raises(NotAllowed):
                services.send_new_letter(accepted.person.influencer, by=person)


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
    page = client.get(accepted.person.influencer.get_desk_url()).content.decode()
    assert "no longer right" not in page
    with clock.moved_to(LATER):
        change_dates(accepted, first_day, by=a_lead)
        page = client.get(accepted.person.influencer.get_desk_url()).content.decode()
        assert "The letter to the head is no longer right" in page
        client.post(reverse("influencers_desk:send_letter", args=[accepted.person.influencer.slug]))
        page = client.get(accepted.person.influencer.get_desk_url()).content.decode()

    assert "no longer right" not in page
    assert Document.objects.latest_of(accepted.person.influencer.letter_series).version == 2


def test_a_new_head_of_the_school_has_a_letter_of_their_own(accepted, a_lead):
    accepted.school.posts.filter(role="headteacher").update(ends_on=ACCEPTED_ON)
    head_of(accepted.school, name="Nora New", email="nora@saggar.example")

    with clock.moved_to(LATER):
        why = services.why_new_letter(accepted.person.influencer)
        letter, mails = renewed(accepted, by=a_lead)

    assert why == ["Nora New is the headteacher now, and the letter went to Hilary Head."]
    assert "because you are the headteacher now." in text(letter)
    assert mails[-1].to == ["nora@saggar.example"]
    assert mails[-1].subject == "Asha Malik is a science influencer: dates, expectations and money"


def test_the_desk_names_whose_letter_is_no_longer_right_until_it_is_sent(accepted, first_day, a_lead):
    with clock.moved_to(LATER):
        assert waiting.desk_for(a_lead) == []
        change_dates(accepted, first_day, by=a_lead)

        [item] = waiting.desk_for(a_lead)
        assert (item.text, item.url) == (
            "Send the head a letter about Asha Malik",
            accepted.person.influencer.get_desk_url(),
        )
        assert "No longer: Tuesday 3 March 2026" in item.detail

        services.send_new_letter(accepted.person.influencer, by=a_lead)
        assert waiting.desk_for(a_lead) == []


def test_the_desk_names_who_has_no_letter_though_their_head_is_proven(client, a_lead):
    interest = InterestFactory(status=InterestStatus.ACCEPTED)
    InfluencerFactory(person=interest.person, at_school=interest.school)
    assert waiting.desk_for(a_lead) == []
    head_of(interest.school, name="Hilary Head")

    [item] = waiting.desk_for(a_lead)
    assert item.detail == f"Hilary Head is proven as headteacher of {interest.school}, and has had no letter yet."
    client.force_login(a_lead)
    assert "Send the head the letter" in client.get(item.url).content.decode()
    client.post(reverse("influencers_desk:send_letter", args=[interest.person.influencer.slug]))

    assert waiting.desk_for(a_lead) == []
    assert Document.objects.get().context["head"] == "Hilary Head"


def test_who_has_stepped_down_needs_no_letter(accepted, first_day, a_lead):
    with clock.moved_to(LATER):
        change_dates(accepted, first_day, by=a_lead)
        services.step_down(accepted.person.influencer, by=accepted.person)

        assert waiting.desk_for(a_lead) == []
        with pytest.raises(Refused, match="has stepped down"):
            services.send_new_letter(accepted.person.influencer, by=a_lead)


def test_it_takes_as_many_queries_for_three_as_for_one(a_lead, django_assert_num_queries):
    assert a_lead.is_lead
    for number in (1, 2):
        for _ in range(number):
            interest = InterestFactory(status=InterestStatus.ACCEPTED)
            InfluencerFactory(person=interest.person, at_school=interest.school)
            head_of(interest.school)
        with django_assert_num_queries(6):
            waiting.desk_for(a_lead)

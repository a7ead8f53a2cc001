import datetime
import io

import pytest
from pypdf import PdfReader

from core import clock
from correspondence.models import Document
from influencers import services
from influencers.workflow import InterestStatus
from programmes.models import DayRate, Opportunity
from tests.factories.influencers import ExpertiseFactory, InterestFactory
from tests.factories.programmes import DayRateFactory, EventFactory
from tests.factories.schools import PersonFactory, finance, head_of
from tests.messages import delivered

pytestmark = pytest.mark.django_db

ACCEPTED_ON = datetime.date(2026, 1, 7)
DAY, MORNING, TWILIGHT = datetime.date(2026, 3, 3), datetime.date(2026, 3, 4), datetime.date(2026, 3, 5)


@pytest.fixture
def accepted(a_lead):
    """An accepted interest: a funded day, a funded morning, a twilight; the head is Hilary Head."""
    with clock.moved_to(ACCEPTED_ON):
        interest = InterestFactory(
            status=InterestStatus.SUBMITTED,
            strengths=[ExpertiseFactory(name="Talk and questioning"), ExpertiseFactory(name="Chemistry topics")],
            nomination__nominee_name="Asha Malik",
        )
        interest.opportunities.set(Opportunity.objects.filter(slug="tdts-champion"))
        interest.events.set(
            [
                EventFactory(title="Assessment day", on=DAY),
                EventFactory(title="Showcase", on=MORNING, part="morning"),
                EventFactory(
                    title="Talk at dusk", on=TWILIGHT, part="twilight", kind="twilight", is_release_funded=False
                ),
            ]
        )
        head_of(interest.school, name="Hilary Head", email="head@saggar.example")
        services.accept_interest(interest, by=a_lead)
    return interest


@pytest.fixture
def letter(accepted):
    delivered()
    return Document.objects.get()


def pages(document):
    with document.file.open("rb") as file:
        return PdfReader(io.BytesIO(file.read()))


def text(document):
    return " ".join(" ".join(page.extract_text() for page in pages(document).pages).split())


def test_it_is_addressed_to_the_proven_head_at_the_school(letter):
    words = text(letter)

    assert f"Hilary Head Headteacher {letter.school.name} {letter.school.street}" in words
    assert "Dear Hilary Head," in words


def test_it_says_what_the_influencer_is_good_at_and_would_like_to_take_up(letter):
    words = text(letter)

    assert "Their strengths: Chemistry topics; Talk and questioning. They know key stage 2 well." in words
    assert "Thinking, Doing, Talking Science (TDTS) champion." in words


def test_each_date_stands_with_its_days_and_its_pounds(letter):
    words = text(letter)

    assert "Tuesday 3 March 2026 Whole day Assessment day The Invented Museum 1 day £200.00" in words
    assert "Wednesday 4 March 2026 Morning Showcase The Invented Museum half a day £100.00" in words
    assert "Thursday 5 March 2026 Twilight Talk at dusk The Invented Museum Not funded –" in words


def test_it_totals_the_money_and_says_to_whom_it_is_paid(letter):
    words = text(letter)

    assert "Total 1.5 days £300.00" in words
    assert (
        "£200.00 \N{MULTIPLICATION SIGN} 1.5 days = £300.00, paid to your school for release, never to the person."
        in words
    )


def test_it_asks_one_yes_and_says_whom_to_speak_to(letter):
    words = text(letter)

    assert "We ask one yes of you" in words
    assert "Whom to speak to: Maureen Okafor, SATC lead." in words


def test_nobodys_address_is_in_it(letter):
    assert "@" not in text(letter)


def test_it_is_a_tagged_pdf_in_english_with_a_title_under_forty_kilobytes(letter):
    catalogue = pages(letter).trailer["/Root"]

    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/StructTreeRoot"]
    assert catalogue["/Lang"] == "en-GB"
    assert pages(letter).metadata.title == f"Asha Malik, science influencer ({letter.reference})"
    assert letter.file.size < 40_000


def test_it_goes_to_the_head_with_the_mail(accepted):
    [mail] = [mail for mail in delivered() if mail.to == ["head@saggar.example"]]

    letter = Document.objects.get()
    assert [name for name, _, _ in mail.attachments] == [f"{letter.reference}.pdf"]
    assert f"http://127.0.0.1:8000/documents/{letter.reference}.pdf" in mail.body


def test_the_influencer_the_proven_head_and_staff_may_read_it(client, letter, accepted):
    for person in (accepted.person, head_of(accepted.school), finance()):
        client.force_login(person)
        answer = client.get(letter.get_absolute_url())
        assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")


def test_nobody_else_finds_it(client, letter, accepted):
    for person in (PersonFactory(), accepted.nomination.head, head_of(InterestFactory().school)):
        client.force_login(person)
        assert client.get(letter.get_absolute_url()).status_code == 404


def test_a_rate_that_changes_later_does_not_alter_it(accepted):
    DayRate.objects.update(pence_per_day=99900)

    delivered()

    assert "Total 1.5 days £300.00" in text(Document.objects.get())


def test_dates_on_either_side_of_a_new_rate_are_each_priced_by_their_own(a_lead):
    DayRateFactory(pence_per_day=21000, from_on=MORNING)
    with clock.moved_to(ACCEPTED_ON):
        interest = InterestFactory(status=InterestStatus.SUBMITTED)
        interest.events.set([EventFactory(on=DAY), EventFactory(on=MORNING)])
        head_of(interest.school)
        services.accept_interest(interest, by=a_lead)
    delivered()

    assert "£410.00 for 2 days, each at the rate in force on that day" in text(Document.objects.get())


def test_without_dates_it_says_so_and_what_a_day_is_worth(a_lead):
    interest = InterestFactory(status=InterestStatus.SUBMITTED)
    head_of(interest.school)
    services.accept_interest(interest, by=a_lead)
    delivered()

    words = text(Document.objects.get())
    assert "No dates are booked." in words
    assert "For each day of funded release we pay your school £200.00" in words

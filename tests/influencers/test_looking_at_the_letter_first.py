"""The lead looks at the letter to the head before accepting; looking stores and sends nothing."""

import datetime
import io

import pytest
from django.urls import reverse
from pypdf import PdfReader

from core import clock
from core.models import Change
from correspondence.models import Document, Message
from influencers.models import Influencer
from influencers.workflow import InterestStatus
from tests.factories.influencers import ExpertiseFactory, InterestFactory
from tests.factories.programmes import EventFactory, PlaceFactory
from tests.factories.schools import finance, head_of, national_lead

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 1, 7)
DAY, FULL_DAY = datetime.date(2026, 3, 3), datetime.date(2026, 3, 4)


@pytest.fixture
def interest():
    interest = InterestFactory(
        status=InterestStatus.SUBMITTED,
        strengths=[ExpertiseFactory(name="Chemistry topics")],
        nomination__nominee_name="Asha Malik",
    )
    full = PlaceFactory(event=EventFactory(title="Full day", on=FULL_DAY, capacity=1)).event
    interest.events.set([EventFactory(title="Assessment day", on=DAY), full])
    head_of(interest.school, name="Hilary Head")
    return interest


def look(client, interest, person):
    client.force_login(person)
    with clock.moved_to(TODAY):
        return client.get(reverse("influencers_desk:preview_letter", args=[interest.reference]))


def words(answer):
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages).split())


def test_it_is_the_letter_with_the_dates_that_have_room(client, interest, a_lead):
    answer = look(client, interest, a_lead)

    said = words(answer)
    assert answer["Content-Type"] == "application/pdf"
    assert "A preview. Nothing has been sent" in said
    assert "Dear Hilary Head," in said
    assert "Their strengths: Chemistry topics." in said
    assert "Tuesday 3 March 2026 Whole day Assessment day The Invented Museum 1 day £200.00" in said
    assert "Full day" not in said
    assert "Is this letter ours?" not in said


def test_looking_stores_and_sends_nothing(client, interest, a_lead):
    kept = [Document, Message, Change, Influencer]
    before = [model.objects.count() for model in kept]

    look(client, interest, a_lead)

    assert [model.objects.count() for model in kept] == before
    interest.refresh_from_db()
    assert interest.status == InterestStatus.SUBMITTED


def test_a_national_lead_may_look_and_finance_finds_nothing(client, interest):
    assert look(client, interest, national_lead()).status_code == 200
    assert look(client, interest, finance()).status_code == 404


def test_without_a_proven_head_there_is_none(client, a_lead):
    interest = InterestFactory(status=InterestStatus.SUBMITTED)

    answer = look(client, interest, a_lead)

    assert (answer.status_code, answer.url) == (302, interest.get_desk_url())

"""Whoever was brought in from a file has a letter to the head, too: nobody nominated them, and it says so nowhere."""

import pytest
from django.urls import reverse

from correspondence.models import Document, Message
from influencers import services, waiting
from influencers.models import Influencer
from tests.factories.influencers import ExpertiseFactory
from tests.factories.schools import SchoolFactory, head_of, national_lead
from tests.influencers.test_looking_at_the_letter_first import words
from tests.influencers.test_the_letter_to_the_head import text
from tests.messages import delivered

pytestmark = pytest.mark.django_db


@pytest.fixture
def brought_in(a_lead):
    row = {
        "name": "Asha Malik",
        "email": "asha@saggar.example",
        "school": SchoolFactory(name="Saggar Lane Primary"),
        "role": "teacher",
        "expertise": [ExpertiseFactory(name="Chemistry topics")],
        "stages": ["ks2"],
        "biography": "",
        "offer": "",
        "achieved": [],
    }
    services.bring_in([row], by=a_lead)
    return Influencer.objects.get()


@pytest.fixture
def with_head(brought_in):
    head_of(brought_in.school, name="Hilary Head", email="head@saggar.example")
    delivered()
    return brought_in


def test_the_desk_names_them_once_their_head_is_proven(brought_in, a_lead):
    assert waiting.desk_for(a_lead) == []
    head_of(brought_in.school, name="Hilary Head")

    [item] = waiting.desk_for(a_lead)

    assert (item.text, item.url) == ("Send the head a letter about Asha Malik", brought_in.get_desk_url())
    assert item.detail == "Hilary Head is proven as headteacher of Saggar Lane Primary, and has had no letter yet."


def test_their_page_sends_it_and_it_speaks_of_no_nomination(client, with_head, a_lead):
    client.force_login(a_lead)
    assert "Send the head the letter" in client.get(with_head.get_desk_url()).content.decode()

    client.post(reverse("influencers_desk:send_letter", args=[with_head.slug]))

    mail = delivered()[-1]
    said = text(Document.objects.get())
    assert mail.to == ["head@saggar.example"]
    assert "Asha Malik, who works at your school, is a science influencer of Science Across The City." in said
    assert "Their strengths: Chemistry topics." in said
    assert "nomination" not in said
    assert waiting.desk_for(a_lead) == []
    page = client.get(with_head.get_desk_url()).content.decode()
    assert Document.objects.get().get_absolute_url() in page
    assert "Send the head" not in page


@pytest.mark.parametrize("role", ["lead", "national lead"])
def test_whoever_runs_the_programme_looks_first_and_nothing_is_stored(client, with_head, a_lead, role):
    messages = Message.objects.count()
    client.force_login(a_lead if role == "lead" else national_lead())

    answer = client.get(reverse("influencers_desk:preview_new_letter", args=[with_head.slug]))

    assert answer["Content-Type"] == "application/pdf"
    assert "A preview. Nothing has been sent" in words(answer)
    assert "Dear Hilary Head, Asha Malik, who works at your school, is" in words(answer)
    assert (Document.objects.count(), Message.objects.count()) == (0, messages)


def test_a_letter_that_is_right_is_not_looked_at_anew(client, with_head, a_lead):
    services.send_new_letter(with_head, by=a_lead)
    client.force_login(a_lead)

    answer = client.get(reverse("influencers_desk:preview_new_letter", args=[with_head.slug]), follow=True)

    assert answer.redirect_chain == [(with_head.get_desk_url(), 302)]
    assert "Nothing has changed since the letter of" in answer.content.decode()

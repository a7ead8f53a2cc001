"""The public form in three pages: fill it in, check, a reference and what happens next."""

import re

import pytest

from brokerage.models import SupportRequest
from core.outbox import work_off
from correspondence.models import Message
from influencers.models import Expertise
from influencers.workflow import InfluencerStatus
from tests.factories.influencers import InfluencerFactory
from tests.factories.schools import PersonFactory, PostFactory, SchoolFactory, lead
from tests.messages import delivered

pytestmark = pytest.mark.django_db


def key_on(page):
    return re.search(r'name="(?:\w+-)?form_key" value="([^"]+)"', page.content.decode()).group(1)


@pytest.fixture
def typed(client):
    """What a science leader sends, with the key of a page just opened."""
    school = SchoolFactory(name="Alder Grove Primary School")
    return {
        "form_key": key_on(client.get("/support/")),
        "school": str(school.urn),
        "requester_name": "Sam Reed",
        "requester_email": "sam@school.example",
        "requester_role": "science_leader",
        "other_name": "Joan Hall",
        "other_email": "joan@school.example",
        "need": "Help with assessing enquiry.",
        "occasions": ["ofsted", "else"],
        "why_now": "A new science leader",
        "tried": "A staff meeting",
        "when_suits": "Tuesdays",
        "stages": ["ks1"],
        "areas": [Expertise.objects.first().slug],
        "influencer": "",
        "website": "",
    }


def text(page):
    return " ".join(page.content.decode().split())


def test_it_opens_with_what_there_is_and_what_it_costs(client):
    page = text(client.get("/support/"))

    assert "What you can ask for" in page
    assert "<strong>free</strong>" in page
    assert "<strong>quote</strong>" in page
    assert "Please name no pupil" in page


def test_check_then_send_then_a_reference(client, typed):
    check = client.post("/support/", typed)
    assert "Check your answers" in text(check)
    for answer in (
        "Alder Grove Primary School",
        "Sam Reed",
        "Headteacher’s name",
        "Joan Hall",
        "Help with assessing",
        "An Ofsted outcome in science, Something else",
        "Key stage 1",
        "Tuesdays",
    ):
        assert answer in text(check)
    assert SupportRequest.objects.count() == 0

    sent = client.post("/support/", typed | {"step": "send"}, follow=True)

    request = SupportRequest.objects.get()
    assert request.reference in text(sent)
    assert "press the button" in text(sent)
    assert "@" not in text(sent)
    assert [area.slug for area in request.areas.all()] == typed["areas"]
    assert (request.occasions, request.stages) == (["ofsted"], ["ks1"])
    assert (request.why_now, request.tried, request.when_suits) == (
        "A new science leader",
        "A staff meeting",
        "Tuesdays",
    )


def test_going_back_to_change_loses_nothing(client, typed):
    page = text(client.post("/support/", typed | {"step": "edit"}))

    for answer in ("Sam Reed", "joan@school.example", "Help with assessing enquiry.", "A new science leader"):
        assert answer in page


def test_sent_twice_it_is_one_request(client, typed):
    first, second = (client.post("/support/", typed | {"step": "send"}) for _ in range(2))

    assert (first.url, SupportRequest.objects.count()) == (second.url, 1)


def test_the_mail_brings_the_sender_back_to_confirm(client, typed):
    a_lead = lead()
    client.post("/support/", typed | {"step": "send"})
    link = re.search(r"http://[^/]+(/links/\S+)", delivered()[0].body).group(1)

    tracked = client.post(link, follow=True)

    assert "We have your request" in text(tracked)
    work_off()
    assert ("request_arrived", a_lead.email) in [
        (message.kind, message.to_address) for message in Message.objects.filter(status="sent")
    ]


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("school", "", "Enter the school’s name, its postcode or its URN."),
        ("school", "999999", "No open school matches"),
        ("requester_name", "", "Enter your name."),
        ("requester_email", "sam", "Enter your school e-mail address, like name@school.sch.uk."),
        ("requester_role", "", "Choose your role."),
        ("other_name", "", "Enter your headteacher’s name."),
        ("other_email", "", "Enter your headteacher’s e-mail address."),
        ("other_email", "sam@school.example", "This is the same address as above."),
        ("need", "", "Tell us in a sentence or two what would help."),
        ("areas", ["wizardry"], "Choose from the areas in the list."),
        ("occasions", ["wizardry"], "Choose from the reasons in the list."),
        ("stages", ["ks9"], "Choose from the key stages in the list."),
        ("when_suits", "x" * 301, "Keep it to 300 characters."),
        ("website", "x", "because a box that people can"),
    ],
)
def test_what_is_wrong_is_said_at_the_top_and_at_the_box_and_nothing_is_lost(client, typed, field, value, message):
    page = text(client.post("/support/", typed | {field: value, "step": "send"}))

    assert "There is a problem" in page
    assert message in page
    assert "A new science leader" in page
    assert "A staff meeting" in page
    assert SupportRequest.objects.count() == 0


def test_a_head_gives_the_science_leader(client, typed):
    page = text(client.post("/support/", typed | {"requester_role": "headteacher", "other_name": ""}))

    assert "Enter your science leader’s name." in page


def test_one_person_may_be_both(client, typed):
    client.post("/support/", typed | {"requester_role": "both", "other_name": "", "other_email": "", "step": "send"})

    request = SupportRequest.objects.get()
    assert (request.requester_role, request.head_email, request.science_leader_email) == (
        "headteacher",
        "sam@school.example",
        "sam@school.example",
    )


@pytest.mark.parametrize(
    ("school", "instead"),
    [
        ({"closed": True}, "is closed in the register. If it became an academy"),
        ({"status": "proposed"}, "Ask us again once it is."),
        (
            {"la_code": "860", "la_name": "Staffordshire"},
            "is in Staffordshire, outside the city that we support. Your own",
        ),
    ],
)
def test_a_school_that_cannot_ask_is_told_what_to_do_instead(client, typed, school, instead):
    school = SchoolFactory(name="Bygone Primary School", **school)

    page = text(client.post("/support/", typed | {"school": str(school.urn), "step": "send"}))

    assert instead in page
    assert SupportRequest.objects.count() == 0


def test_something_else_wants_a_word(client, typed):
    page = text(client.post("/support/", typed | {"why_now": "", "occasions": ["else"]}))

    assert "Say what else has brought you to ask now." in page


def test_signed_in_with_the_same_address_there_is_nothing_to_confirm(client, typed):
    client.force_login(PersonFactory(email="sam@school.example"))

    sent = text(client.post("/support/", typed | {"step": "send"}, follow=True))

    request = SupportRequest.objects.get()
    assert request.status == "confirmed"
    assert "See your request" in sent
    assert "press the button" not in sent


def test_signed_in_with_another_address_it_is_confirmed_by_the_link(client, typed):
    client.force_login(PersonFactory(email="somebody@else.example"))

    sent = text(client.post("/support/", typed | {"step": "send"}, follow=True))

    assert SupportRequest.objects.get().status == "submitted"
    assert "press the button" in sent


def test_an_interest_is_shown_carried_and_kept(client, typed):
    wanted = InfluencerFactory()
    url = f"/support/?influencer={wanted.slug}"
    assert f"hear from <strong>{wanted}</strong>" in text(client.get(url))

    assert "You asked about" in text(client.post(url, typed | {"influencer": wanted.slug}))
    client.post(url, typed | {"influencer": wanted.slug, "step": "send"})

    assert SupportRequest.objects.get().interest_in == wanted


def test_a_profile_that_is_not_public_is_not_named(client, typed):
    hidden = InfluencerFactory(status=InfluencerStatus.UNPUBLISHED)

    page = text(client.get(f"/support/?influencer={hidden.slug}"))
    client.post("/support/", typed | {"influencer": hidden.slug, "step": "send"})

    assert "isn’t in the directory any more" in page
    assert str(hidden) not in page
    assert SupportRequest.objects.get().interest_in is None


def test_whoever_is_signed_in_does_not_type_what_we_know(client):
    post = PostFactory(person=PersonFactory(name="Sam Reed", email="sam@school.example"))
    client.force_login(post.person)

    page = text(client.get("/support/"))

    for known in ("Sam Reed", "sam@school.example", str(post.school)):
        assert known in page


def test_more_than_the_limit_from_one_address_is_told_to_wait(client, typed):
    for _ in range(30):
        client.post("/support/", typed | {"step": "send"})

    assert client.post("/support/", typed | {"step": "send"}).status_code == 429


def test_an_unknown_reference_is_a_404(client):
    assert client.get("/support/sent/SUP-22222/").status_code == 404

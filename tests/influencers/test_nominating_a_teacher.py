import uuid

import pytest
from django.core import mail

from core.exceptions import NotAllowed, Refused
from core.models import Change
from influencers import services
from influencers.models import Nomination
from schools.models import Person, Post
from tests.factories.influencers import NominationFactory, typed_nomination
from tests.factories.schools import PersonFactory, SchoolFactory, head_of
from tests.messages import delivered, queued

pytestmark = pytest.mark.django_db


def posted(school=None, **changes):
    school = school or SchoolFactory(name="Saggar Lane Primary")
    return {
        **typed_nomination(school=str(school.urn)),
        "form_key": str(uuid.uuid4()),
        "website": "",
        "helper_name": "",
        "helper_email": "",
        **changes,
    }


def test_what_was_typed_is_kept_and_the_head_is_asked_to_confirm():
    nomination = services.submit_nomination(**typed_nomination())

    assert (nomination.status, nomination.head_email, nomination.head) == ("submitted", "head@saggar.example", None)
    assert queued() == [("nomination_confirm", "head@saggar.example")]


def test_no_person_and_no_post_is_written_yet():
    services.submit_nomination(**typed_nomination())

    assert (Person.objects.count(), Post.objects.count()) == (0, 0)


def test_the_submission_is_recorded():
    nomination = services.submit_nomination(**typed_nomination())

    change = Change.objects.of(nomination).get()
    assert (change.action, change.from_status, change.to_status, change.by) == ("submit", "", "submitted", None)
    assert change.school_urn == nomination.school_id


def test_somebody_who_completes_it_for_the_head_is_thanked_and_the_link_goes_to_the_head():
    services.submit_nomination(**typed_nomination(helper_name="Olu Office", helper_email="office@saggar.example"))

    assert queued() == [
        ("nomination_confirm", "head@saggar.example"),
        ("nomination_helped", "office@saggar.example"),
    ]
    to_helper = delivered()[1].body
    assert "Hilary Head has an e-mail with a link to confirm it." in to_helper


def test_a_closed_school_is_refused():
    with pytest.raises(Refused, match="closed in the register"):
        services.submit_nomination(**typed_nomination(school=SchoolFactory(closed=True)))


@pytest.mark.parametrize(
    "changes",
    [
        {"nominee_email": "head@SAGGAR.example"},
        {"nominee_email": "not an address"},
        {"head_name": " "},
        {"nominee_name": "Asha 01782 555 0199"},
        {"why": ""},
        {"capacity": "perhaps"},
        {"nominee_role": "headteacher"},
        {"nominee_role": "business_manager"},
    ],
)
def test_a_nomination_that_makes_no_sense_is_refused_whole(changes):
    with pytest.raises(Refused):
        services.submit_nomination(**typed_nomination(**changes))

    assert Nomination.objects.count() == 0


def test_a_lead_enters_one_for_somebody_on_the_telephone(a_lead):
    nomination = services.submit_nomination(**typed_nomination(), entered_by=a_lead)

    assert (nomination.entered_by, nomination.status) == (a_lead, "submitted")
    assert Change.objects.of(nomination).get().by == a_lead
    assert "The SATC lead wrote it down for you." in delivered()[0].body


def test_nobody_else_enters_one_for_somebody(not_a_lead):
    with pytest.raises(NotAllowed):
        services.submit_nomination(**typed_nomination(), entered_by=not_a_lead)


def test_the_form_is_checked_sent_and_answered_with_a_reference(client):
    fields = posted()

    checked = client.post("/nominate/", fields)
    assert "Saggar Lane Primary, Stoke-on-Trent, ST9 9ZZ" in checked.content.decode()
    assert Nomination.objects.count() == 0
    sent = client.post("/nominate/", fields | {"step": "send"}, follow=True)

    nomination = Nomination.objects.get()
    assert sent.redirect_chain == [(f"/nominate/sent/{nomination.reference}/", 302)]
    assert nomination.reference in sent.content.decode()


def test_the_confirmation_page_holds_nothing_of_what_was_written(client):
    nomination = NominationFactory()

    page = client.get(f"/nominate/sent/{nomination.reference}/").content.decode()

    for private in (nomination.head_name, nomination.head_email, nomination.nominee_name, nomination.school.name):
        assert private not in page


def test_a_form_sent_twice_makes_one_nomination(client):
    fields = posted() | {"step": "send"}

    first, second = client.post("/nominate/", fields), client.post("/nominate/", fields)

    assert (Nomination.objects.count(), first.url) == (1, second.url)


def test_going_back_to_change_an_answer_loses_nothing(client):
    page = client.post("/nominate/", posted() | {"step": "edit"}).content.decode()

    assert 'value="Hilary Head"' in page
    assert "Children run to her lessons." in page


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"head_name": ""}, "Enter the headteacher’s name."),
        ({"head_email": "head"}, "Enter the headteacher’s school e-mail address, like name@school.sch.uk."),
        ({"nominee_email": ""}, "Enter the nominee’s school e-mail address, like name@school.sch.uk."),
        ({"nominee_email": "HEAD@saggar.example"}, "This is the headteacher’s address."),
        ({"nominee_role": "headteacher"}, "Choose the nominee’s role."),
        ({"why": ""}, "Tell us in a sentence or two why you nominate them."),
        ({"capacity": ""}, "Say whether there is time for it."),
        ({"helper_name": "Olu Office"}, "Enter your e-mail address, like name@school.sch.uk."),
        ({"helper_email": "olu@saggar.example"}, "Enter your name."),
        ({"school": "999999"}, "No open school matches"),
        ({"website": "https://spam.example"}, "a box that people can’t see was filled in"),
    ],
)
def test_bad_answers_get_the_page_again_with_the_reason(client, changes, said):
    answer = client.post("/nominate/", posted() | changes | {"step": "send"})

    assert (answer.status_code, Nomination.objects.count()) == (200, 0)
    page = answer.content.decode()
    assert said in page
    assert "There is a problem" in page


def test_a_closed_school_is_refused_on_the_form(client):
    closed = SchoolFactory(closed=True)

    page = client.post("/nominate/", posted(closed) | {"step": "send"}).content.decode()

    assert "is closed in the register." in page


def test_a_proven_head_who_is_signed_in_is_not_asked_who_they_are(client):
    school = SchoolFactory(name="Saggar Lane Primary")
    client.force_login(head_of(school, name="Hilary Head", email="head@saggar.example"))

    page = client.get("/nominate/").content.decode()

    assert 'value="Hilary Head"' in page
    assert 'value="head@saggar.example"' in page
    assert "Saggar Lane Primary" in page


def test_nothing_on_the_public_form_alters_somebody_who_exists(client):
    person = PersonFactory(name="Real Name", email="head@saggar.example")

    client.post("/nominate/", posted() | {"step": "send"})

    person.refresh_from_db()
    assert (person.name, person.posts.count(), mail.outbox) == ("Real Name", 0, [])


def test_somebody_interested_finds_an_address_to_send_to_their_head(client):
    assert "http://127.0.0.1:8000/nominate/" in client.get("/nominate/").content.decode()


def test_too_many_from_one_address_are_asked_to_wait(client, settings):
    school = SchoolFactory()
    for _ in range(30):
        client.post("/nominate/", posted(school) | {"step": "send"})

    assert client.post("/nominate/", posted(school) | {"step": "send"}).status_code == 429
    assert Nomination.objects.count() == 30

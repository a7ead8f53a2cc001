import re

import pytest

from core.exceptions import TransitionRefused
from core.models import Change
from influencers import services
from influencers.workflow import NominationStatus
from schools.models import Person
from tests.factories.influencers import NominationFactory, typed_nomination
from tests.factories.schools import PersonFactory, PostFactory, lead
from tests.messages import delivered, queued

pytestmark = pytest.mark.django_db


def link_in(mail):
    return re.search(r"http://127.0.0.1:8000(/links/\S+)", mail.body)[1]


def submitted(**changes):
    return services.submit_nomination(**typed_nomination(**changes))


def test_people_and_unproven_posts_are_written_when_the_head_confirms():
    nomination = services.confirm_nomination(submitted())

    assert nomination.status == "confirmed"
    assert (nomination.head.name, nomination.head.email) == ("Hilary Head", "head@saggar.example")
    posts = [(post.role, post.school, post.is_proven) for post in nomination.head.posts.all()]
    assert posts == [("headteacher", nomination.school, False)]
    posts = [(post.role, post.school, post.is_proven) for post in nomination.nominee.posts.all()]
    assert posts == [("science_leader", nomination.school, False)]


def test_somebody_who_exists_is_never_altered():
    nomination = submitted()
    head = PersonFactory(name="Real Name", email="head@saggar.example")
    proven = PostFactory(person=head, school=nomination.school, head=True, proven=True)

    nomination = services.confirm_nomination(nomination)

    assert (nomination.head, nomination.head.name) == (head, "Real Name")
    assert list(head.posts.all()) == [proven]


def test_the_confirmation_is_recorded_as_the_heads():
    nomination = services.confirm_nomination(submitted())

    change = Change.objects.of(nomination).last()
    assert (change.action, change.from_status, change.to_status) == ("confirm", "submitted", "confirmed")
    assert change.by == nomination.head


def test_every_lead_is_told_and_led_to_the_page_where_they_act():
    leads = {lead().email, lead().email}
    nomination = submitted()

    services.confirm_nomination(nomination)

    assert {address for kind, address in queued() if kind == "nomination_confirmed"} == leads
    assert f"http://127.0.0.1:8000/admin/nominations/{nomination.reference}/" in delivered()[-1].body


@pytest.mark.parametrize("status", [status for status in NominationStatus if status != NominationStatus.SUBMITTED])
def test_only_a_submitted_nomination_can_be_confirmed(status):
    nomination = NominationFactory(status=status)
    people = Person.objects.count()

    with pytest.raises(TransitionRefused):
        services.confirm_nomination(nomination)

    nomination.refresh_from_db()
    assert (nomination.status, Person.objects.count()) == (status, people)


def test_the_link_opens_a_page_with_a_button_and_changes_nothing_by_itself(client):
    nomination = submitted()
    link = link_in(delivered()[0])

    page = client.get(link)

    assert "Confirm the nomination" in page.content.decode()
    nomination.refresh_from_db()
    assert nomination.status == "submitted"


def test_pressing_the_button_confirms_and_leads_to_the_nomination(client):
    nomination = submitted()

    answer = client.post(link_in(delivered()[0]), follow=True)

    nomination.refresh_from_db()
    assert nomination.status == "confirmed"
    assert answer.redirect_chain == [(f"/track/{nomination.reference}/", 302)]
    assert "Thank you. The nomination is confirmed." in answer.content.decode()


def test_a_used_link_says_so(client):
    link = link_in(delivered()[0] if submitted() else None)
    client.post(link)

    assert client.get(link).status_code == 410


def test_a_new_link_for_a_nomination_still_unconfirmed_confirms_it(client):
    submitted()
    link = link_in(delivered()[0])

    client.post(f"{link}renew/")

    assert queued() == [("nomination_confirm", "head@saggar.example")] * 2


def test_a_new_link_for_one_that_was_confirmed_leads_to_it(client):
    nomination = submitted()
    link = link_in(delivered()[0])
    services.confirm_nomination(nomination)

    client.post(f"{link}renew/")

    assert queued()[-1] == ("nomination_track", "head@saggar.example")


def test_a_head_who_is_signed_in_may_confirm_on_the_page_of_the_nomination(client):
    nomination = submitted()
    client.force_login(PersonFactory(email="head@saggar.example"))

    page = client.get(f"/track/{nomination.reference}/").content.decode()
    client.post(f"/track/{nomination.reference}/", {"act": "confirm"})

    nomination.refresh_from_db()
    assert ("Confirm the nomination" in page, nomination.status) == (True, "confirmed")


def test_the_helper_cannot_confirm_for_the_head(client):
    nomination = submitted(helper_name="Olu Office", helper_email="office@saggar.example")
    client.force_login(PersonFactory(email="office@saggar.example"))

    client.post(f"/track/{nomination.reference}/", {"act": "confirm"})

    nomination.refresh_from_db()
    assert nomination.status == "submitted"

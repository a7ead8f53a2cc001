import pytest
from django.urls import reverse

from brokerage import services
from brokerage.workflow import RequestStatus
from core.exceptions import TransitionRefused
from core.models import Change
from correspondence import links
from schools.models import Role
from tests.factories.brokerage import SupportRequestFactory
from tests.factories.schools import PersonFactory, PostFactory, lead
from tests.messages import queued

pytestmark = pytest.mark.django_db


def test_people_and_unproven_posts_are_written():
    request = services.confirm_request(SupportRequestFactory())

    head, leader = request.head, request.science_leader
    assert (head.email, leader.email) == (request.head_email, request.science_leader_email)
    posts = [(post.person, post.school, post.role, post.is_proven) for post in request.school.posts.order_by("role")]
    assert posts == [
        (head, request.school, Role.HEADTEACHER, False),
        (leader, request.school, Role.SCIENCE_LEADER, False),
    ]
    assert request.confirmed_at is not None


def test_somebody_who_exists_is_not_altered_and_a_proven_post_stays_proven():
    request = SupportRequestFactory()
    known = PersonFactory(email=request.head_email, name="Another Name")
    post = PostFactory(person=known, school=request.school, head=True, proven=True)

    services.confirm_request(request)

    known.refresh_from_db()
    assert (known.name, list(known.posts.all())) == ("Another Name", [post])
    assert known.posts.get().is_proven


def test_one_person_may_hold_both_seats():
    request = SupportRequestFactory(head_email="jo@school.example", science_leader_email="jo@school.example")

    request = services.confirm_request(request)

    assert request.head == request.science_leader
    assert sorted(request.head.posts.values_list("role", flat=True)) == ["headteacher", "science_leader"]


def test_the_leads_hear_of_it_and_so_do_sender_and_head():
    a_lead = lead()

    request = services.confirm_request(SupportRequestFactory())

    assert queued() == [
        ("request_arrived", a_lead.email),
        ("request_received", request.requester_email),
        ("request_for_your_school", request.head_email),
    ]
    change = Change.objects.of(request).get()
    assert (change.action, change.by, change.school_urn) == ("confirm", request.science_leader, request.school.urn)


def test_a_head_who_sent_it_is_not_told_again():
    request = SupportRequestFactory(requester_role="headteacher")

    services.confirm_request(request)

    assert "request_for_your_school" not in [kind for kind, _ in queued()]


@pytest.mark.parametrize("status", [status for status in RequestStatus if status != RequestStatus.SUBMITTED])
def test_only_a_submitted_request_can_be_confirmed(status):
    request = SupportRequestFactory(status=status)

    with pytest.raises(TransitionRefused):
        services.confirm_request(request)

    request.refresh_from_db()
    assert request.status == status


def test_the_link_opens_a_page_with_a_button_that_confirms_and_shows_the_request(client):
    request = SupportRequestFactory()
    url = links.mint("confirm_request", request.reference, request.requester_email)

    page = client.get(url)
    request.refresh_from_db()
    assert (page.status_code, request.status) == (200, "submitted")

    answer = client.post(url)
    request.refresh_from_db()
    assert (answer.url, request.status) == (reverse("track", args=[request.reference]), "confirmed")
    assert "We have your request" in client.get(answer.url).content.decode()


def test_a_used_link_says_so(client):
    request = services.confirm_request(SupportRequestFactory())

    assert client.get(links.mint("confirm_request", request.reference, request.requester_email)).status_code == 410


def test_a_link_for_another_address_confirms_nothing(client):
    request = SupportRequestFactory()

    assert client.post(links.mint("confirm_request", request.reference, "x@school.example")).status_code == 410
    request.refresh_from_db()
    assert request.status == "submitted"


def test_a_new_link_goes_to_the_same_address():
    request = SupportRequestFactory()

    links.PURPOSES["confirm_request"].renew(request.reference, request.requester_email)
    links.PURPOSES["confirm_request"].renew(request.reference, "x@school.example")
    links.PURPOSES["track_request"].renew(request.reference, request.requester_email)

    assert queued() == [("confirm_request", request.requester_email), ("track_request", request.requester_email)]


def test_whoever_sent_it_confirms_it_signed_in_from_their_page(client):
    request = SupportRequestFactory()
    sender = PersonFactory(email=request.requester_email)
    client.force_login(sender)
    assert f"Confirm your request for {request.school}" in client.get("/my/").content.decode()
    confirm = reverse("brokerage:confirm", args=[request.reference])
    assert confirm in client.get(request.get_absolute_url()).content.decode()

    answer = client.post(confirm, follow=True)

    request.refresh_from_db()
    assert request.status == RequestStatus.CONFIRMED
    assert "Your request is with the SATC lead." in answer.content.decode()
    assert "Confirm your request" not in client.get("/my/").content.decode()


def test_nobody_else_confirms_it_signed_in(client):
    request = SupportRequestFactory()
    head_of_the_school = PostFactory(school=request.school, head=True, proven=True).person
    for somebody, status in [(lead(), 403), (head_of_the_school, 403), (PersonFactory(), 404)]:
        client.force_login(somebody)
        assert client.post(reverse("brokerage:confirm", args=[request.reference])).status_code == status

    request.refresh_from_db()
    assert request.status == RequestStatus.SUBMITTED

"""A school's second open request is tied to its first, and nobody learns from it who sent the other."""

import pytest

from brokerage import services
from brokerage.models import SupportRequest
from brokerage.workflow import OPEN, RequestStatus
from tests.at_once import at_once
from tests.brokerage.test_asking_for_support import text
from tests.factories.brokerage import SupportRequestFactory
from tests.factories.schools import SchoolFactory, head_of, lead
from tests.messages import delivered

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("status", RequestStatus)
def test_it_is_tied_to_a_request_that_is_open(status):
    first = SupportRequestFactory(status=status)

    second = services.confirm_request(SupportRequestFactory(school=first.school))

    assert second.first == (first if status in OPEN else None)


def test_a_third_is_tied_to_the_first_and_another_schools_is_not():
    first = SupportRequestFactory(status="confirmed")
    second, third, elsewhere = (
        SupportRequestFactory(school=school) for school in (first.school, first.school, SchoolFactory())
    )

    for request in (second, third, elsewhere):
        services.confirm_request(request)

    assert [SupportRequest.objects.get(pk=one.pk).first for one in (second, third, elsewhere)] == [first, first, None]


def test_the_sender_is_told_kindly_and_not_who_sent_the_other():
    first = SupportRequestFactory(status="confirmed", requester_name="Secret Sender")

    second = services.confirm_request(SupportRequestFactory(school=first.school))

    [said] = [message for message in delivered() if second.requester_email in message.to]
    assert "Somebody at your school has asked us for support already" in said.body
    assert "Secret Sender" not in said.body
    assert first.reference not in said.body


def test_who_may_see_the_first_finds_it_from_the_second(client):
    first = SupportRequestFactory(status="confirmed")
    second = services.confirm_request(SupportRequestFactory(school=first.school, head_name="Another Head"))
    pages = {}
    for who, person in (("sender", second.requester), ("head", head_of(first.school)), ("lead", lead())):
        client.force_login(person)
        pages[who] = text(client.get(second.get_absolute_url()))

    assert {who: first.reference in page for who, page in pages.items()} == {
        "sender": False,
        "head": True,
        "lead": True,
    }
    assert all("Somebody at your school had asked us already" in page for page in pages.values())


def test_the_heads_copy_holds_what_was_asked_and_no_link():
    request = SupportRequestFactory(need="See https://evil.example/x or evil.co.uk/y. We need help.", ofsted=True)

    services.confirm_request(request)

    [copy] = [message for message in delivered() if request.head_email in message.to]
    assert "See [a link, left out] or [a link, left out] We need help." in copy.body
    assert "Why now: An Ofsted outcome in science" in copy.body


@pytest.mark.needs("PostgreSQL")
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_confirmed_at_once_are_first_and_second():
    school = SchoolFactory()
    requests = [SupportRequestFactory(school=school) for _ in range(2)]

    done, refused = at_once(services.confirm_request, requests)

    assert (len(done), refused) == (2, [])
    assert sorted(request.first is None for request in done) == [False, True]

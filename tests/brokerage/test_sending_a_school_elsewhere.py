"""Referring elsewhere, and pointing to what exists: the school reads a prepared answer, the lead's words, or both."""

import pytest

from brokerage import services
from brokerage.models import ReferralKind
from correspondence import links
from tests.brokerage.test_asking_for_support import text
from tests.factories.brokerage import PreparedAnswerFactory, SupportRequestFactory
from tests.messages import delivered

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, a_lead):
    client.force_login(a_lead)
    return client


def sent(desk, act, **typed):
    request = SupportRequestFactory(status="triaged")
    url = f"/admin/support/{request.reference}/{act}/"
    page = desk.post(url, {f"{act}-{name}": value for name, value in typed.items()}, follow=True)
    request.refresh_from_db()
    return request, text(page)


def test_a_prepared_answer_and_a_word_of_ones_own_reach_the_school(desk):
    answer = PreparedAnswerFactory()

    request, _ = sent(desk, "refer", prepared=answer.pk, reason="Ask for Bo.")

    words = "The hub in Hanley supports whole schools.\nhttps://hub.example.org/\n\nAsk for Bo."
    assert (request.status, request.referral_kind, request.referral_words) == ("referred", "elsewhere", words)
    [mail] = delivered()
    assert "We think that somebody else can help you better" in mail.body
    assert words in mail.body


def test_pointing_to_what_exists_is_said_so(desk):
    request, page = sent(desk, "signpost", reason="Our event in March.")

    assert (request.status, request.referral_kind) == ("referred", ReferralKind.EXISTS)
    assert "The school has been told what exists already." in page
    assert "What you are looking for is there already" in delivered()[0].body


@pytest.mark.parametrize("act", ["refer", "signpost"])
def test_something_has_to_be_said(desk, act):
    request, page = sent(desk, act)

    assert "or choose a prepared answer." in page
    assert request.status == "triaged"


@pytest.mark.parametrize("fields", [{"kind": ReferralKind.EXISTS}, {"is_offered": False}])
def test_an_answer_of_the_other_kind_or_no_longer_offered_is_not_in_the_list(desk, fields):
    request, page = sent(desk, "refer", prepared=PreparedAnswerFactory(**fields).pk)

    assert "Choose an answer from the list." in page
    assert request.status == "triaged"


def test_the_sender_reads_it_again_where_they_follow_their_request(client, a_lead):
    request = SupportRequestFactory(status="confirmed")
    services.refer_request(request, prepared=PreparedAnswerFactory(), by=a_lead)
    client.post(links.mint("track_request", request.reference, request.requester_email))

    page = text(client.get(f"/track/{request.reference}/"))

    assert "Somebody else can help better" in page
    assert 'href="https://hub.example.org/"' in page


def test_an_answer_that_a_lead_changes_later_does_not_change_what_was_sent(a_lead):
    request, answer = SupportRequestFactory(status="confirmed"), PreparedAnswerFactory()
    services.refer_request(request, prepared=answer, by=a_lead)

    answer.words = "Something else"
    answer.save()

    request.refresh_from_db()
    assert "The hub in Hanley" in request.referral_words

import pytest

from brokerage import services, waiting
from brokerage.models import Invoice, QuoteAcceptance
from brokerage.workflow import QuoteStatus
from core import clock
from core.exceptions import NotAllowed, Refused, TransitionRefused
from core.models import Change
from core.working_days import ONE_DAY
from correspondence import links
from tests.factories.brokerage import QuoteFactory
from tests.factories.schools import PersonFactory, finance, head_of, lead
from tests.messages import queued

pytestmark = pytest.mark.django_db

KEY = {"form_key": "6f8f57c5-6b1c-4a6e-9c59-4a7c1b1f9a11"}


def test_the_heads_yes_is_written_down_and_finance_has_an_invoice_to_raise():
    quote, a_lead, payer = QuoteFactory(), lead(), finance()

    acceptance = services.accept_quote(quote, by=quote.sent_to, purchase_order=" PO 17 ")

    quote.refresh_from_db()
    quote.request.refresh_from_db()
    invoice = Invoice.objects.get()
    assert (quote.status, quote.request.status) == ("accepted", "quote_accepted")
    assert (acceptance.accepted_by, acceptance.quote) == (quote.sent_to, quote)
    assert (invoice.acceptance, invoice.amount_pence, invoice.purchase_order) == (acceptance, 60000, "PO 17")
    assert [(change.action, change.by) for change in Change.objects.of(quote)] == [("accept", quote.sent_to)]
    assert [change.action for change in Change.objects.of(invoice)] == ["list"]
    asked = queued()
    for expected in (("quote_accepted", a_lead.email), ("invoice_to_raise", payer.email)):
        assert expected in asked
    assert asked[-2:] == [("quote_agreed", quote.sent_to.email), ("quote_agreed", quote.request.science_leader.email)]


def test_a_no_needs_no_reason_and_waits_for_the_lead():
    quote, a_lead = QuoteFactory(), lead()

    services.decline_quote(quote, by=quote.sent_to)

    quote.request.refresh_from_db()
    assert (quote.request.status, QuoteAcceptance.objects.count()) == ("quote_declined", 0)
    assert ("quote_declined", a_lead.email) in queued()
    assert [item.text for item in waiting.desk_for(a_lead)] == [
        "Request for support: decide what comes next, since the quote was declined"
    ]


@pytest.mark.parametrize("answer", [services.accept_quote, services.decline_quote])
@pytest.mark.parametrize("status", [status for status in QuoteStatus if status != QuoteStatus.SENT])
def test_a_quote_is_answered_once(answer, status):
    quote = QuoteFactory(status=status)

    with pytest.raises(TransitionRefused):
        answer(quote, by=quote.sent_to)


@pytest.mark.parametrize("answer", [services.accept_quote, services.decline_quote])
def test_only_a_proven_head_of_the_school_answers(answer):
    quote = QuoteFactory()
    quote.sent_to.posts.update(proven_at=None, proven_by=None)

    for person in (quote.sent_to, quote.request.science_leader, lead(), PersonFactory()):
        with pytest.raises(NotAllowed, match="once SATC has recorded that they are"):
            answer(quote, by=person)

    answer(quote, by=head_of(quote.school))


@pytest.mark.parametrize("answer", [services.accept_quote, services.decline_quote])
def test_its_last_day_counts_and_the_day_after_does_not(answer):
    quote = QuoteFactory()

    with clock.moved_to(quote.valid_until + ONE_DAY), pytest.raises(Refused, match="was valid until"):
        answer(quote, by=quote.sent_to)
    with clock.moved_to(quote.valid_until):
        answer(quote, by=quote.sent_to)


def test_it_waits_for_the_head_first_of_all_and_for_nobody_else():
    quote = QuoteFactory()

    [item] = waiting.waiting_for(quote.sent_to)

    assert (item.text, item.url) == (
        "Answer the quote of £600.00 for science support",
        f"/quotes/{quote.reference}/",
    )
    assert waiting.waiting_for(quote.request.science_leader) == []
    with clock.moved_to(quote.valid_until + ONE_DAY):
        assert waiting.waiting_for(quote.sent_to) == []


def test_by_the_link_the_head_accepts_without_signing_in(client):
    quote = QuoteFactory()
    link = links.mint("answer_quote", quote.reference, quote.sent_to.email)

    page = client.post(link, follow=True)
    assert page.redirect_chain == [(f"/quotes/{quote.reference}/", 302)]
    assert "Accept the quote" in page.content.decode()
    for _ in range(2):
        page = client.post(f"/quotes/{quote.reference}/accept/", KEY | {"purchase_order": "PO 17"}, follow=True)

    assert "The quote is accepted" in page.content.decode()
    assert QuoteAcceptance.objects.get().accepted_by == quote.sent_to
    assert client.post(link).status_code == 410


def test_the_link_dies_with_the_post_of_the_head(client):
    quote = QuoteFactory()
    link = links.mint("answer_quote", quote.reference, quote.sent_to.email)
    quote.sent_to.posts.update(proven_at=None, proven_by=None)

    assert client.get(link).status_code == 410


def test_a_head_who_came_by_the_link_and_is_proven_no_more_is_told(client):
    quote = QuoteFactory()
    client.post(links.mint("answer_quote", quote.reference, quote.sent_to.email))
    quote.sent_to.posts.update(proven_at=None, proven_by=None)

    page = client.get(f"/quotes/{quote.reference}/").content.decode()
    assert "Accept the quote" not in page
    assert "Then please tell the SATC lead" in page
    assert client.post(f"/quotes/{quote.reference}/accept/", KEY).status_code == 403


def test_signed_in_the_head_declines_and_says_why(client):
    quote = QuoteFactory()
    client.force_login(quote.sent_to)

    client.post(f"/quotes/{quote.reference}/decline/", {"reason": "Too dear this year"})

    quote.refresh_from_db()
    assert quote.status == "declined"
    assert Change.objects.of(quote).get().reason == "Too dear this year"


def test_who_asked_reads_it_and_may_not_answer(client):
    quote = QuoteFactory()
    client.force_login(quote.request.science_leader)

    assert "Accept the quote" not in client.get(f"/quotes/{quote.reference}/").content.decode()
    assert client.post(f"/quotes/{quote.reference}/accept/", KEY).status_code == 403


def test_an_order_number_that_is_too_long_comes_back(client):
    quote = QuoteFactory()
    client.force_login(quote.sent_to)

    page = client.post(f"/quotes/{quote.reference}/accept/", KEY | {"purchase_order": "9" * 41}).content.decode()

    assert "Keep it to 40 characters." in page
    assert "9" * 41 in page

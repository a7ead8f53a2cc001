import datetime

import pytest

from brokerage import services
from brokerage.models import Quote
from brokerage.workflow import TO_QUOTE, RequestStatus
from core import clock
from core.exceptions import NotAllowed, Refused, TransitionRefused
from core.models import Change
from correspondence.models import Document
from tests.factories.brokerage import QuoteFactory, SupportRequestFactory, school_day
from tests.factories.schools import PersonFactory
from tests.messages import delivered, queued

pytestmark = pytest.mark.django_db


def offer(**fields):
    usual = {"delivery_halves": 5, "preparation_halves": 1, "pence_per_day": 30000, "valid_until": school_day(30)}
    return services.Offer(**usual | fields)


def to_quote(**fields):
    return SupportRequestFactory(**{"status": "triaged", "route": "quote"} | fields)


def test_the_head_gets_the_letter_and_a_link_and_who_asked_a_copy(a_lead):
    request = to_quote()

    quote = services.send_quote(request, offer(extras="Magnets", extras_pence=1050), by=a_lead)

    request.refresh_from_db()
    assert (request.status, quote.status, quote.version) == ("quoted", "sent", 1)
    assert quote.total_pence == 3 * 30000 + 1050
    assert queued() == [("quote_sent", request.head.email), ("quote_copied", request.science_leader.email)]
    assert Change.objects.of(request).get().reason.startswith("£910.50, valid until ")
    letter = Document.objects.get(kind="quote")
    assert set(letter.readers.all()) == {request.head, request.science_leader}
    to_head = next(mail for mail in delivered() if mail.to == [request.head.email])
    assert "£910.50" in to_head.subject
    assert [name for name, *_ in to_head.attachments] == [f"{letter.reference}.pdf"]


def test_a_new_quote_replaces_the_one_that_is_out(a_lead):
    first = QuoteFactory()

    second = services.send_quote(first.request, offer(), by=a_lead)

    first.refresh_from_db()
    assert (first.status, second.status, second.version) == ("replaced", "sent", 2)
    assert [change.action for change in Change.objects.of(first)] == ["replace"]


@pytest.mark.parametrize("status", ["declined", "expired"])
def test_after_a_no_or_too_long_it_can_be_quoted_anew(a_lead, status):
    before = QuoteFactory(status=status)

    services.send_quote(before.request, offer(), by=a_lead)

    before.refresh_from_db()
    before.request.refresh_from_db()
    assert (before.status, before.request.status) == (status, "quoted")


@pytest.mark.parametrize("status", [status for status in RequestStatus if status not in TO_QUOTE])
def test_no_other_status_can_be_quoted_for(a_lead, status):
    with pytest.raises(TransitionRefused):
        services.send_quote(SupportRequestFactory(status=status), offer(), by=a_lead)

    assert not Quote.objects.exists()


@pytest.mark.parametrize("route", ["funded", "goodwill"])
def test_what_the_school_does_not_pay_is_not_quoted_for(a_lead, route):
    with pytest.raises(Refused, match="not to be quoted for"):
        services.send_quote(to_quote(route=route), offer(), by=a_lead)


def test_part_of_each_reserves_first(a_lead):
    request = to_quote(route="both")
    with pytest.raises(Refused, match="Reserve the funded days first"):
        services.send_quote(request, offer(), by=a_lead)

    quote = services.send_quote(to_quote(route="both", reserved=2), offer(), by=a_lead)

    assert Document.objects.get().context["funded"] == "1 day"
    assert quote.request.status == "quoted"


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"delivery_halves": 0}, "at least half a day"),
        ({"pence_per_day": 30001}, "even number of pence"),
        ({"extras": "Magnets"}, "Say both"),
        ({"extras_pence": 100}, "Say both"),
        ({"valid_until": clock.today()}, "after today"),
        ({"valid_until": clock.today() + datetime.timedelta(days=400)}, "half a year at the most"),
    ],
)
def test_what_makes_no_sense_is_refused(a_lead, fields, message):
    with pytest.raises(Refused, match=message):
        services.send_quote(to_quote(), offer(**fields), by=a_lead)


def test_without_a_proven_head_there_is_nobody_to_ask(a_lead):
    with pytest.raises(Refused, match="proven head first"):
        services.send_quote(to_quote(proven=False), offer(), by=a_lead)


def test_only_a_lead_sends(not_a_lead):
    with pytest.raises(NotAllowed):
        services.send_quote(to_quote(), offer(), by=not_a_lead)


def typed(**fields):
    return {
        "form_key": "6f8f57c5-6b1c-4a6e-9c59-4a7c1b1f9a10",
        "delivery_halves": "4",
        "preparation_halves": "0",
        "pence_per_day": "£1,250.50",
        "valid_until": school_day(30).isoformat(),
    } | fields


def test_it_is_filled_in_looked_at_and_sent(client, a_lead):
    request = to_quote()
    client.force_login(a_lead)
    url = f"/admin/support/{request.reference}/quote/"

    checked = client.post(url, typed())
    preview = client.post(url, typed(step="preview"))
    assert "£2,501.00" in checked.content.decode()
    assert (preview["Content-Type"], preview.content[:5]) == ("application/pdf", b"%PDF-")
    assert not Quote.objects.exists()
    for _ in range(2):
        client.post(url, typed(step="send"))

    assert [quote.total_pence for quote in Quote.objects.all()] == [250100]


def test_bad_input_is_said_and_nothing_typed_is_lost(client, a_lead):
    request = to_quote()
    client.force_login(a_lead)

    page = client.post(
        f"/admin/support/{request.reference}/quote/", typed(pence_per_day="lots", extras="Magnets", valid_until="x")
    ).content.decode()

    for words in ("like 250 or 249.50", "Say what it costs.", "Enter a date, like 3/3/2027.", 'value="lots"'):
        assert words in page


def test_triaging_anew_takes_the_quote_back_and_the_days_go_back(a_lead):
    quote = QuoteFactory(request__route="both", request__reserved=2, request__school__support_level="intensive")
    pool = quote.request.pool_entries.get().pool

    services.triage(quote.request, level="universal", route="goodwill", reason="They have no money", by=a_lead)

    quote.refresh_from_db()
    pool.refresh_from_db()
    assert (quote.status, quote.request.reserved_halves, pool.reserved_halves) == ("withdrawn", 0, 0)


def test_ending_the_request_takes_the_quote_back(a_lead):
    quote = QuoteFactory()

    services.refer_request(quote.request, reason="Somebody else", by=a_lead)

    quote.refresh_from_db()
    assert quote.status == "withdrawn"


def test_the_list_shows_what_is_out_first_what_runs_out_first(client, a_lead):
    late, soon = QuoteFactory(valid_until=school_day(40)), QuoteFactory(valid_until=school_day(5))
    over = QuoteFactory(status="declined")
    client.force_login(a_lead)

    page = client.get("/admin/quotes/").content.decode()

    assert page.index(soon.reference) < page.index(late.reference)
    assert over.reference not in page
    assert over.reference in client.get("/admin/quotes/?status=declined").content.decode()
    assert client.get("/admin/quotes/?status=nonsense").status_code == 200


def test_somebody_elses_is_not_there(client):
    client.force_login(PersonFactory())

    assert client.get(f"/quotes/{QuoteFactory().reference}/").status_code == 404

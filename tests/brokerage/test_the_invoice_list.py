import csv
import datetime
import io

import pytest

from brokerage import services, waiting
from brokerage.workflow import InvoiceStatus
from core import clock
from core.exceptions import NotAllowed, Refused, TransitionRefused
from core.models import Change
from core.working_days import ONE_DAY
from tests.factories.brokerage import invoice_in
from tests.factories.schools import PersonFactory, finance, lead, national_lead

pytestmark = pytest.mark.django_db

I = InvoiceStatus  # noqa: E741


@pytest.fixture
def payer(db):
    return finance()


def test_from_to_raise_to_received(payer):
    invoice = invoice_in(I.TO_RAISE)

    services.raise_invoice(invoice, number="F 100", on=clock.today(), by=payer)
    invoice = services.receive_invoice(invoice, on=clock.today(), by=payer)

    assert (invoice.status, invoice.number, invoice.received_on) == ("received", "F 100", clock.today())
    assert [(change.action, change.by) for change in Change.objects.of(invoice)] == [
        ("raise", payer),
        ("receive", payer),
    ]


@pytest.mark.parametrize(
    ("act", "allowed"),
    [
        (lambda invoice, by: services.raise_invoice(invoice, number="F 1", on=clock.today(), by=by), {I.TO_RAISE}),
        (lambda invoice, by: services.receive_invoice(invoice, on=clock.today(), by=by), {I.RAISED}),
        (lambda invoice, by: services.cancel_invoice(invoice, reason="No", by=by), {I.TO_RAISE, I.RAISED}),
    ],
    ids=["raise", "receive", "cancel"],
)
def test_each_step_starts_from_its_own_state_and_is_finances(act, allowed, payer):
    for status in InvoiceStatus:
        invoice = invoice_in(status)
        if status not in allowed:
            with pytest.raises(TransitionRefused):
                act(invoice, payer)
    for person in (lead(), national_lead(), PersonFactory()):
        with pytest.raises(NotAllowed):
            act(invoice, person)


def test_what_makes_no_sense_is_refused(payer):
    tomorrow = clock.today() + ONE_DAY
    invoice_in(I.RAISED, number="F 7")
    raised = invoice_in(I.RAISED)
    for act in (
        lambda: services.raise_invoice(invoice_in(I.TO_RAISE), number=" ", on=clock.today(), by=payer),
        lambda: services.raise_invoice(invoice_in(I.TO_RAISE), number="F 7", on=clock.today(), by=payer),
        lambda: services.raise_invoice(invoice_in(I.TO_RAISE), number="F 8", on=tomorrow, by=payer),
        lambda: services.receive_invoice(raised, on=tomorrow, by=payer),
        lambda: services.receive_invoice(raised, on=raised.raised_on - datetime.timedelta(days=1), by=payer),
        lambda: services.cancel_invoice(raised, reason=" ", by=payer),
    ):
        with pytest.raises(Refused):
            act()


def test_the_purchase_order_may_come_later_from_finance_or_a_lead(payer):
    invoice = invoice_in(I.TO_RAISE)

    for person, number in ((payer, "PO 1"), (lead(), "PO 2")):
        assert services.set_purchase_order(invoice, purchase_order=number, by=person).purchase_order == number
    with pytest.raises(NotAllowed):
        services.set_purchase_order(invoice, purchase_order="x", by=national_lead())
    with pytest.raises(Refused, match="stays as it is"):
        services.set_purchase_order(invoice_in(I.RECEIVED), purchase_order="x", by=payer)


def test_when_the_request_ends_an_invoice_that_nobody_raised_is_cancelled(payer, client):
    to_raise, raised = invoice_in(I.TO_RAISE), invoice_in(I.RAISED)
    for invoice in (to_raise, raised):
        services.decline_request(invoice.acceptance.quote.request, reason="They moved", by=lead())

    to_raise.refresh_from_db()
    raised.refresh_from_db()
    assert (to_raise.status, raised.status) == ("cancelled", "raised")
    client.force_login(payer)
    assert "Does this have to be credited?" in client.get(raised.get_absolute_url()).content.decode()


def test_it_waits_for_finance_and_for_nobody_else(payer):
    invoice = invoice_in(I.TO_RAISE)
    invoice_in(I.RAISED)

    assert [item.url for item in waiting.desk_for(payer)] == [invoice.get_absolute_url()]


def test_the_list_filters_finds_and_sums(client, payer):
    to_raise, received = invoice_in(I.TO_RAISE), invoice_in(I.RECEIVED)
    client.force_login(payer)

    page = client.get("/admin/invoices/").content.decode()
    found = client.get("/admin/invoices/", {"status": "all", "q": received.number}).content.decode()

    assert (to_raise.reference in page, received.reference in page) == (True, False)
    assert (to_raise.reference in found, received.reference in found) == (False, True)
    assert page.count("£600.00") >= 3
    assert client.get("/admin/invoices/?status=nonsense&page=x").status_code == 200


def test_the_file_holds_what_the_list_shows_and_no_formula(client, payer):
    invoice = invoice_in(I.TO_RAISE, purchase_order="=1+1")
    invoice_in(I.RECEIVED)
    client.force_login(payer)

    answer = client.get("/admin/invoices/file/")

    [row] = csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert (row["quote"], row["amount"], row["purchase order"]) == (invoice.reference, "600.00", "'=1+1")


def test_at_the_desk_it_is_raised_and_bad_input_comes_back(client, payer):
    invoice = invoice_in(I.TO_RAISE)
    client.force_login(payer)
    url = invoice.get_absolute_url()
    key = {"raise-form_key": "6f8f57c5-6b1c-4a6e-9c59-4a7c1b1f9a13"}

    page = client.post(f"{url}raise/", key | {"raise-number": "F 9", "raise-on": "soon"}).content.decode()
    assert "Enter a date" in page
    assert 'value="F 9"' in page
    client.post(f"{url}raise/", key | {"raise-number": "F 9", "raise-on": clock.today().isoformat()})

    invoice.refresh_from_db()
    assert (invoice.status, invoice.number) == ("raised", "F 9")
    assert client.post(f"{url}magic/").status_code == 404

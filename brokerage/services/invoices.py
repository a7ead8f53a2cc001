"""Finance's list: what schools are asked to pay, from an accepted quote to the money received."""

from django.db import transaction

from brokerage import permissions
from brokerage.models import Invoice
from brokerage.services.locks import lock_invoice
from core import clock
from core.exceptions import Refused
from core.permissions import require
from core.workflow import move, record

ONLY_FINANCE = "Only SATC finance does that with an invoice."


@transaction.atomic
def raise_invoice(invoice, *, number, on, by):
    """Finance has sent the school an invoice, of its own number."""
    require(permissions.can_invoice(by), ONLY_FINANCE)
    number = number.strip()
    if not number:
        raise Refused("Enter the number of your invoice.")
    invoice = lock_invoice(invoice)
    move(invoice, "raise", by=by, reason=number)
    if Invoice.objects.filter(number=number).exists():
        raise Refused(f"Invoice {number} stands on another line already.")
    if on > clock.today():
        raise Refused("Enter the day on which it was raised, today at the latest.")
    invoice.number, invoice.raised_on = number, on
    invoice.save(update_fields=["status", "number", "raised_on"])
    return invoice


@transaction.atomic
def receive_invoice(invoice, *, on, by):
    """The money has come."""
    require(permissions.can_invoice(by), ONLY_FINANCE)
    invoice = lock_invoice(invoice)
    move(invoice, "receive", by=by)
    if not invoice.raised_on <= on <= clock.today():
        raise Refused("Enter the day on which the money came: not before the invoice was raised, nor after today.")
    invoice.received_on = on
    invoice.save(update_fields=["status", "received_on"])
    return invoice


@transaction.atomic
def cancel_invoice(invoice, *, reason, by):
    """It is not to be paid: not raised at all, or credited by finance."""
    require(permissions.can_invoice(by), ONLY_FINANCE)
    if not reason.strip():
        raise Refused("Give the reason.")
    invoice = lock_invoice(invoice)
    move(invoice, "cancel", by=by, reason=reason)
    invoice.save(update_fields=["status"])
    return invoice


@transaction.atomic
def set_purchase_order(invoice, *, purchase_order, by):
    """The school's order number, given later than its yes; an invoice that is paid or cancelled keeps what it has."""
    require(permissions.sees_invoices(by), "Only SATC finance or a SATC lead writes down a purchase order.")
    invoice = lock_invoice(invoice)
    if not invoice.flow.allowed(invoice.status):
        raise Refused(f"This invoice is {invoice.get_status_display().lower()}, so its purchase order stays as it is.")
    before, invoice.purchase_order = invoice.purchase_order, purchase_order.strip()
    if before != invoice.purchase_order:
        invoice.save(update_fields=["purchase_order"])
        record(invoice, "purchase_order", by=by, reason=invoice.purchase_order or "taken out", before=invoice.status)
    return invoice

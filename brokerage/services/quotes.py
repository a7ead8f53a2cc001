"""The quote: what a school pays is agreed with its head before any support starts."""

import datetime
from dataclasses import dataclass

from django.db import transaction

from brokerage import notifications, permissions, quote_letter
from brokerage.models import Invoice, Quote, QuoteAcceptance
from brokerage.services.locks import lock_quote, lock_request
from brokerage.services.requests import head_for
from brokerage.workflow import QuoteStatus, Route
from core import clock
from core.exceptions import Refused
from core.permissions import require
from core.words import long_date, pounds
from core.workflow import begin, move
from core.working_days import after_working_days
from correspondence import letters
from correspondence.models import Document
from schools.models import Person

WORKING_DAYS_OF_WARNING = 3
LONGEST_VALID = datetime.timedelta(days=183)


@dataclass(frozen=True)
class Offer:
    """What a quote says, before it is one. Days in half-days, money in pence."""

    delivery_halves: int
    pence_per_day: int
    valid_until: datetime.date
    preparation_halves: int = 0
    extras: str = ""
    extras_pence: int = 0
    note: str = ""

    @property
    def total_pence(self):
        halves = self.preparation_halves + self.delivery_halves
        return self.pence_per_day * halves // 2 + self.extras_pence

    def check(self):
        """Refuse what makes no sense, in words for whoever wrote it."""
        if self.delivery_halves <= 0 or self.preparation_halves < 0:
            raise Refused("Quote for at least half a day at the school.")
        if self.pence_per_day <= 0 or self.pence_per_day % 2:
            raise Refused("Give the price of a day as an even number of pence, so that half a day is whole pence.")
        if bool(self.extras) != bool(self.extras_pence) or self.extras_pence < 0:
            raise Refused("Say both what else is in it and what that costs, or neither.")
        if self.valid_until <= clock.today():
            raise Refused("Choose a day after today until which the quote is valid.")
        if self.valid_until > clock.today() + LONGEST_VALID:
            raise Refused("A quote is valid for half a year at the most. Choose an earlier day.")


def make_quote(request, offer, *, head, by):
    """The quote that the offer would be, not saved."""
    return Quote(
        request=request,
        school=request.school,
        version=request.quotes.count() + 1,
        preparation_halves=offer.preparation_halves,
        delivery_halves=offer.delivery_halves,
        pence_per_day=offer.pence_per_day,
        extras=offer.extras,
        extras_pence=offer.extras_pence,
        total_pence=offer.total_pence,
        note=offer.note,
        valid_until=offer.valid_until,
        sent_to=head,
        sent_by=by,
    )


def preview_quote(request, offer, *, by):
    """The PDF that would go to the head if the quote were sent now. Nothing is stored."""
    require(permissions.can_broker(by), "Only a SATC lead makes a quote.")
    offer.check()
    head = _head_to_ask(request)
    quote = make_quote(request, offer, head=head, by=by)
    paper = Document(
        kind="quote",
        title=quote_letter.title(quote),
        school=request.school,
        context=quote_letter.context(quote),
    )
    return letters.render(paper, is_preview=True).pdf


@transaction.atomic
def send_quote(request, offer, *, by):
    """Send the head a quote; one that is out is replaced. The science leader gets a copy if the request was theirs."""
    require(permissions.can_broker(by), "Only a SATC lead sends a quote.")
    offer.check()
    request = lock_request(request)
    move(request, "quote", by=by, reason=f"{pounds(offer.total_pence)}, valid until {long_date(offer.valid_until)}")
    if not request.is_quoted_for:
        raise Refused("This request is not to be quoted for. Set another way to pay for it first.")
    if request.route == Route.BOTH and not request.reserved_halves:
        raise Refused("Reserve the funded days first: the quote is for the rest.")
    head = _head_to_ask(request)
    for before in request.quotes.select_for_update(of=("self",)).filter(status=QuoteStatus.SENT):
        move(before, "replace", by=by)
        before.save(update_fields=["status"])
    quote = make_quote(request, offer, head=head, by=by)
    quote.save()
    request.save(update_fields=["status"])
    begin(quote, "send", by=by)
    notifications.quote_sent(quote)
    return quote


def _head_to_ask(request):
    head = head_for(request)
    if head is None:
        raise Refused("The school needs a proven head first: a head has to accept the quote.")
    return head


@transaction.atomic
def accept_quote(quote, *, by, purchase_order=""):
    """The school's head accepts: support can start, and finance has an invoice to raise."""
    quote = lock_quote(quote)
    _check_head(quote, by)
    move(quote, "accept", by=by, reason=f"Purchase order {purchase_order.strip()}" if purchase_order.strip() else "")
    _check_in_time(quote)
    move(quote.request, "accept_quote", by=by, reason=pounds(quote.total_pence))
    quote.save(update_fields=["status"])
    quote.request.save(update_fields=["status"])
    acceptance = QuoteAcceptance.objects.create(quote=quote, accepted_by=by)
    invoice = Invoice.objects.create(
        acceptance=acceptance,
        school=quote.school,
        amount_pence=quote.total_pence,
        purchase_order=purchase_order.strip(),
    )
    begin(invoice, "list", by=by)
    notifications.quote_accepted(acceptance)
    return acceptance


@transaction.atomic
def decline_quote(quote, *, by, reason=""):
    """The school's head declines; they need not say why. The lead quotes anew, finds another way, or ends it."""
    quote = lock_quote(quote)
    _check_head(quote, by)
    move(quote, "decline", by=by, reason=reason)
    _check_in_time(quote)
    move(quote.request, "decline_quote", by=by, reason=reason)
    quote.save(update_fields=["status"])
    quote.request.save(update_fields=["status"])
    notifications.quote_declined(quote, reason)
    return quote


def only_the_head(quote):
    """What anybody else is told who answers it."""
    return (
        f"Only the headteacher of {quote.school} answers a quote, once SATC has recorded that they are. "
        "If you are the headteacher, please tell the SATC lead."
    )


def _check_head(quote, by):
    require(Person.objects.heads_of(quote.school_id).filter(pk=by.pk).exists(), only_the_head(quote))


def _check_in_time(quote):
    if clock.today() > quote.valid_until:
        raise Refused(
            f"This quote was valid until {long_date(quote.valid_until)}. Please ask the SATC lead for another."
        )


def expire_quotes():
    """Close every quote whose last day is over; returns how many. One that is answered meanwhile stays answered."""
    return sum(_expire(quote) for quote in Quote.objects.run_out())


@transaction.atomic
def _expire(quote):
    quote = lock_quote(quote)
    if quote.status != QuoteStatus.SENT or clock.today() <= quote.valid_until:
        return False
    move(quote, "expire", by=None)
    move(quote.request, "expire_quote", by=None)
    quote.save(update_fields=["status"])
    quote.request.save(update_fields=["status"])
    notifications.quote_expired(quote)
    return True


def warn_of_quotes():
    """Tell each head once, three working days before, that their quote runs out; returns how many were told."""
    soon = after_working_days(clock.today(), WORKING_DAYS_OF_WARNING)
    return sum(_warn(quote) for quote in Quote.objects.to_warn_of(soon))


@transaction.atomic
def _warn(quote):
    quote = lock_quote(quote)
    if not quote.is_open or quote.warned_at:
        return False
    quote.warned_at = clock.now()
    quote.save(update_fields=["warned_at"])
    notifications.quote_runs_out(quote)
    return True


@transaction.atomic
def resend_quote_link(quote):
    """Send a new link to the head whom the quote was sent to, while it waits for them."""
    quote = lock_quote(quote)
    if quote.is_open:
        notifications.quote_link(quote)
    return quote

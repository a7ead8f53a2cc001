"""What pays for support: days of a coaching pool, an accepted quote, both, or goodwill (ADR 0017)."""

from django.db import transaction
from django.db.models import Sum

from brokerage import permissions
from brokerage.models import Invoice, PoolEntry, Quote, QuoteAcceptance, ReportAcceptance, Visit
from brokerage.services.locks import lock_pool, lock_request
from brokerage.workflow import InvoiceStatus, QuoteStatus, Route
from core import clock
from core.exceptions import Refused
from core.models import Change
from core.permissions import require
from core.words import days, long_date
from core.workflow import move
from schools.models import SupportLevel

# The steps of a request that reserve days of a pool, and those that let go of them.
RESERVING = ("fund", "part_fund")
LETTING_GO = ("triage", "untriage", "unfund", "refer", "decline", "withdraw", "reopen", "reopen_unread")


@transaction.atomic
def fund(request, *, pool, halves, by):
    """Reserve half-days of a coaching pool for an intensive school's request (rule 6).

    Where the school pays for a part, the quote for that comes next.
    """
    require(permissions.can_broker(by), "Only a SATC lead reserves funded coaching days.")
    request = lock_request(request)
    move(
        request, "part_fund" if request.route == Route.BOTH else "fund", by=by, reason=f"{days(halves)} of {pool.name}"
    )
    if request.school.support_level != SupportLevel.INTENSIVE:
        raise Refused(
            "Funded coaching days are for intensive schools only. Has the school’s need changed? Set its level first."
        )
    if request.route not in (Route.FUNDED, Route.BOTH):
        raise Refused("This request is not to be funded. Set another way to pay for it first.")
    if halves <= 0:
        raise Refused("Reserve at least half a day.")
    if (own := request.reserved_halves - unsettled_halves(request)) > 0:
        raise Refused(f"{days(own)} is reserved for this request already.")
    pool = lock_pool(pool.pk)
    _check_pool(pool, halves)
    write_entry(pool, request, reserved=halves, by=by)
    request.save(update_fields=["status"])
    return request


def _check_pool(pool, halves):
    """The pool has begun, isn't over, and has so many half-days left."""
    if pool.starts_on > clock.today():
        raise Refused(f"{pool.name} begins on {long_date(pool.starts_on)}, so no day of it can be reserved yet.")
    if pool.ends_on < clock.today():
        raise Refused(f"{pool.name} ended on {long_date(pool.ends_on)}, so no day of it can be reserved.")
    if halves > pool.left_halves:
        left = days(pool.left_halves) if pool.left_halves else "nothing"
        raise Refused(f"{pool.name} has {left} left, and you asked for {days(halves)}. Reserve fewer days.")


@transaction.atomic
def give(request, *, halves, by):
    """Give half-days in goodwill: nobody pays or is paid for them, and they are reported on all the same."""
    require(permissions.can_broker(by), "Only a SATC lead gives days in goodwill.")
    request = lock_request(request)
    move(request, "give", by=by, reason=days(halves))
    if request.route != Route.GOODWILL:
        raise Refused("This request is not one of goodwill. Set another way to pay for it first.")
    if halves <= 0:
        raise Refused("Give at least half a day.")
    request.goodwill_halves = halves
    request.save(update_fields=["status", "goodwill_halves"])
    return request


def halves_available(request):
    """How many half-days may still be deployed for a request; a new deployment asks for no more.

    Of the pool: what is reserved and not used; of an accepted quote: what it delivers and is not used; of goodwill:
    what was given and is not used. Visits that an ended deployment has still to settle are taken off.
    """
    left = request.reserved_halves + _quote_left(request) + _goodwill_left(request)
    return max(0, left - unsettled_halves(request))


def unsettled_halves(request):
    """The half-days of visits under the request's ended deployments whose report is still to be accepted."""
    ended = Visit.objects.unsettled().filter(
        deployment__request=request, deployment__status__in=("completed", "ended_early")
    )
    return sum(visit.halves for visit in ended)


def footing_of(request):
    """What a new deployment stands on: its request's route, and the acceptance of the quote that the school pays."""
    acceptance = _acceptance_of(request)
    if request.is_quoted_for and acceptance is None:
        raise Refused("The head has to accept the quote first: nobody is asked before that.")
    return {"route": request.route, "quote_acceptance": acceptance if request.is_quoted_for else None}


def charge(request, halves, *, by):
    """Where accepted half-days are charged: the pool first, then the quote; goodwill charges neither.

    The caller holds the request. Gives what the acceptance of the report writes down.
    """
    if request.route == Route.GOODWILL:
        return {"pool_halves": 0, "quote_halves": 0}
    of_pool, quote_left = min(halves, request.reserved_halves), _quote_left(request)
    of_quote = halves - of_pool
    if of_quote > quote_left:
        rest = of_pool + quote_left
        left = days(rest) if rest else "Nothing"
        raise Refused(f"{left} is still reserved or bought for {request.reference}, less than this visit takes.")
    if of_pool:
        write_entry(_pool_of(request), request, reserved=-of_pool, used=of_pool, by=by)
    return {"pool_halves": of_pool, "quote_halves": of_quote}


def take_charge_back(acceptance, *, by):
    """What the acceptance of a report had charged to the pool is reserved again. The caller holds the request."""
    if acceptance.pool_halves:
        request, halves = acceptance.report.visit.deployment.request, acceptance.pool_halves
        write_entry(_pool_of(request), request, reserved=halves, used=-halves, by=by)


def give_back(request, *, by, keep=0):
    """Give back to the pool what is reserved beyond the half-days to keep. The caller holds the request."""
    spare = request.reserved_halves - keep
    if spare > 0:
        write_entry(_pool_of(request), request, reserved=-spare, by=by)


def let_go(request, *, by, reason):
    """Let go of whatever would have paid: the reservation, a quote that is out, an invoice that nobody has raised.

    The caller holds the request.
    """
    give_back(request, by=by, keep=unsettled_halves(request))
    for quote in Quote.objects.select_for_update(of=("self",)).filter(request=request, status=QuoteStatus.SENT):
        move(quote, "withdraw", by=by, reason=reason)
        quote.save(update_fields=["status"])
    to_raise = Invoice.objects.filter(acceptance__quote__request=request, status=InvoiceStatus.TO_RAISE)
    for invoice in to_raise.select_for_update(of=("self",)):
        move(invoice, "cancel", by=by, reason=reason)
        invoice.save(update_fields=["status"])


def is_promised(request):
    """Whether days were reserved for it and not let go of since: what else is reserved is for visits already made."""
    last = Change.objects.of(request).filter(action__in=(*RESERVING, *LETTING_GO)).last()
    return last is None or last.action in RESERVING


def write_entry(pool, request, *, reserved, used=0, by):
    """Move the counters of a locked pool, and write the movement down beside them.

    A reservation carries the school's support level of today, and what follows from it that of the reservation.
    """
    pool.reserved_halves += reserved
    pool.used_halves += used
    pool.save(update_fields=["reserved_halves", "used_halves"])
    PoolEntry.objects.create(
        pool=pool,
        request=request,
        reserved_change=reserved,
        used_change=used,
        support_level=request.school.support_level if reserved > 0 and not used else SupportLevel.INTENSIVE,
        by=by,
    )


def _pool_of(request):
    """The pool from which the request has its reservation, locked."""
    return lock_pool(request.pool_entries.filter(reserved_change__gt=0).last().pool_id)


def _acceptance_of(request):
    return QuoteAcceptance.objects.filter(quote__request=request).select_related("quote").first()


def _quote_left(request):
    acceptance = _acceptance_of(request) if request.is_quoted_for else None
    if acceptance is None:
        return 0
    charged = _accepted_reports(request).aggregate(sum=Sum("quote_halves"))["sum"] or 0
    return acceptance.quote.delivery_halves - charged


def _goodwill_left(request):
    if request.route != Route.GOODWILL:
        return 0
    return request.goodwill_halves - (_accepted_reports(request).aggregate(sum=Sum("halves"))["sum"] or 0)


def _accepted_reports(request):
    return ReportAcceptance.objects.standing().filter(report__visit__deployment__request=request)

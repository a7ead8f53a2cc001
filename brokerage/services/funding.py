from django.db import transaction

from brokerage import permissions
from brokerage.models import PoolEntry
from brokerage.services.locks import lock_pool, lock_request
from core import clock
from core.exceptions import Refused
from core.permissions import require
from core.words import days, long_date
from core.workflow import move
from schools.models import SupportLevel


@transaction.atomic
def fund(request, *, pool, halves, by):
    """Reserve half-days of a coaching pool for an intensive school's request (rule 6)."""
    require(permissions.can_broker(by), "Only a SATC lead reserves funded coaching days.")
    request = lock_request(request)
    move(request, "fund", by=by, reason=f"{days(halves)} of {pool.name}")
    if request.school.support_level != SupportLevel.INTENSIVE:
        raise Refused(
            "Funded coaching days are for intensive schools only. Has the school's need changed? Set its level first."
        )
    if halves <= 0:
        raise Refused("Reserve at least half a day.")
    pool = lock_pool(pool.pk)
    if pool.ends_on < clock.today():
        raise Refused(f"{pool.name} ended on {long_date(pool.ends_on)}, so no day of it can be reserved.")
    if halves > pool.left_halves:
        left = days(pool.left_halves) if pool.left_halves else "nothing"
        raise Refused(f"{pool.name} has {left} left, and you asked for {days(halves)}. Reserve fewer days.")
    write_entry(pool, request, reserved=halves, by=by)
    request.save(update_fields=["status"])
    return request


def use(request, halves, *, by):
    """Turn reserved half-days into use. The caller holds the request."""
    pool = _pool_of(request)
    if halves > request.reserved_halves:
        left = days(request.reserved_halves) if request.reserved_halves else "Nothing"
        raise Refused(f"{left} is still reserved for {request.reference}, which is less than this visit takes.")
    write_entry(pool, request, reserved=-halves, used=halves, by=by)


def give_back(request, *, by, keep=0):
    """Give back to the pool what is reserved beyond the half-days to keep. The caller holds the request."""
    if not request.pool_entries.exists():
        return
    pool = _pool_of(request)
    spare = request.reserved_halves - keep
    if spare > 0:
        write_entry(pool, request, reserved=-spare, by=by)


def write_entry(pool, request, *, reserved, used=0, by):
    """Move the counters of a locked pool, and write the movement down beside them."""
    pool.reserved_halves += reserved
    pool.used_halves += used
    pool.save(update_fields=["reserved_halves", "used_halves"])
    PoolEntry.objects.create(
        pool=pool,
        request=request,
        reserved_change=reserved,
        used_change=used,
        support_level=SupportLevel.INTENSIVE if request.pool_entries.exists() else request.school.support_level,
        by=by,
    )


def _pool_of(request):
    """The pool from which the request has its reservation, locked."""
    entry = request.pool_entries.first()
    if entry is None:
        raise Refused(f"No day of a coaching pool was ever reserved for {request.reference}.")
    return lock_pool(entry.pool_id)

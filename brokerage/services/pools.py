"""Coaching pools, and which schools are target schools."""

from django.db import transaction

import schools.services
from brokerage import permissions
from brokerage.models import CoachingPool
from brokerage.services.locks import lock_pool
from core.exceptions import Refused
from core.permissions import require
from core.words import days
from core.workflow import record

ONLY_LEADS = "Only a SATC lead adds or changes a coaching pool."


@transaction.atomic
def add_pool(*, name, total_halves, starts_on, ends_on, source, by):
    """A coaching pool: so many half-days, from one day to another."""
    require(permissions.can_broker(by), ONLY_LEADS)
    pool = CoachingPool()
    _set(pool, name=name, total_halves=total_halves, starts_on=starts_on, ends_on=ends_on, source=source)
    record(pool, "add", by=by, reason=_in_words(pool))
    return pool


@transaction.atomic
def change_pool(pool, *, name, total_halves, starts_on, ends_on, source, by):
    """Change a pool, never to fewer days than are reserved and used (rule 6)."""
    require(permissions.can_broker(by), ONLY_LEADS)
    pool = lock_pool(pool.pk)
    committed = pool.reserved_halves + pool.used_halves
    if total_halves < committed:
        raise Refused(f"{days(committed)} of {pool.name} is reserved or used, so it can’t have fewer than that.")
    before = _in_words(pool)
    _set(pool, name=name, total_halves=total_halves, starts_on=starts_on, ends_on=ends_on, source=source)
    if before != _in_words(pool):
        record(pool, "change", by=by, reason=f"{_in_words(pool)}; before: {before}", before="pool")
    return pool


def _set(pool, *, name, total_halves, starts_on, ends_on, source):
    name = name.strip()
    if not name:
        raise Refused("Name the pool.")
    if CoachingPool.objects.filter(name=name).exclude(pk=pool.pk).exists():
        raise Refused(f"There is a pool called {name} already. Choose another name.")
    if total_halves <= 0:
        raise Refused("A pool has at least half a day.")
    if ends_on < starts_on:
        raise Refused("A pool ends on the day it starts, or later.")
    pool.name, pool.total_halves, pool.source = name, total_halves, source.strip()
    pool.starts_on, pool.ends_on = starts_on, ends_on
    pool.save()


def _in_words(pool):
    who = f", {pool.source}" if pool.source else ""
    return f"{pool.name}: {days(pool.total_halves)}, {pool.starts_on:%d/%m/%Y} to {pool.ends_on:%d/%m/%Y}{who}"


def mark_target(school, *, is_target, reason, by):
    """Mark a school as one of the target schools, or take the mark away, with the reason."""
    require(permissions.can_broker(by), "Only a SATC lead says which schools are target schools.")
    if not reason.strip():
        raise Refused("Say why.")
    return schools.services.mark_target(school, is_target=is_target, reason=reason, by=by)

from itertools import groupby

from django.db import transaction

from claims import notifications, permissions
from claims.models import Claim, ClaimLine, FundedDay
from claims.services.reasons import given
from claims.workflow import DayStatus
from core.exceptions import Refused
from core.permissions import require
from core.words import long_date
from core.workflow import begin, move
from programmes.services import pence_per_day
from schools.models import Role, School

NOT_THEIRS = "Only the person themselves, their school’s business manager or a SATC lead claims their days."


@transaction.atomic
def submit_claims(*, person, days, by, reason=""):
    """Claim these days of the person's: one claim for each school, rates and amounts frozen now (rule 3).

    Whoever presses is the claimant (rule 4): the person, the proven business manager of the school that is paid, or a
    SATC lead for somebody who is away, with the reason. The days are locked, so that of many who claim one day at once
    a single one succeeds.
    """
    locked = _locked(days)
    _check_whose(locked, person, by)
    _check_claimable(locked)
    if by.pk != person.pk and not _manages(by, locked):
        reason = given(reason)
    locked.sort(key=lambda day: (day.school_id, day.on, day.pk))
    return [_claim(person, list(own), by, reason) for _, own in groupby(locked, key=lambda day: day.school_id)]


@transaction.atomic
def submit_for_school(*, days, by):
    """The business manager claims days of the school's people: one claim for each person and school."""
    locked = _locked(days)
    require(_manages(by, locked), "Only the school’s proven business manager claims for its people.")
    locked.sort(key=lambda day: (day.person_id, day.pk))
    own = [(person, list(theirs)) for person, theirs in groupby(locked, key=lambda day: day.person)]
    return [claim for person, theirs in own for claim in submit_claims(person=person, days=theirs, by=by)]


@transaction.atomic
def withdraw(claim, *, by):
    """Take a claim back before anybody has approved it; its days can be claimed again."""
    claim = Claim.objects.select_for_update(of=("self",)).get(pk=claim.pk)
    require(permissions.can_withdraw(by, claim), "Only the person who sent this claim takes it back.")
    move(claim, "withdraw", by=by)
    claim.save(update_fields=["status"])
    claim.lines.update(is_live=False)
    return claim


def _locked(days):
    wanted = {day.pk for day in days}
    if not wanted:
        raise Refused("Tick at least one day to claim.")
    found = FundedDay.objects.select_for_update(of=("self",)).select_related("person", "school")
    return list(found.filter(pk__in=wanted).order_by("pk"))


def _check_whose(days, person, by):
    require(all(day.person_id == person.pk for day in days), NOT_THEIRS)
    require(permissions.can_claim_for(by, person) or _manages(by, days), NOT_THEIRS)


def _manages(by, days):
    """Whether the person is, today, the proven business manager of each school that these days are paid to."""
    managed = set(School.objects.proven_for(by, Role.BUSINESS_MANAGER).values_list("pk", flat=True))
    return bool(managed) and {day.school_id for day in days} <= managed


def _check_claimable(days):
    claimed = dict(ClaimLine.objects.filter(day__in=days, is_live=True).values_list("day_id", "claim__reference"))
    for day in days:
        if day.status != DayStatus.LIVE:
            raise Refused(f"{long_date(day.on)} can’t be claimed: it is {day.get_status_display().lower()}.")
        if day.pk in claimed:
            raise Refused(f"{long_date(day.on)} has already been claimed, in {claimed[day.pk]}.")


def _claim(person, days, by, reason):
    lines = [_line(day) for day in days]
    claim = Claim.objects.create(
        school=days[0].school,
        person=person,
        submitted_by=by,
        amount_pence=sum(line.amount_pence for line in lines),
    )
    for line in lines:
        line.claim = claim
    ClaimLine.objects.bulk_create(lines)
    begin(claim, "submit", by=by, reason=reason)
    notifications.claim_submitted(claim)
    if by.pk != person.pk:
        notifications.claimed_for_you(claim, reason)
    return claim


def _line(day):
    """The day at the rate in force on it. Rates are even, so that half of one is whole pence."""
    rate = pence_per_day(day.on)
    return ClaimLine(day=day, halves=day.halves, pence_per_day=rate, amount_pence=rate * day.halves // 2)

from itertools import groupby

from django.db import transaction

from claims import notifications, permissions
from claims.models import Claim, ClaimLine, FundedDay
from claims.workflow import DayStatus
from core.exceptions import Refused
from core.permissions import require
from core.words import long_date
from core.workflow import begin
from programmes.services import pence_per_day


@transaction.atomic
def submit_claims(*, person, days, by):
    """Claim these days of the person's: one claim for each school, rates and amounts frozen now (rule 3).

    The days are locked, so that of many who claim one day at once a single one succeeds.
    """
    require(permissions.can_claim_for(by, person), "Only the person themselves claims their days.")
    wanted = {day.pk for day in days}
    if not wanted:
        raise Refused("Tick at least one day to claim.")
    locked = list(FundedDay.objects.select_for_update(of=("self",)).filter(pk__in=wanted).order_by("pk"))
    _check_claimable(locked, person)
    locked.sort(key=lambda day: (day.school_id, day.on, day.pk))
    return [_claim(person, list(own), by) for _, own in groupby(locked, key=lambda day: day.school_id)]


def _check_claimable(days, person):
    require(all(day.person_id == person.pk for day in days), "Only the person themselves claims their days.")
    claimed = dict(ClaimLine.objects.filter(day__in=days, is_live=True).values_list("day_id", "claim__reference"))
    for day in days:
        if day.status != DayStatus.LIVE:
            raise Refused(f"{long_date(day.on)} can't be claimed: it is {day.get_status_display().lower()}.")
        if day.pk in claimed:
            raise Refused(f"{long_date(day.on)} has already been claimed, in {claimed[day.pk]}.")


def _claim(person, days, by):
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
    begin(claim, "submit", by=by)
    notifications.claim_submitted(claim)
    return claim


def _line(day):
    """The day at the rate in force on it. Rates are even, so that half of one is whole pence."""
    rate = pence_per_day(day.on)
    return ClaimLine(day=day, halves=day.halves, pence_per_day=rate, amount_pence=rate * day.halves // 2)

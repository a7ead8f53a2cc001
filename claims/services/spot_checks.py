"""Of some approved claims, drawn by chance, a second person looks before they are paid (ADR 0023)."""

import random

from django.db import transaction

from claims import notifications, permissions
from claims.models import Claim, ClaimPolicy, SpotCheck
from claims.services.reasons import given
from core import clock
from core.exceptions import Refused
from core.permissions import require
from core.workflow import move, record

# Nobody can guess what is drawn, nor make it happen again.
_chance = random.SystemRandom()


def draw(claim):
    """Draw whether a second person looks at a claim that has just been approved. The caller holds the claim."""
    percent = ClaimPolicy.objects.in_force().spot_check_percent
    return SpotCheck.objects.create(
        claim=claim,
        percent=percent,
        is_drawn=_chance.randrange(100) < percent,
        beneficiary=claim.person,
        claimant=claim.submitted_by,
        approver=claim.approved_by,
    )


@transaction.atomic
def pass_check(claim, *, by):
    """A second person finds the claim in order, so that it can be paid; now its head and finance are told."""
    claim, check = _to_look_at(claim, by)
    check.passed_by, check.passed_at = by, clock.now()
    check.save(update_fields=["passed_by", "passed_at"])
    record(claim, "passed_a_spot_check", by=by, before=claim.status)
    notifications.claim_approved(claim)
    return claim


@transaction.atomic
def send_back(claim, *, comment, by):
    """A second person finds something to be answered: the claim goes back to whoever sent it."""
    claim, check = _to_look_at(claim, by)
    move(claim, "send_back", by=by, reason=given(comment))
    claim.approved_by = claim.approved_at = None
    claim.comment = comment.strip()
    claim.save(update_fields=["status", "approved_by", "approved_at", "comment"])
    check.is_live = False
    check.save(update_fields=["is_live"])
    notifications.claim_returned(claim)
    return claim


@transaction.atomic
def set_policy(*, window_months, spot_check_percent, by):
    """From now on this is how claims are checked; what was set before is kept."""
    require(permissions.can_set_policy(by), "Only a SATC lead says how claims are checked.")
    if not 1 <= window_months <= 60:
        raise Refused("Days are claimed within 1 to 60 months.")
    if not 0 <= spot_check_percent <= 100:
        raise Refused("The share is between 0 and 100 per cent.")
    return ClaimPolicy.objects.create(window_months=window_months, spot_check_percent=spot_check_percent, set_by=by)


def _to_look_at(claim, by):
    found = Claim.objects.select_for_update(of=("self",)).select_related("person", "school", "submitted_by")
    claim = found.get(pk=claim.pk)
    check = claim.spot_checks.waiting().first()
    if check is None:
        raise Refused(f"Nobody has to look at {claim.reference} a second time. Look at where it stands now.")
    refusal = permissions.why_not_look_again(by, check)
    require(not refusal, refusal)
    return claim, check

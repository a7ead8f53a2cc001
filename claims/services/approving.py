from django.db import transaction

from claims import notifications, permissions
from claims.checks import checks_of, unusual
from claims.models import Claim
from claims.services.reasons import given
from claims.services.spot_checks import draw
from core import clock
from core.exceptions import Refused
from core.permissions import require
from core.workflow import move


@transaction.atomic
def approve(claim, *, by):
    """Approve a submitted claim; head and finance are told, unless it is drawn for a second look.

    Nobody approves what they sent, or their own days (rule 4).
    """
    claim = _to_decide(claim, by)
    move(claim, "approve", by=by)
    claim.approved_by, claim.approved_at, claim.comment = by, clock.now(), ""
    claim.save(update_fields=["status", "approved_by", "approved_at", "comment"])
    if draw(claim).is_drawn:
        notifications.spot_check_wanted(claim)
    else:
        notifications.claim_approved(claim)
    return claim


def approve_usual(claims, *, by):
    """Approve each of these claims with which nothing is unusual, one by one.

    Gives those that were approved, and pairs of a claim that was not and why.
    """
    approved, left = [], []
    checks = checks_of(claims)
    for claim in claims:
        if found := unusual(checks[claim.pk]):
            left.append((claim, f"{found[0].words}. Look at it on its own page."))
            continue
        try:
            approved.append(approve(claim, by=by))
        except Refused as refusal:
            left.append((claim, str(refusal)))
    return approved, left


@transaction.atomic
def return_claim(claim, *, comment, by):
    """Send a claim back to whoever sent it, with what has to be answered."""
    claim = _to_decide(claim, by)
    move(claim, "return", by=by, reason=given(comment))
    claim.comment = comment.strip()
    claim.save(update_fields=["status", "comment"])
    notifications.claim_returned(claim)
    return claim


@transaction.atomic
def resubmit(claim, *, by, answer=""):
    """Send a returned claim again, with an answer to the comment if there is one to give."""
    claim = _locked(claim)
    require(permissions.can_resubmit(by, claim), "Only the person who sent this claim can send it again.")
    move(claim, "resubmit", by=by, reason=answer)
    claim.submitted_at = clock.now()
    claim.save(update_fields=["status", "submitted_at"])
    notifications.claim_submitted(claim)
    return claim


@transaction.atomic
def reject(claim, *, reason, by):
    """Refuse a claim for good; its days can be claimed again."""
    claim = _to_decide(claim, by)
    move(claim, "reject", by=by, reason=given(reason))
    claim.comment = reason.strip()
    claim.save(update_fields=["status", "comment"])
    claim.lines.update(is_live=False)
    notifications.claim_rejected(claim)
    return claim


def _locked(claim):
    return Claim.objects.select_for_update(of=("self",)).select_related("person", "school").get(pk=claim.pk)


def _to_decide(claim, by):
    claim = _locked(claim)
    refusal = permissions.why_not_approve(by, claim)
    require(not refusal, refusal)
    return claim

"""After the visit: accept, defer or decline. What is decided carries over to nominations that go with this one."""

import datetime

from django.db import transaction

from core import clock
from core.exceptions import Refused
from core.permissions import require
from core.workflow import begin, move
from influencers import notifications, permissions
from influencers.models import ExpressionOfInterest, Influencer
from influencers.services.locks import locked
from influencers.services.nominated_twice import carry, refuse_if_joined
from influencers.services.visits import ONLY_A_LEAD
from schools.services import hold_post, prove_post

LONGEST_DEFERRAL = datetime.timedelta(days=731)


@transaction.atomic
def accept_nomination(nomination, *, by, reason=""):
    """Invite the nominee to say what they would like; the lead has met them, so their post is proven."""
    require(permissions.can_decide(by), ONLY_A_LEAD)
    nomination = locked(nomination)
    refuse_if_joined(nomination)
    move(nomination, "accept", by=by, reason=reason)
    nominee = nomination.nominee
    if Influencer.objects.filter(person=nominee).exists():
        raise Refused(f"{nominee} is a science influencer already.")
    if ExpressionOfInterest.objects.live().filter(person=nominee).exists():
        raise Refused(f"{nominee} has been invited already, by another nomination.")
    nomination.save(update_fields=["status"])
    prove_post(hold_post(nominee, nomination.school, nomination.nominee_role, by=by), by=by)
    interest = ExpressionOfInterest.objects.create(nomination=nomination, person=nominee, school=nomination.school)
    begin(interest, "invite", by=by)
    notifications.interest_invited(interest)
    notifications.nomination_accepted(nomination)
    for other in carry(nomination, "accept_with_first", by=by):
        notifications.nomination_accepted(other)
    return interest


@transaction.atomic
def defer_nomination(nomination, *, back_on, by, reason):
    """Not just now, but on a date: the reason goes to the head, and from that date on it waits at the desk again."""
    require(permissions.can_decide(by), ONLY_A_LEAD)
    if not clock.today() < back_on <= clock.today() + LONGEST_DEFERRAL:
        raise Refused("Choose a date to come back to: after today, within the next two years.")
    nomination = _decide_against(nomination, "defer", by=by, reason=reason, back_on=back_on)
    notifications.nomination_deferred(nomination, reason.strip())
    for other in carry(nomination, "defer_with_first", by=by, back_on=back_on):
        notifications.nomination_deferred(other)
    return nomination


@transaction.atomic
def decline_nomination(nomination, *, by, reason):
    """For somebody who can't be eligible: the reason stays private, the head gets a kind message without it."""
    nomination = _decide_against(nomination, "decline", by=by, reason=reason)
    notifications.nomination_declined(nomination)
    for other in carry(nomination, "decline_with_first", by=by):
        notifications.nomination_declined(other)
    return nomination


def _decide_against(nomination, action, *, by, reason, back_on=None):
    require(permissions.can_decide(by), ONLY_A_LEAD)
    nomination = locked(nomination)
    refuse_if_joined(nomination)
    if not reason.strip():
        raise Refused("Give a reason.")
    move(nomination, action, by=by, reason=reason.strip())
    nomination.back_on = back_on
    nomination.save(update_fields=["status", "back_on"])
    return nomination

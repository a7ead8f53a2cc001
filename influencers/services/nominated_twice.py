"""One teacher, nominated more than once: a later nomination goes with the first and shares what is decided there.

Neither head learns who the other is. See docs/adr/0015-nominated-twice.md.
"""

from core.exceptions import Refused
from core.workflow import can_move, move
from influencers import notifications
from influencers.models import Influencer, Nomination
from influencers.services.locks import locked
from influencers.workflow import NominationStatus
from schools.models import Person


def already_sent(nomination):
    """A confirmed nomination by the same head, of the same teacher at the same school, that is still alive."""
    same = {name: getattr(nomination, name) for name in ("school", "head_email", "nominee_email")}
    return Nomination.objects.alive().filter(**same).order_by("confirmed_at").first()


def join(nomination):
    """Make a nomination that is being confirmed go with an earlier one of the same teacher; returns whether it does.

    The teacher's row is locked, so that of two confirmed at once one is the first. Somebody who is an influencer
    already needs no visit: the head's word is kept, and the leads see it.
    """
    nominee = Person.objects.select_for_update().get(pk=nomination.nominee_id)
    profile = Influencer.objects.filter(person=nominee).first()
    if profile and profile.status == "stepped_down":
        return False
    others = Nomination.objects.alive().filter(nominee=nominee, first=None).exclude(pk=nomination.pk)
    first = others.select_for_update(of=("self",)).order_by("confirmed_at", "pk").first()
    if first is None and profile is None:
        return False
    nomination.first = first
    if profile or first.status == NominationStatus.ACCEPTED:
        move(nomination, "accept_with_first", by=None)
    nomination.save(update_fields=["first", "status"])
    notifications.nomination_joined(nomination, is_influencer=profile is not None)
    return True


def refuse_if_joined(nomination):
    """What is decided is decided once, on the first."""
    if nomination.first:
        raise Refused(f"This goes with {nomination.first.reference}. Decide there; it is carried over.")


def carry(first, action, *, by, back_on=None):
    """Take the same step with each nomination that goes with this one; returns those that took it."""
    taken = []
    for other in first.others.order_by("pk"):
        other = locked(other)
        if can_move(other, action):
            move(other, action, by=by)
            other.back_on = back_on
            other.save(update_fields=["status", "back_on"])
            taken.append(other)
    return taken


def hand_on(first):
    """The first was withdrawn: the next that is still open takes its place, with the rest behind it."""
    rest = [locked(other) for other in first.others.order_by("confirmed_at", "pk")]
    heirs = [other for other in rest if other.status in (NominationStatus.CONFIRMED, NominationStatus.DEFERRED)]
    if not heirs:
        return
    heir = heirs[0]
    for other in rest:
        other.first = None if other == heir else heir
        other.save(update_fields=["first"])
    notifications.nomination_confirmed(heir)

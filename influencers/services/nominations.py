from django.core.exceptions import ValidationError
from django.db import transaction

from core import clock
from core.exceptions import Refused
from core.permissions import require
from core.workflow import begin, move
from influencers import notifications, permissions
from influencers.models import Nomination
from influencers.services.locks import locked
from influencers.services.nominated_twice import already_sent, hand_on, join
from influencers.services.visits import ONLY_A_LEAD, cancel_visit, prove_sender
from influencers.workflow import NominationStatus
from schools.models import Role
from schools.services import hold_post, meet


@transaction.atomic
def submit_nomination(
    *,
    school,
    head_name,
    head_email,
    nominee_name,
    nominee_email,
    nominee_role,
    why,
    capacity,
    helper_name="",
    helper_email="",
    entered_by=None,
):
    """Write a nomination down as it was typed, and send the head the link that proves the e-mail.

    Nobody who exists is altered, and no person or post is written yet. A lead may enter it for somebody on the
    telephone (`entered_by`); the link still goes to the head. A head who has nominated the same teacher already is
    told where that stands, and no second nomination is written.
    """
    require(entered_by is None or permissions.can_enter(entered_by), ONLY_A_LEAD)
    nomination = Nomination(
        school=school,
        head_name=head_name.strip(),
        head_email=head_email.strip().lower(),
        helper_name=helper_name.strip(),
        helper_email=helper_email.strip().lower(),
        nominee_name=nominee_name.strip(),
        nominee_email=nominee_email.strip().lower(),
        nominee_role=nominee_role,
        why=why.strip(),
        capacity=capacity,
        entered_by=entered_by,
    )
    _check(nomination)
    if before := already_sent(nomination):
        if entered_by:
            raise Refused(f"They have nominated {before.nominee_name} already: {before.reference}.")
        notifications.nomination_again(before)
        return before
    nomination.submitted_at = clock.now()
    nomination.save()
    begin(nomination, "submit", by=entered_by)
    notifications.confirm_nomination(nomination)
    if nomination.helper_email:
        notifications.thank_helper(nomination)
    return nomination


def _check(nomination):
    if not nomination.school.is_open:
        raise Refused(f"{nomination.school} is closed in the register.")
    if nomination.nominee_email == nomination.head_email:
        raise Refused("The teacher needs an e-mail address of their own: it can’t be the headteacher’s.")
    try:
        nomination.full_clean(exclude=["reference"])
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error


@transaction.atomic
def confirm_nomination(nomination):
    """The head's e-mail is proved: only now are people and unproven posts written; the leads are told.

    One that somebody else sent for the same teacher before makes this one go with it.
    """
    nomination = locked(nomination)
    head = meet(nomination.head_email, name=nomination.head_name)
    nominee = meet(nomination.nominee_email, name=nomination.nominee_name)
    move(nomination, "confirm", by=head)
    hold_post(head, nomination.school, Role.HEADTEACHER, by=head)
    hold_post(nominee, nomination.school, nomination.nominee_role, by=head)
    nomination.head, nomination.nominee, nomination.confirmed_at = head, nominee, clock.now()
    nomination.save(update_fields=["status", "head", "nominee", "confirmed_at"])
    if not join(nomination):
        notifications.nomination_confirmed(nomination)
    return nomination


@transaction.atomic
def prove_head(nomination, *, by):
    """Accept that the sender of a confirmed nomination is the school's head."""
    require(permissions.can_decide(by), ONLY_A_LEAD)
    nomination = locked(nomination)
    if nomination.head is None:
        raise Refused("The head hasn’t confirmed this nomination yet.")
    return prove_sender(nomination, by=by)


@transaction.atomic
def withdraw_nomination(nomination, *, by=None, reason=""):
    """Taken back by its sender, or by a lead for them. `by` is empty when the sender holds a link from our mail."""
    require(by is None or permissions.can_withdraw(by, nomination), "Only whoever sent it can withdraw it.")
    nomination = locked(nomination)
    before = nomination.status
    move(nomination, "withdraw", by=by, reason=reason.strip())
    nomination.back_on = None
    nomination.save(update_fields=["status", "back_on"])
    if before == NominationStatus.VISIT_ARRANGED:
        cancel_visit(nomination)
    hand_on(nomination)
    was_confirmed = before != NominationStatus.SUBMITTED
    if was_confirmed and not (by and permissions.can_decide(by)):
        notifications.nomination_withdrawn(nomination)
    return nomination

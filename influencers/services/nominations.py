from django.core.exceptions import ValidationError
from django.db import transaction

from core import clock
from core.exceptions import Refused
from core.permissions import require
from core.words import long_date
from core.workflow import begin, move
from influencers import notifications, permissions
from influencers.models import ExpressionOfInterest, Influencer, Nomination, NominationVisit
from influencers.workflow import NominationStatus
from schools.models import Role
from schools.services import hold_post, meet, prove_post

ONLY_A_LEAD = "Only a SATC lead can do this. You can look."
SATURDAY = 5


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
    telephone (`entered_by`); the link still goes to the head.
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
        raise Refused("The teacher needs an e-mail address of their own: it can't be the headteacher's.")
    try:
        nomination.full_clean(exclude=["reference"])
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error


@transaction.atomic
def confirm_nomination(nomination):
    """The head's e-mail is proved: only now are people and unproven posts written; the leads are told."""
    nomination = _locked(nomination)
    head = meet(nomination.head_email, name=nomination.head_name)
    nominee = meet(nomination.nominee_email, name=nomination.nominee_name)
    move(nomination, "confirm", by=head)
    hold_post(head, nomination.school, Role.HEADTEACHER, by=head)
    hold_post(nominee, nomination.school, nomination.nominee_role, by=head)
    nomination.head, nomination.nominee, nomination.confirmed_at = head, nominee, clock.now()
    nomination.save(update_fields=["status", "head", "nominee", "confirmed_at"])
    notifications.nomination_confirmed(nomination)
    return nomination


@transaction.atomic
def arrange_visit(nomination, *, on, by):
    """Set the date of the visit, or move one that hasn't been held: a weekday from today on. The head hears of it."""
    require(permissions.can_decide(by), ONLY_A_LEAD)
    nomination = _locked(nomination)
    if on < clock.today():
        raise Refused(f"{long_date(on)} is in the past. Choose today or a later date.")
    if on.weekday() >= SATURDAY:
        raise Refused(f"{long_date(on)} is at a weekend. Choose a day from Monday to Friday.")
    is_moved = nomination.status == NominationStatus.VISIT_ARRANGED
    move(nomination, "arrange_visit", by=by, reason=long_date(on))
    nomination.save(update_fields=["status"])
    visit = nomination.visit if is_moved else NominationVisit(nomination=nomination)
    visit.on = on
    visit.save()
    notifications.visit_arranged(nomination, visit)
    return nomination


@transaction.atomic
def record_visit(nomination, *, who_met, strengths, capacity, is_head, by):
    """Write down what was learned, on the day of the visit or after it. `is_head` proves the head's post."""
    require(permissions.can_decide(by), ONLY_A_LEAD)
    nomination = _locked(nomination)
    move(nomination, "record_visit", by=by)
    visit = nomination.visit
    if clock.today() < visit.on:
        raise Refused(f"The visit is on {long_date(visit.on)}. Record it on that day or after, or move it.")
    visit.who_met, visit.strengths, visit.capacity = who_met.strip(), strengths.strip(), capacity.strip()
    visit.recorded_by, visit.recorded_at = by, clock.now()
    visit.save(update_fields=["who_met", "strengths", "capacity", "recorded_by", "recorded_at"])
    nomination.save(update_fields=["status"])
    if is_head:
        _prove_head(nomination, by=by)
    return nomination


@transaction.atomic
def prove_head(nomination, *, by):
    """Accept that the sender of a confirmed nomination is the school's head."""
    require(permissions.can_decide(by), ONLY_A_LEAD)
    nomination = _locked(nomination)
    if nomination.head is None:
        raise Refused("The head hasn't confirmed this nomination yet.")
    return _prove_head(nomination, by=by)


def _prove_head(nomination, *, by):
    return prove_post(hold_post(nomination.head, nomination.school, Role.HEADTEACHER, by=by), by=by)


@transaction.atomic
def accept_nomination(nomination, *, by, reason=""):
    """Invite the nominee to say what they would like; the lead has met them, so their post is proven."""
    require(permissions.can_decide(by), ONLY_A_LEAD)
    nomination = _locked(nomination)
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
    return interest


@transaction.atomic
def defer_nomination(nomination, *, by, reason):
    """Not just now: the reason goes to the head, and another visit may follow."""
    nomination = _decide_against(nomination, "defer", by=by, reason=reason)
    notifications.nomination_deferred(nomination, reason.strip())
    return nomination


@transaction.atomic
def decline_nomination(nomination, *, by, reason):
    """For somebody who can't be eligible: the reason stays private, the head gets a kind message without it."""
    nomination = _decide_against(nomination, "decline", by=by, reason=reason)
    notifications.nomination_declined(nomination)
    return nomination


def _decide_against(nomination, action, *, by, reason):
    require(permissions.can_decide(by), ONLY_A_LEAD)
    nomination = _locked(nomination)
    if not reason.strip():
        raise Refused("Give a reason.")
    move(nomination, action, by=by, reason=reason.strip())
    nomination.save(update_fields=["status"])
    return nomination


@transaction.atomic
def withdraw_nomination(nomination, *, by=None, reason=""):
    """Taken back by its sender, or by a lead for them. `by` is empty when the sender holds a link from our mail."""
    require(by is None or permissions.can_withdraw(by, nomination), "Only whoever sent it can withdraw it.")
    nomination = _locked(nomination)
    was_confirmed = nomination.status != NominationStatus.SUBMITTED
    move(nomination, "withdraw", by=by, reason=reason.strip())
    nomination.save(update_fields=["status"])
    if was_confirmed and not (by and permissions.can_decide(by)):
        notifications.nomination_withdrawn(nomination)
    return nomination


def _locked(nomination):
    people = ("school", "head", "nominee")
    return Nomination.objects.select_for_update(of=("self",)).select_related(*people).get(pk=nomination.pk)

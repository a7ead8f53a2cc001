from django.core.exceptions import ValidationError
from django.db import transaction

from core import clock, drafts
from core.exceptions import Refused
from core.permissions import require
from core.workflow import can_move, move
from influencers import head_letter, notifications, permissions
from influencers.models import ExpressionOfInterest, Influencer
from influencers.services.differences import content_of, differences
from influencers.services.profiles import make_profile, publish, tick
from programmes.services import book
from schools.services import head_of

DRAFT = "expression of interest"
OWN_WORDS = "Only {person} can say what they would like to do."


@transaction.atomic
def save_draft(interest, typed, *, by):
    """Keep what the nominee has typed so far, as `core.drafts` does, while the answer is theirs to give."""
    interest = _locked(interest)
    require(permissions.can_answer(by, interest), OWN_WORDS.format(person=interest.person))
    if not can_move(interest, "submit"):
        raise Refused(interest.flow.refusal("submit", interest.status))
    return drafts.save(by, DRAFT, interest.reference, typed)


@transaction.atomic
def submit_interest(
    interest,
    *,
    expertise,
    stages,
    leads_elsewhere,
    biography,
    halves_a_term,
    weekdays,
    opportunities,
    events,
    consents,
    typed=None,
    by,
):
    """The nominee's strengths and wishes go to the leads. No opportunity, no date and no time are good answers.

    `typed` is the draft that is sent with this: refused (`drafts.SavedElsewhere`) if another device saved one since.
    Sent again after a comment, the record says what is different.
    """
    interest = _locked(interest)
    require(permissions.can_answer(by, interest), OWN_WORDS.format(person=interest.person))
    before = content_of(interest, with_wishes=True) if interest.submitted_at else None
    interest.biography, interest.leads_elsewhere = biography.strip(), leads_elsewhere.strip()
    interest.halves_a_term, interest.consents = halves_a_term, consents
    tick(interest, stages, weekdays)
    _check(interest, list(expertise), list(events))
    interest.expertise.set(expertise)
    interest.opportunities.set(opportunities)
    interest.events.set(events)
    move(interest, "submit", by=by, reason=_what_is_new(interest, before))
    interest.submitted_at = clock.now()
    interest.save()
    drafts.send(by, DRAFT, interest.reference, typed)
    notifications.interest_submitted(interest)
    return interest


def _what_is_new(interest, before):
    """What is different from what was sent before, in words; the biography as it was is kept beside it."""
    if before is None:
        return ""
    if interest.biography != before["biography"]:
        interest.biography_before = before["biography"]
    return differences(before, content_of(interest, with_wishes=True)) or "Sent again as it was."


def _check(interest, expertise, events):
    if not expertise:
        raise Refused("Choose at least one strength.")
    if not interest.stages:
        raise Refused("Choose at least one key stage that you know well.")
    if interest.consents and not interest.biography:
        raise Refused("Write a few sentences for the public directory, or don’t be listed in it yet.")
    if any(event.on < clock.today() for event in events):
        raise Refused("One of the dates has passed. Choose again.")
    try:
        interest.clean_fields()
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error


@transaction.atomic
def return_interest(interest, *, comment, by):
    """Ask the nominee something, or for a change, before deciding."""
    interest = _locked(interest)
    require(permissions.can_judge(by, interest), "Only a SATC lead can return it, and never their own.")
    if not comment.strip():
        raise Refused("Write what you would like them to change or to tell you.")
    move(interest, "return", by=by, reason=comment.strip())
    interest.comment = comment.strip()
    interest.save(update_fields=["status", "comment"])
    notifications.interest_returned(interest)
    return interest


@transaction.atomic
def withdraw_interest(interest, *, by):
    """The nominee would rather not go on; the leads are told."""
    interest = _locked(interest)
    require(permissions.can_answer(by, interest), OWN_WORDS.format(person=interest.person))
    move(interest, "withdraw", by=by)
    interest.save(update_fields=["status"])
    drafts.drop(DRAFT, interest.reference)
    notifications.interest_withdrawn(interest)
    return interest


@transaction.atomic
def accept_interest(interest, *, by):
    """Make the influencer: profile, places, letter to the proven head, welcome. Consent publishes the profile.

    A date that is full or over is left out. Without a proven head there is nobody to write to, so it is refused.
    """
    interest = _locked(interest)
    require(permissions.can_judge(by, interest), "Only a SATC lead can accept it, and never their own.")
    move(interest, "accept", by=by)
    if Influencer.objects.filter(person=interest.person).exists():
        raise Refused(f"{interest.person} is a science influencer already.")
    head = head_of(interest.school)
    if head is None:
        raise Refused(
            f"The letter needs a head to go to. Say on the nomination whether {interest.nomination.head} "
            f"is the headteacher of {interest.school}, then accept."
        )
    interest.save(update_fields=["status"])
    influencer = make_profile(interest, by=by)
    if interest.consents:
        influencer = publish(influencer, by=by)
    booked, left_out = _book_what_was_asked(interest, by=by)
    letter = head_letter.context_of(influencer, school=interest.school, head=head, by=by)
    notifications.letter_to_head(influencer, letter, school=interest.school, head=head)
    notifications.welcome(interest, influencer, booked=booked, left_out=left_out)
    return influencer


def _book_what_was_asked(interest, *, by):
    """The events at which there is now a place, and those that were full or over."""
    booked, left_out = [], []
    for event in interest.events.all():
        try:
            book(event, interest.person, by=by)
        except Refused:
            left_out.append(event)
        else:
            booked.append(event)
    return booked, left_out


def _locked(interest):
    related = ("person", "school", "nomination__school", "nomination__head")
    found = ExpressionOfInterest.objects.select_for_update(of=("self",)).select_related(*related)
    return found.get(pk=interest.pk)

"""After a completed deployment: what its parties are asked, and what they answer if they like."""

import datetime
import secrets

from django.db import transaction
from django.db.models import Q

from brokerage import notifications, permissions
from brokerage.models import Deployment, Feedback, FeedbackPart, Needed, StoryShare
from brokerage.models.feedback import CONFIDENCE
from brokerage.services.locks import lock_deployment
from brokerage.services.requests import head_for
from brokerage.story import series_of
from core import clock
from core.exceptions import Refused
from core.permissions import require
from core.workflow import record
from correspondence.models import Document
from correspondence.services import remove_document
from correspondence.workflow import DocumentStatus
from schools.school_days import is_term_day

REMINDED_AFTER = datetime.timedelta(days=7)
SAY_HOW_CONFIDENT = "Say how confident you feel, from 1 to 5."
CLOSED = "The time to answer is over. Thank you all the same; write to SATC if there is something we should know."


def ask_for_feedback(deployment, head):
    """Ask the head, the science leader and the influencer, each once. The caller holds the deployment."""
    parts = {
        FeedbackPart.HEAD: head,
        FeedbackPart.SCIENCE_LEADER: deployment.request.science_leader,
        FeedbackPart.INFLUENCER: deployment.person,
    }
    asked = set()
    for part, person in parts.items():
        if person and person.pk not in asked:
            asked.add(person.pk)
            feedback = Feedback.objects.create(deployment=deployment, person=person, part=part)
            record(feedback, "ask_for_feedback", by=None)


@transaction.atomic
def give_feedback(feedback, *, confidence, was_needed="", what_changed="", what_learned="", may_quote=False):
    """The party's own answers, as often as they like until the link dies. Only the person asked gets here."""
    feedback = _lock(feedback)
    if confidence not in dict(CONFIDENCE):
        raise Refused(SAY_HOW_CONFIDENT)
    if feedback.is_influencers:
        feedback.what_learned = what_learned.strip()
    elif was_needed not in Needed.values:
        raise Refused("Say whether it was what you needed.")
    else:
        feedback.was_needed, feedback.what_changed = was_needed, what_changed.strip()
        feedback.may_quote = may_quote
    feedback.confidence, feedback.answered_at = confidence, clock.now()
    feedback.save()
    record(feedback, "give_feedback", by=feedback.person)
    if feedback.part == FeedbackPart.HEAD and not feedback.may_quote:
        _stop_sharing(feedback.deployment, by=feedback.person)
    notifications.write_story(feedback.deployment, head_for(feedback.deployment.request))
    return feedback


@transaction.atomic
def thank(feedback, *, words, is_shown=False):
    """The school's thank-you, for the influencer to keep. It is told of once; different words take its place."""
    feedback = _lock(feedback)
    if feedback.is_influencers:
        raise Refused("Thank-yous go to the influencer.")
    if not words.strip():
        raise Refused("Write a few words of thanks.")
    is_first, words = not feedback.thank_you, words.strip()
    if words == feedback.thank_you and is_shown == feedback.is_thank_you_shown:
        return feedback
    feedback.thank_you, feedback.is_thank_you_shown = words, is_shown
    feedback.thanked_at = feedback.thanked_at or clock.now()
    feedback.save()
    if is_first:
        record(feedback, "thank", by=feedback.person)
        notifications.influencer_thanked(feedback)
    notifications.write_story(feedback.deployment, head_for(feedback.deployment.request))
    return feedback


def _lock(feedback):
    deployment = lock_deployment(feedback.deployment)
    feedback = Feedback.objects.select_for_update(of=("self",)).get(pk=feedback.pk)
    feedback.deployment = deployment
    if not feedback.is_open:
        raise Refused(CLOSED)
    return feedback


def remind_of_feedback():
    """Remind whoever hasn’t answered for a week, once, on a day when schools are open; returns how many."""
    if not is_term_day(clock.today()):
        return 0
    since = clock.now() - REMINDED_AFTER
    due = Feedback.objects.open().unanswered().filter(reminded_at__isnull=True, asked_at__lte=since)
    return sum(_remind(pk) for pk in due.values_list("pk", flat=True))


@transaction.atomic
def _remind(pk):
    feedback = Feedback.objects.select_for_update(of=("self",)).get(pk=pk)
    if feedback.reminded_at or feedback.answered_at or not feedback.person.is_active:
        return False
    feedback.reminded_at = clock.now()
    feedback.save(update_fields=["reminded_at"])
    record(feedback, "remind_of_feedback", by=None)
    notifications.feedback_reminder(feedback)
    return True


@transaction.atomic
def share_story(deployment, *, by):
    """Show the story to funders at an address that nobody can guess. The head has to have agreed."""
    require(permissions.can_share_story(by), "Only a SATC lead shares a story.")
    deployment = lock_deployment(deployment)
    if not has_agreed(deployment):
        raise Refused("The school hasn’t agreed that its story is shown to funders. Its head says so in the feedback.")
    share = StoryShare.objects.live().filter(deployment=deployment).first()
    if share is None:
        share = StoryShare.objects.create(deployment=deployment, token=new_token(), shared_by=by)
        record(share, "share_story", by=by)
    return share


@transaction.atomic
def unshare_story(deployment, *, by):
    """The address leads nowhere from now on."""
    require(permissions.can_share_story(by), "Only a SATC lead stops sharing a story.")
    _stop_sharing(lock_deployment(deployment), by=by)


def _stop_sharing(deployment, *, by):
    for share in StoryShare.objects.select_for_update(of=("self",)).live().filter(deployment=deployment):
        share.revoked_by, share.revoked_at = by, clock.now()
        share.save(update_fields=["revoked_by", "revoked_at"])
        record(share, "unshare_story", by=by)


def has_agreed(deployment):
    """Whether the head, in the feedback, lets the story be shown to funders."""
    return Feedback.objects.filter(deployment=deployment, part=FeedbackPart.HEAD, may_quote=True).exists()


def new_token():
    return secrets.token_urlsafe(32)


@transaction.atomic
def forget_feedback(person, *, by):
    """Their own words go, and nothing of theirs is quoted any more; where they spoke for the school, it isn't shared.

    Stories on paper in which they stand are removed.
    """
    for feedback in Feedback.objects.select_for_update(of=("self",)).filter(person=person):
        feedback.what_changed = feedback.what_learned = feedback.thank_you = ""
        feedback.may_quote = feedback.is_thank_you_shown = False
        feedback.save()
        if feedback.part == FeedbackPart.HEAD:
            _stop_sharing(feedback.deployment, by=by or feedback.person)
    part = Q(person=person) | Q(national_lead=person) | Q(feedback__person=person)
    for deployment in Deployment.objects.filter(part).distinct():
        for paper in Document.objects.filter(series=series_of(deployment)).exclude(status=DocumentStatus.REMOVED):
            remove_document(paper, by=by, reason="Somebody in it has been forgotten.")


@transaction.atomic
def join_feedback(gone, kept, *, by):
    """The kept person's from now on. Where both were asked about one deployment, what was answered stays."""
    for theirs in Feedback.objects.select_for_update(of=("self",)).filter(person=gone):
        own = Feedback.objects.filter(deployment=theirs.deployment_id, person=kept).first()
        stays, goes = (own, theirs) if own and (own.answered_at or not theirs.answered_at) else (theirs, own)
        if goes:
            if goes.thank_you and not stays.thank_you:
                stays.thank_you, stays.thanked_at = goes.thank_you, goes.thanked_at
                stays.is_thank_you_shown = goes.is_thank_you_shown
            goes.delete()
        stays.person = kept
        stays.save()

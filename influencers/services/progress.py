from django.db import transaction

from core import clock
from core.exceptions import Refused
from core.permissions import require
from core.workflow import begin, move
from influencers import permissions
from influencers.models import Influencer, Progress
from influencers.workflow import InfluencerStatus, ProgressStatus

OWN = "Only {person} says how they are getting on."
# What an influencer says, and the step that it is.
STEPS = {
    ProgressStatus.INTERESTED: "be_interested",
    ProgressStatus.WORKING_TOWARDS: "work_towards",
    ProgressStatus.STOPPED: "stop",
}


@transaction.atomic
def start_progress(influencer, opportunity, *, by):
    """Write down that an influencer is interested, as they chose in their expression of interest; once."""
    progress, is_new = Progress.objects.get_or_create(influencer=influencer, opportunity=opportunity)
    if is_new:
        begin(progress, "be_interested", by=by)
    return progress


@transaction.atomic
def say_progress(influencer, opportunity, *, status, is_shown, by):
    """The influencer says how they are getting on with an opportunity, and whether working towards it may be shown."""
    influencer = _locked(influencer)
    require(permissions.can_keep(by, influencer), OWN.format(person=influencer.person))
    if influencer.status == InfluencerStatus.STEPPED_DOWN:
        raise Refused("You have stepped down, so there is nothing to keep up to date.")
    if status not in STEPS:
        raise Refused("A SATC lead says that something is achieved. Tell them about it.")
    progress = Progress.objects.filter(influencer=influencer, opportunity=opportunity).first()
    if progress is None:
        if status == ProgressStatus.STOPPED:
            return None
        progress = start_progress(influencer, opportunity, by=by)
    if progress.status != status:
        move(progress, STEPS[status], by=by)
    progress.is_shown = is_shown and status == ProgressStatus.WORKING_TOWARDS
    progress.save(update_fields=["status", "is_shown"])
    return progress


@transaction.atomic
def record_achievement(influencer, opportunity, *, by):
    """A SATC lead says that it is achieved; from then on it is on the profile."""
    influencer = _locked(influencer)
    allowed = permissions.can_record_achievement(by, influencer)
    require(allowed, "Only a SATC lead records an achievement, and never their own.")
    progress = start_progress(influencer, opportunity, by=by)
    move(progress, "achieve", by=by)
    progress.achieved_by, progress.achieved_at, progress.is_shown = by, clock.now(), False
    progress.save(update_fields=["status", "achieved_by", "achieved_at", "is_shown"])
    return progress


def _locked(influencer):
    return Influencer.objects.select_for_update(of=("self",)).select_related("person").get(pk=influencer.pk)

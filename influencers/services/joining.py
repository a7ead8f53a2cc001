"""What becomes of profiles and expressions of interest when two records of one person are joined (ADR 0011)."""

from django.db import transaction

from core.workflow import move
from influencers.models import ExpressionOfInterest, Influencer, KeyStage, Progress
from influencers.services.finding import write_search_text
from influencers.services.letters import letter_of
from influencers.workflow import InfluencerStatus, InterestStatus

FURTHER = [InterestStatus.INVITED, InterestStatus.RETURNED, InterestStatus.SUBMITTED]
JOINED = "The two records of them were joined."


def why_not_join_profiles(gone, kept):
    """Why two pages can't become one, as a sentence; empty when they can, or when there is one at most."""
    theirs, ours = (Influencer.objects.filter(person=person).first() for person in (gone, kept))
    if theirs is None or ours is None or _may_stay_behind(theirs):
        return ""
    both = f"Both are science influencers: {_in_words(theirs)} and {_in_words(ours)}."
    if _may_stay_behind(ours):
        return f"{both} Join them the other way round, so that the page which is in use stays."
    return f"{both} One of the pages has to step down first, since a person has one."


def _in_words(influencer):
    return f"{influencer.person.email} ({influencer.get_status_display().lower()})"


def _may_stay_behind(influencer):
    """Whether the page is over, or only begun: nobody has agreed to it, and nothing stands on it."""
    if influencer.status == InfluencerStatus.STEPPED_DOWN:
        return True
    is_begun = influencer.status == InfluencerStatus.UNPUBLISHED and influencer.consented_at is None
    return is_begun and letter_of(influencer) is None and not _is_used(influencer)


def _is_used(influencer):
    """Whether support, a request or an achievement names the page."""
    if influencer.progress.filter(achieved_at__isnull=False).exists():
        return True
    related = Influencer._meta.get_fields(include_hidden=True)
    return any(
        field.related_model._base_manager.filter(**{field.field.name: influencer}).exists()
        for field in related
        if field.one_to_many and field.related_model is not Progress and not field.related_model._meta.auto_created
    )


@transaction.atomic
def join_profiles(gone, kept, *, by):
    """The page is the kept person's. Of two, what the other one says is added, and it stays on the old record."""
    theirs = Influencer.objects.select_for_update(of=("self",)).filter(person=gone).first()
    ours = Influencer.objects.select_for_update(of=("self",)).filter(person=kept).first()
    if theirs is None:
        return
    if ours is None:
        Influencer.objects.filter(pk=theirs.pk).update(person=kept)
    elif theirs.status != InfluencerStatus.STEPPED_DOWN:
        _add(theirs, to=ours)
        move(theirs, "step_down", by=by, reason=JOINED)
        theirs.save(update_fields=["status"])


def _add(theirs, *, to):
    """Strengths, key stages and progress of both; words only where there were none."""
    to.expertise.add(*theirs.expertise.all())
    for stage in KeyStage:
        setattr(to, stage.value, getattr(to, stage.value) or getattr(theirs, stage.value))
    for words in ("biography", "offer", "leads_elsewhere"):
        setattr(to, words, getattr(to, words) or getattr(theirs, words))
    to.save(update_fields=["biography", "offer", "leads_elsewhere", *KeyStage.values])
    theirs.progress.exclude(opportunity__in=to.progress.values("opportunity")).update(influencer=to)


def find_by_new_words(person):
    """Write anew by what the person's page is found, since their name or school may be another."""
    for influencer in Influencer.objects.filter(person=person):
        write_search_text(influencer)


@transaction.atomic
def join_interests(gone, kept, *, by):
    """Every expression of interest is the kept person's. Of two on their way, the one that is further goes on."""
    live = list(ExpressionOfInterest.objects.live().filter(person__in=(gone, kept)).order_by("pk").select_for_update())
    best = max(live, key=lambda one: (FURTHER.index(one.status), one.person_id == kept.pk), default=None)
    for other in live:
        if other.person_id != best.person_id:
            move(other, "withdraw", by=by, reason=f"Joined with {best.reference}.")
            other.save(update_fields=["status"])
    ExpressionOfInterest.objects.filter(person=gone).update(person=kept)

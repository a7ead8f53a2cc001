"""What is taken out of nominations, interests and profiles when somebody is forgotten (rule 11)."""

from django.core.files.storage import default_storage
from django.db import models, transaction

from core import drafts
from core.models import Change
from core.workflow import can_move, move
from influencers.models import Influencer
from influencers.services.interests import DRAFT

NOT_ANSWERED = "Not answered in six months."


@transaction.atomic
def lapse_interest(interest):
    """An invitation that nobody answered is over."""
    interest = type(interest).objects.select_for_update(of=("self",)).get(pk=interest.pk)
    move(interest, "withdraw", by=None, reason=NOT_ANSWERED)
    interest.save(update_fields=["status"])
    drafts.drop(DRAFT, interest.reference)
    return interest


@transaction.atomic
def forget_profile(person, *, by, slug):
    """The profile leaves the directory for good, without its words, its picture, its dates and its address."""
    influencer = Influencer.objects.select_for_update(of=("self",)).filter(person=person).first()
    if influencer is None:
        return
    if can_move(influencer, "forget"):
        move(influencer, "forget", by=by)
    influencer.slug = slug
    empty_words(influencer)
    influencer.save()
    Change.objects.of(influencer).take_out_reasons()


@transaction.atomic
def forget_interest(interest, *, by):
    """The answers lose their words; if they were still on their way, they are withdrawn."""
    if can_move(interest, "withdraw"):
        move(interest, "withdraw", by=by)
    empty_words(interest)
    interest.save()
    Change.objects.of(interest).take_out_reasons()


@transaction.atomic
def forget_nomination(nomination, *, by):
    """What was said of the nominee goes: why them, what was learned on visits, why it was put off or declined."""
    if can_move(nomination, "withdraw"):
        move(nomination, "withdraw", by=by)
    nomination.why, nomination.back_on = "", None
    nomination.save(update_fields=["status", "why", "back_on"])
    for visit in nomination.visits.all():
        empty_words(visit)
        visit.save()
    Change.objects.of(nomination).take_out_reasons()


def empty_words(thing):
    """Empty each column of free text, each file and each date that may be missing; nothing is saved yet."""
    for field in thing._meta.local_fields:
        if isinstance(field, models.FileField):
            _delete_file(getattr(thing, field.name))
            setattr(thing, field.name, "")
        elif isinstance(field, models.TextField):
            setattr(thing, field.name, "")
        elif isinstance(field, models.DateField) and field.null and field.name in DATES_TO_FORGET:
            setattr(thing, field.name, None)


# Until when they agreed, and until when they were away.
DATES_TO_FORGET = ("consented_at", "returns_on")


def _delete_file(file):
    if file:
        transaction.on_commit(lambda name=file.name: default_storage.delete(name))

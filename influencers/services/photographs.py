import secrets

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from core import clock
from core.permissions import require
from core.workflow import record
from influencers import pictures
from influencers.models import ExpressionOfInterest, Influencer, Photograph
from influencers.workflow import InfluencerStatus

NOT_YOURS = "Only somebody who is, or is to be, a science influencer has a photograph here."


def keep_photograph(person, upload):
    """Make the person's photograph anew from what they sent, in place of any they had; refused if it is no picture."""
    large, small = pictures.made_anew(upload)
    token = secrets.token_urlsafe(24)
    names = [
        default_storage.save(f"photographs/{token}-{size}.jpg", ContentFile(content))
        for size, content in (("large", large), ("small", small))
    ]
    try:
        return _replace(person, token, *names)
    except BaseException:
        for name in names:
            default_storage.delete(name)
        raise


@transaction.atomic
def _replace(person, token, large, small):
    influencer = _locked(person)
    require(_may(influencer, person), NOT_YOURS)
    had_one = _forget(person)
    kept = Photograph.objects.create(person=person, token=token, large=large, small=small, added_at=clock.now())
    _record(influencer, "Photograph changed." if had_one else "Photograph added.", by=person)
    return kept


@transaction.atomic
def remove_photograph(person):
    """The person takes their photograph away; its files go after commit."""
    influencer = _locked(person)
    if _forget(person):
        _record(influencer, "Photograph removed.", by=person)


def forget_photograph(person):
    """Nothing of the picture of somebody who is forgotten stays."""
    _forget(person)


def may_have_photograph(person):
    """Whether the person is an influencer, or has been asked to be one and hasn't said no."""
    return _may(Influencer.objects.filter(person=person).first(), person)


def _may(influencer, person):
    if influencer:
        return influencer.status != InfluencerStatus.STEPPED_DOWN
    return ExpressionOfInterest.objects.filter(person=person).live().exists()


def _locked(person):
    """The profile under lock, and with it the photograph; None before there is a profile."""
    return Influencer.objects.select_for_update(of=("self",)).filter(person=person).first()


def _record(influencer, what, *, by):
    if influencer:
        record(influencer, "changed", by=by, reason=what, before=influencer.status)


def _forget(person):
    """Delete the row, and the files after commit; whether there was one."""
    kept = Photograph.objects.select_for_update(of=("self",)).filter(person=person).first()
    if kept is None:
        return False
    names = (kept.large.name, kept.small.name)
    kept.delete()
    transaction.on_commit(lambda: [default_storage.delete(name) for name in names])
    return True

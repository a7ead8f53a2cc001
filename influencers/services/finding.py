"""What an influencer is found by. It is written when the profile, a post or a name changes, and all anew each night."""

from django.db import transaction

from influencers.models import Influencer
from influencers.search import text_of

AT_ONCE = 500


def write_search_text(influencer):
    """Name, today's school with its trust and networks, expertise and what they wrote, as they are now."""
    text = _text(influencer)
    if text != influencer.search_text:
        influencer.search_text = text
        Influencer.objects.filter(pk=influencer.pk).update(search_text=text)
    return influencer


def write_all_search_texts():
    """Every profile's, since posts begin and end by the calendar; returns how many were out of date."""
    written = 0
    keys = list(Influencer.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), AT_ONCE):
        with transaction.atomic():
            written += _write(keys[start : start + AT_ONCE])
    return written


def _write(keys):
    """Those of a batch that are out of date, under lock, so that nobody's edit is lost between reading and writing."""
    locked = Influencer.objects.select_for_update(of=("self",)).filter(pk__in=keys)
    stale = [influencer for influencer in locked.for_finding() if influencer.search_text != _text(influencer)]
    for influencer in stale:
        influencer.search_text = _text(influencer)
    Influencer.objects.bulk_update(stale, ["search_text"])
    return len(stale)


def _text(influencer):
    """What one is found by; somebody who was forgotten, or can't sign in any more, by nothing."""
    if not influencer.person.is_active:
        return ""
    strengths = [term.name for term in influencer.expertise.all()]
    own_words = [influencer.biography, influencer.offer, influencer.leads_elsewhere]
    return text_of([influencer.person.name, *_place(influencer.school), *strengths, *own_words])


def _place(school):
    """The names of the school, its trust and its networks."""
    return [school.name, *school.groups] if school else []

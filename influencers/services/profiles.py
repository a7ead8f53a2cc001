from django.db import transaction
from django.utils.text import slugify

from core import clock
from core.exceptions import Refused
from core.workflow import begin, move
from influencers.models import Influencer
from schools.search import fold

LONGEST_SLUG = 150


@transaction.atomic
def make_profile(interest, *, by):
    """The profile of somebody who is accepted, in their own words. Nobody sees it yet."""
    influencer = Influencer.objects.create(
        person=interest.person,
        slug=_free_slug(interest.person.name),
        biography=interest.biography,
        eyfs=interest.eyfs,
        ks1=interest.ks1,
        ks2=interest.ks2,
        accepted_at=clock.now(),
        consented_at=interest.submitted_at if interest.consents else None,
    )
    influencer.expertise.set(interest.expertise.all())
    influencer.opportunities.set(interest.opportunities.all())
    write_search_text(influencer)
    begin(influencer, "accept", by=by)
    return influencer


@transaction.atomic
def publish(influencer, *, by):
    """Show the profile in the directory, which needs the person's dated consent."""
    influencer = Influencer.objects.select_for_update(of=("self",)).select_related("person").get(pk=influencer.pk)
    if influencer.consented_at is None:
        raise Refused(f"{influencer} hasn't agreed to be listed in the directory.")
    move(influencer, "publish", by=by)
    influencer.save(update_fields=["status"])
    return influencer


def write_search_text(influencer):
    """What the profile is found by, folded, each word with a blank before it. The school is looked up when searched."""
    parts = [influencer.person.name, influencer.biography, *(term.name for term in influencer.expertise.all())]
    influencer.search_text = " " + fold(" ".join(parts))
    influencer.save(update_fields=["search_text"])
    return influencer


def _free_slug(name):
    """The name as an address; a second person of that name gets a number."""
    stem = slugify(name)[:LONGEST_SLUG].strip("-") or "influencer"
    taken = set(Influencer.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return stem if stem not in taken else next(slug for slug in numbered if slug not in taken)

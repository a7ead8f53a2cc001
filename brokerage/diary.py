"""Visits in the diaries of those whom they concern."""

from brokerage.models import Deployment, Visit
from core.parts import PartOfDay
from core.words import long_date
from influencers.models import Influencer
from programmes import diaries
from programmes.diaries import Engagement
from programmes.models import Place
from schools import school_days
from schools.models import School


def register():
    diaries.register(visits_of)


def visits_of(person):
    """The visits that they make, and those of each support that they are a party of; not what was cancelled."""
    visits = Visit.objects.live().concerning(person, Deployment.objects.parties_include(person))
    return [engagement(visit, person) for visit in visits.select_related("school", "person", "deployment")]


def engagement(visit, person):
    """The visit as it stands in this person's diary."""
    is_own = visit.person_id == person.pk
    return Engagement(
        reference=visit.reference,
        title=f"Visit to {visit.school}" if is_own else f"{visit.person} visits {visit.school}",
        purpose=visit.purpose or visit.get_kind_display(),
        where=str(visit.school),
        on=visit.on,
        part=visit.part,
        url=visit.deployment.get_absolute_url() if visit.deployment else visit.get_absolute_url(),
        is_own=is_own,
        revision=visit.revision,
    )


def against(person, school, *, on, part, moved=None):
    """What is against a visit then, in sentences; often nothing. It may be planned all the same."""
    there = school_days.against(on, school)
    found = [f"At {school}, {long_date(on)} is {' and '.join(there)}."] if there else []
    for own in School.objects.where_works(person, on):
        if here := [words for words in school_days.against(on, own) if words not in there]:
            found.append(f"At {own}, where {person} works, it is {' and '.join(here)}.")
    places = Place.objects.of(person).taking(on, part)
    found += [f"{person} has a place at “{place.event}” then ({place.event.when})." for place in places]
    # One that overlaps is refused, and no warning.
    others = Visit.objects.live().filter(person=person, on=on).exclude(part__in=(part, PartOfDay.WHOLE_DAY))
    others = others.select_related("school") if part != PartOfDay.WHOLE_DAY else others.none()
    for visit in others.exclude(pk=moved and moved.pk):
        found.append(f"{person} visits {visit.school} on the same day ({visit.get_part_display().lower()}).")
    return [*found, *_of_weekdays(person, on)]


def _of_weekdays(person, on):
    """The weekdays that suit are SATC's and the influencer's own to read, and nobody else plans a visit."""
    influencer = Influencer.objects.filter(person=person).first()
    suits = influencer.weekdays if influencer else []
    if suits and on.weekday() < 5 and f"{on:%A}".lower() not in suits:
        yield f"{person} said that these days suit: {', '.join(day.label for day in suits)}."

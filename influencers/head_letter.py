"""What the letter to the head says, frozen in words when it is asked for."""

from collections import defaultdict
from datetime import date

from core import clock
from core.words import days, long_date, pounds
from influencers.models import KeyStage, NominationVisit, Progress
from influencers.workflow import NominationStatus, ProgressStatus
from programmes.models import Place
from programmes.services import pence_per_day
from programmes.workflow import PlaceStatus

# What the head reads about each opportunity, in the words that are edited on its own page.
OF_AN_OPPORTUNITY = ("name", "summary", "involves", "funded_by", "assured_by")


def context_of(influencer, *, school, head, by):
    """The first letter, once the influencer is made: the dates that are booked."""
    events = _agreed(influencer.person, since=clock.today())
    is_public = influencer.consented_at is not None
    return _letter(influencer, events, school=school, head=head, by=by, is_public=is_public)


def preview_of(interest, *, head, by):
    """The letter as it would go if the interest were accepted now: the dates asked for at which there is a place."""
    booked = _agreed(interest.person, since=clock.today())
    asked = [event for event in interest.events.all() if event not in booked and _has_room(event)]
    events = sorted([*booked, *asked], key=lambda event: (event.on, event.pk))
    return _letter(interest, events, school=interest.school, head=head, by=by, is_public=interest.consents)


def renewal_of(influencer, last, *, school, head, by):
    """A new version in place of the last letter: every date agreed since the first, and what has changed."""
    events = _agreed(influencer.person, since=last.context["since"])
    is_public = influencer.consented_at is not None
    letter = _letter(influencer, events, school=school, head=head, by=by, is_public=is_public)
    is_same_school = school.pk == last.school_id
    is_new_head = is_same_school and head.name != last.context["head"]
    return letter | {
        "since": last.context["since"],
        "is_new_school": not is_same_school,
        "is_new_head": is_new_head,
        "replaces": last.reference if is_same_school else "",
        "replaces_dated": last.context["letter_date"],
        "changes": changes(last.context["dates"], letter["dates"]) if is_same_school else [],
    }


def why_stale(last, *, school, head, events, rate_on):
    """What the last letter no longer says rightly, as sentences: to which school and head it went, and the dates.

    `events` are all at which they have a place, or came; `school` and `head` those of today, where they are known.
    """
    if school is not None and school.pk != last.school_id:
        return [f"They now work at {school}, and the letter went to {last.school}."]
    rows = [row_of(event, rate_on) for event in events if event.on.isoformat() >= last.context["since"]]
    is_new_head = head is not None and head.name != last.context["head"]
    to_whom = [f"{head} is the headteacher now, and the letter went to {last.context['head']}."] if is_new_head else []
    return to_whom + changes(last.context["dates"], rows)


def changes(before, now):
    """Each date to come that is new, has gone or is different, as a sentence. What has been needs no new letter."""
    today = clock.today().isoformat()
    to_come = {row["event"] for row in (*before, *now) if row["date"] >= today}
    old, new = ({row["event"]: row for row in rows if row["event"] in to_come} for rows in (before, now))
    return [
        *(f"New: {_in_words(row)}." for key, row in new.items() if key not in old),
        *(f"No longer: {_in_words(row)}." for key, row in old.items() if key not in new),
        *(
            f"Changed: {_in_words(row)}. Before, it was {_in_words(old[key])}."
            for key, row in new.items()
            if key in old and row != old[key]
        ),
    ]


def _in_words(row):
    money = f", {row['days']}, {row['pounds']}" if row["pounds"] else ", not funded"
    return f"{long_date(date.fromisoformat(row['date']))}, {row['part'].lower()}, {row['what']}, {row['where']}{money}"


def _agreed(person, *, since):
    """The events from that date on at which the person has a place, or came."""
    held = Place.objects.of(person).filter(
        status__in=(PlaceStatus.BOOKED, PlaceStatus.ATTENDED), event__on__gte=since
    )  # fmt: skip
    return [place.event for place in held]


def agreed_by_person(people):
    """For each of these people, the events at which they have a place, or came, by date; and the rate on a date."""
    held = Place.objects.filter(person__in=people, status__in=(PlaceStatus.BOOKED, PlaceStatus.ATTENDED))
    found, rates = defaultdict(list), {}
    for place in held.with_rate().select_related("event__venue_school").order_by("event__on", "event__pk"):
        found[place.person_id].append(place.event)
        rates[place.event.on] = place.rate or 0
    return found, rates.get


def _has_room(event):
    return event.on >= clock.today() and event.places.live().count() < event.capacity


def _letter(about, events, *, school, head, by, is_public):
    """Everything that the letter prints, as plain JSON: a later change of a date or a rate never alters it.

    `about` is the influencer, or the interest before there is one: both say strengths, stages and opportunities.
    """
    person = about.person
    return {
        "letter_date": clock.today().isoformat(),
        "since": clock.today().isoformat(),
        "addressee_lines": [head.name, "Headteacher", *school.address_lines],
        "head": head.name,
        "influencer": person.name,
        "school": school.name,
        "strengths": "; ".join(term.name for term in about.expertise.all()),
        "stages": joined([in_a_sentence(stage) for stage in about.stages]),
        "is_public": is_public,
        "opportunities": [
            {name: getattr(item, name) for name in OF_AN_OPPORTUNITY}
            for item in about.opportunities.exclude(pk__in=_stopped(person))
        ],
        "lead": by.name,
        "visited_on": _visited_on(person, school),
        "rate": pounds(pence_per_day(clock.today())),
        **dates_of(events),
    }


def _visited_on(person, school):
    """When SATC met the school about the nomination that was accepted; None for whom nobody there nominated."""
    about = {"nomination__interest__person": person, "nomination__school": school}
    visit = NominationVisit.objects.filter(nomination__status=NominationStatus.ACCEPTED, **about).last()
    return visit.on if visit else None


def _stopped(person):
    """The opportunities that they have stopped since: a later letter leaves them out."""
    return Progress.objects.of(person).filter(status=ProgressStatus.STOPPED).values("opportunity")


def dates_of(events):
    """The table of dates and its total; a date that isn't funded has no days and no pounds."""
    funded = [event for event in events if event.funded_halves]
    halves = sum(event.funded_halves for event in funded)
    return {
        "dates": [row_of(event) for event in events],
        "has_funded_dates": bool(funded),
        "total_days": days(halves) if funded else "",
        "total": pounds(sum(pence_for(event) for event in funded)) if funded else "",
        "has_one_rate": len({pence_per_day(event.on) for event in funded}) == 1,
        "rate_then": pounds(pence_per_day(funded[0].on)) if funded else "",
    }


def row_of(event, rate_on=pence_per_day):
    is_funded = bool(event.funded_halves)
    return {
        "event": event.pk,
        "date": event.on.isoformat(),
        "part": event.get_part_display(),
        "what": event.title,
        "where": event.where,
        "days": days(event.funded_halves) if is_funded else "",
        "pounds": pounds(pence_for(event, rate_on)) if is_funded else "",
    }


def pence_for(event, rate_on=pence_per_day):
    return rate_on(event.on) // 2 * event.funded_halves


def in_a_sentence(stage):
    return KeyStage(stage).label[0].lower() + KeyStage(stage).label[1:]


def joined(names):
    """Names as they are read out: "one, two and three"."""
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))

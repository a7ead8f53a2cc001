"""What the letter to the head says, frozen in words when it is asked for."""

from core import clock
from core.words import days, pounds
from influencers.models import KeyStage
from programmes.models import Place
from programmes.services import pence_per_day
from programmes.workflow import PlaceStatus


def context_of(interest, influencer, *, head, by):
    """Everything that the letter prints, as plain JSON: a later change of a date or a rate never alters it."""
    places = Place.objects.of(influencer.person).filter(
        status=PlaceStatus.BOOKED, event__on__gte=clock.today()
    )  # fmt: skip
    events = [place.event for place in places]
    return {
        "letter_date": clock.today(),
        "addressee_lines": [head.name, "Headteacher", *interest.school.address_lines],
        "head": head.name,
        "influencer": influencer.person.name,
        "school": interest.school.name,
        "strengths": "; ".join(term.name for term in influencer.expertise.all()),
        "stages": joined([in_a_sentence(stage) for stage in influencer.stages]),
        "is_public": influencer.consented_at is not None,
        "opportunities": [
            {"name": item.name, "summary": item.summary, "funded_by": item.funded_by}
            for item in influencer.opportunities.all()
        ],
        "lead": by.name,
        "visited_on": interest.nomination.visit.on,
        "rate": pounds(pence_per_day(clock.today())),
        **dates_of(events),
    }


def dates_of(events):
    """The table of dates and its total; a date that isn't funded has no days and no pounds."""
    funded = [event for event in events if event.funded_halves]
    halves = sum(event.funded_halves for event in funded)
    return {
        "dates": [row_of(event) for event in events],
        "has_funded_dates": bool(funded),
        "total_days": days(halves) if funded else "",
        "total": pounds(sum(pence_for(event) for event in funded)),
        "has_one_rate": len({pence_per_day(event.on) for event in funded}) == 1,
        "rate_then": pounds(pence_per_day(funded[0].on)) if funded else "",
    }


def row_of(event):
    is_funded = bool(event.funded_halves)
    return {
        "date": event.on,
        "part": event.get_part_display(),
        "what": event.title,
        "where": event.venue,
        "days": days(event.funded_halves) if is_funded else "",
        "pounds": pounds(pence_for(event)) if is_funded else "",
    }


def pence_for(event):
    return pence_per_day(event.on) // 2 * event.funded_halves


def in_a_sentence(stage):
    return KeyStage(stage).label[0].lower() + KeyStage(stage).label[1:]


def joined(names):
    """Names as they are read out: "one, two and three"."""
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))

"""What is said about a visit, with the entry for people's calendars."""

from brokerage import diary
from brokerage.notifications.saying import brief
from core.calendars import Entry
from core.words import long_date
from correspondence.services import queue_message


def visit_facts(visit):
    return {
        "reference": visit.reference,
        "school": brief(visit.school),
        "influencer": brief(visit.person),
        "national_lead": str(visit.national_lead),
        "date": long_date(visit.on),
        "part": visit.get_part_display().lower(),
        "purpose": visit.purpose,
        # Whom a school tells that the day doesn't suit: of a day without support, SATC.
        "has_support": visit.deployment_id is not None,
    }


def _parties(visit, head):
    """Those in whose calendars the visit stands: the influencer, the head, and of support the science leader."""
    people = [visit.person, head, *([visit.deployment.request.science_leader] if visit.deployment else [])]
    return {person.pk: person for person in people if person}.values()


def _tell_of_visit(kind, person, visit, *, is_off=False, **more):
    """With the visit for their calendar: the same entry as in their own private calendar."""
    found = diary.engagement(visit, person)
    entry = Entry(
        key=found.reference,
        sequence=found.revision,
        begins=found.begins,
        ends=found.ends,
        summary=brief(found.title),
        description=found.purpose,
        where=", ".join(visit.school.address_lines),
        path=found.url,
        status="CANCELLED" if is_off else "CONFIRMED",
    )
    context = visit_facts(visit) | more
    queue_message(kind, to=person, school=visit.school, context=context, path=found.url, invitation=entry)


def visit_planned(visit, head):
    for person in _parties(visit, head):
        _tell_of_visit("your_visit_planned" if person == visit.person else "visit_planned", person, visit)


def other_visit_planned(visit, head):
    for person in _parties(visit, head):
        kind = "other_visit_planned" if person == visit.person else "day_at_your_school"
        _tell_of_visit(kind, person, visit, day=visit.get_kind_display().lower())


def visit_moved(visit, before, reason, *, by, head):
    for person in _parties(visit, head):
        _tell_of_visit("visit_moved", person, visit, before=before, reason=reason)
    _tell_national_lead("visit_moved", visit, by=by, before=before, reason=reason)


def visit_cancelled(visit, reason, *, by, head):
    for person in _parties(visit, head):
        _tell_of_visit("visit_cancelled", person, visit, is_off=True, reason=reason)
    _tell_national_lead("visit_cancelled", visit, by=by, reason=reason)


def _tell_national_lead(kind, visit, *, by, **more):
    """They hear of what others changed; the visit isn't in their calendar."""
    if visit.national_lead != by:
        path = (visit.deployment or visit).get_absolute_url()
        context = visit_facts(visit) | more
        queue_message(kind, to=visit.national_lead, school=visit.school, context=context, path=path)

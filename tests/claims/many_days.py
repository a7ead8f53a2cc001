"""Approved claims of many days over many schools, in bulk: for what stays quick however many there are."""

import datetime

from claims.models import Claim, ClaimLine, FundedDay, FundingSource
from core import clock
from core.references import give_references
from core.workflow import begin_all
from programmes.models import Attendance, Event, EventKind, Place
from schools.models import Person, School
from tests.factories.schools import lead

DAYS_IN_A_CLAIM = 5
FIRST = datetime.date(2025, 9, 1)
RATE = 20000


def approved_days(*, days, schools):
    """So many whole days, five of each person's, in approved claims to so many schools."""
    approver, clerk = lead(), lead()
    at = School.objects.bulk_create(_school(number) for number in range(schools))
    people = Person.objects.bulk_create(_person(number) for number in range(days // DAYS_IN_A_CLAIM))
    events = [_event(number) for number in range(DAYS_IN_A_CLAIM)]
    give_references(events)
    Event.objects.bulk_create(events)
    places = Place.objects.bulk_create(
        Place(event=event, person=person, status="attended") for person in people for event in events
    )
    came = Attendance.objects.bulk_create(
        Attendance(place=place, person=place.person, recorded_by=clerk) for place in places
    )
    source = FundingSource.objects.cpd_fund()
    school_of = {person.pk: at[number % schools] for number, person in enumerate(people)}
    funded = FundedDay.objects.bulk_create(_day(attendance, school_of, source) for attendance in came)
    begin_all(funded, "fund", by=clerk)
    return _claims(people, funded, school_of, approver)


def _claims(people, funded, school_of, approver):
    claims = [
        Claim(
            school=school_of[person.pk],
            person=person,
            submitted_by=person,
            status="approved",
            approved_by=approver,
            approved_at=clock.now(),
            amount_pence=DAYS_IN_A_CLAIM * RATE,
        )
        for person in people
    ]
    give_references(claims)
    claim_of = {claim.person_id: claim for claim in Claim.objects.bulk_create(claims)}
    begin_all(claims, "approve", by=approver)
    ClaimLine.objects.bulk_create(
        ClaimLine(claim=claim_of[day.person_id], day=day, halves=2, pence_per_day=RATE, amount_pence=RATE)
        for day in funded
    )
    return claims


def _school(number):
    return School(
        urn=900000 + number,
        name=f"Invented School {number + 1}",
        la_code="861",
        la_name="Invented authority",
        type_name="Community school",
        type_group="Local authority maintained schools",
    )


def _person(number):
    return Person(name=f"Invented Person {number + 1}", email=f"many{number + 1}@school.example", password="!")


def _event(number):
    return Event(
        kind=EventKind.CPD_DAY,
        title=f"CPD day {number + 1}",
        purpose="Try something out.",
        on=FIRST + datetime.timedelta(days=number),
        part="whole_day",
        venue="The Invented Museum",
        capacity=20_000,
        is_release_funded=True,
    )


def _day(attendance, school_of, source):
    event = attendance.place.event
    return FundedDay(
        person=attendance.person,
        on=event.on,
        morning=True,
        afternoon=True,
        school=school_of[attendance.person_id],
        why=f"CPD day: {event.title}",
        attendance=attendance,
        morning_source=source,
        afternoon_source=source,
    )

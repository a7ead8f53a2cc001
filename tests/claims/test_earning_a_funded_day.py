"""An accepted report, or an attendance at a funded event, becomes a funded day in the same transaction."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from brokerage.models import ReportAcceptance
from brokerage.services import accept_report
from brokerage.signals import report_accepted
from claims import services
from claims.models import FundedDay
from core import clock
from core.exceptions import Refused
from core.parts import PartOfDay
from core.words import long_date
from programmes.models import Place
from programmes.services import record_attendance
from tests.claims.reading import last_change, messages
from tests.factories.brokerage import ReportFactory
from tests.factories.claims import (
    AcceptanceFactory,
    FundedDayFactory,
    PastEventFactory,
    PastVisitFactory,
    influencer_at,
    working_day,
)
from tests.factories.schools import PersonFactory, PostFactory, SchoolFactory, lead

pytestmark = pytest.mark.django_db


def accept(visit):
    acceptance = AcceptanceFactory(visit=visit)
    report_accepted.send(sender=ReportAcceptance, acceptance=acceptance)
    return acceptance


def attend(event, person, *, by):
    return record_attendance(Place.objects.create(event=event, person=person), by=by)


def test_accepting_a_report_at_the_desk_makes_the_day_payable():
    person, school = influencer_at()
    visit = PastVisitFactory(person=person)
    report = ReportFactory(visit=visit, status="submitted")

    acceptance = accept_report(report, by=visit.national_lead)

    day = FundedDay.objects.get()
    assert (day.acceptance, day.person, day.school, day.status) == (acceptance, person, school, "live")


@pytest.mark.parametrize(
    ("part", "halves"), [(PartOfDay.MORNING, 1), (PartOfDay.AFTERNOON, 1), (PartOfDay.WHOLE_DAY, 2)]
)
def test_an_accepted_report_makes_the_day_payable(part, halves):
    person, school = influencer_at()
    visit = PastVisitFactory(person=person, part=part)

    acceptance = accept(visit)

    day = FundedDay.objects.get()
    assert (day.person, day.school, day.on, day.part, day.halves) == (person, school, visit.on, part, halves)
    assert (day.status, day.acceptance, day.attendance) == ("live", acceptance, None)
    assert day.why == f"Shadowing at {visit.school} ({visit.reference})"
    assert last_change(day) == ("fund", "", "live", visit.national_lead, "")


def test_a_recorded_attendance_at_a_funded_event_makes_the_day_payable():
    (person, school), by = influencer_at(), lead()
    event = PastEventFactory(part=PartOfDay.AFTERNOON)

    attendance = attend(event, person, by=by)

    day = FundedDay.objects.get()
    assert (day.person, day.school, day.on, day.part) == (person, school, event.on, PartOfDay.AFTERNOON)
    assert (day.status, day.acceptance, day.attendance) == ("live", None, attendance)
    assert day.why == f"CPD day: {event.title}"
    assert messages("day_ready") == [(person, "/claims/")]


@pytest.mark.parametrize("fields", [{"is_release_funded": False}, {"is_release_funded": False, "part": "twilight"}])
def test_an_attendance_whose_release_is_not_funded_makes_no_day(fields):
    person, _ = influencer_at()

    attend(PastEventFactory(**fields), person, by=lead())

    assert not FundedDay.objects.exists()


def test_the_school_is_the_one_where_they_worked_on_that_day():
    person = PersonFactory()
    on = working_day(30)
    before = PostFactory(person=person, ends_on=on, proven=True).school
    PostFactory(person=person, starts_on=on + datetime.timedelta(days=1))

    accept(PastVisitFactory(person=person, on=on))

    assert FundedDay.objects.get().school == before


def test_the_day_of_somebody_only_said_to_work_at_a_school_is_held():
    """Anybody may name anybody in a nomination or a request: that sends no money anywhere."""
    post = PostFactory()

    accept(PastVisitFactory(person=post.person))

    day = FundedDay.objects.get()
    assert (day.status, day.school) == ("held", None)
    assert day.held_because == (
        f"{post.person} is said to work at {post.school}, but nobody at SATC has accepted that. Did it release them?"
    )


def test_two_posts_at_one_school_are_one_school():
    person, school = influencer_at()
    PostFactory(person=person, school=school, role="science_leader")

    accept(PastVisitFactory(person=person))

    assert FundedDay.objects.get().school == school


def test_the_day_of_somebody_without_a_school_is_held_for_the_leads():
    person, asked = PersonFactory(), lead()
    visit = PastVisitFactory(person=person)

    accept(visit)

    day = FundedDay.objects.get()
    reason = f"We don’t know at which school {person} worked on {long_date(visit.on)}."
    assert (day.status, day.school, day.held_because) == ("held", None, reason)
    assert last_change(day) == ("hold", "", "held", visit.national_lead, reason)
    assert messages("day_held") == [(asked, f"/admin/days/{day.pk}/")]
    assert messages("day_ready") == []


def test_the_day_of_somebody_at_two_schools_is_held_with_both_their_names():
    person = PersonFactory()
    for name in ("Ash Primary School", "Birch Primary School"):
        PostFactory(person=person, school=SchoolFactory(name=name))
    visit = PastVisitFactory(person=person)

    accept(visit)

    day = FundedDay.objects.get()
    assert (day.status, day.school) == ("held", None)
    assert day.held_because == (
        f"{person} worked at Ash Primary School and Birch Primary School on {long_date(visit.on)}: "
        "which of them released them that day?"
    )


@pytest.mark.parametrize(
    ("taken", "wanted", "words"),
    [
        ("morning", "morning", "morning"),
        ("whole_day", "morning", "morning"),
        ("whole_day", "afternoon", "afternoon"),
        ("afternoon", "whole_day", "afternoon"),
        ("whole_day", "whole_day", "day"),
    ],
)
def test_a_half_that_is_funded_already_is_held_and_not_live(taken, wanted, words):
    person, school = influencer_at()
    first = FundedDayFactory(person=person, part=taken, why="Coaching at Elm")

    accept(PastVisitFactory(person=person, on=first.on, part=wanted))

    day = FundedDay.objects.exclude(pk=first.pk).get()
    assert (day.status, day.school) == ("held", school)
    assert day.held_because == f"{person} already has that {words} funded on {long_date(first.on)}: Coaching at Elm."


def test_the_other_half_of_a_day_is_free():
    person, _ = influencer_at()
    first = FundedDayFactory(person=person, part=PartOfDay.MORNING)

    accept(PastVisitFactory(person=person, on=first.on, part=PartOfDay.AFTERNOON))

    assert FundedDay.objects.live().count() == 2


def test_a_day_on_which_schools_release_nobody_is_held():
    person, _ = influencer_at()
    saturday = datetime.date(2026, 3, 7)

    accept(PastVisitFactory(person=person, on=saturday))

    day = FundedDay.objects.get()
    assert day.status == "held"
    assert day.held_because == "Saturday 7 March 2026 was a Saturday: did the school release anybody?"


def test_a_day_that_has_not_come_undoes_the_decision():
    person, _ = influencer_at()
    visit = PastVisitFactory(person=person, on=clock.today() + datetime.timedelta(days=1))

    with pytest.raises(Refused, match="hasn’t come yet"), transaction.atomic():
        accept(visit)

    assert not ReportAcceptance.objects.exists()
    assert not FundedDay.objects.exists()


def test_a_report_makes_one_day_only():
    person, _ = influencer_at()
    acceptance = accept(PastVisitFactory(person=person))

    with pytest.raises(IntegrityError), transaction.atomic():
        services.fund_day(
            person, on=working_day(90), part=PartOfDay.MORNING, why="Again", by=lead(), acceptance=acceptance
        )

    assert FundedDay.objects.count() == 1

import datetime

import pytest

from claims import services
from claims.models import FundedDay
from core.exceptions import NotAllowed, Refused, TransitionRefused
from core.words import long_date
from tests.claims.reading import last_change, messages
from tests.factories.claims import FundedDayFactory
from tests.factories.schools import PersonFactory, PostFactory, SchoolFactory, finance, lead, national_lead

pytestmark = pytest.mark.django_db


def test_the_answer_makes_the_day_live_at_that_school_and_the_person_is_told():
    day, school, by = FundedDayFactory(held=True), SchoolFactory(), lead()

    services.answer_held_day(day, school=school, by=by)

    day.refresh_from_db()
    assert (day.status, day.school) == ("live", school)
    assert last_change(day) == ("release", "held", "live", by, f"{school} released them.")
    assert messages("day_ready") == [(day.person, "/claims/")]


def test_where_they_worked_that_day_only_those_schools_can_be_the_answer():
    day = FundedDayFactory(held=True)
    one, other = (PostFactory(person=day.person, school=SchoolFactory(name=name)).school for name in ("Ash", "Birch"))

    with pytest.raises(Refused, match="worked at Ash or Birch that day"):
        services.answer_held_day(day, school=SchoolFactory(), by=lead())

    services.answer_held_day(day, school=other, by=lead())
    assert FundedDay.objects.get(pk=day.pk).school == other != one


def test_a_school_that_had_closed_by_then_can_not_be_the_answer():
    day = FundedDayFactory(held=True)
    school = SchoolFactory(closed=True, closed_on=day.on - datetime.timedelta(days=1))

    with pytest.raises(Refused, match=f"{school} had closed by {long_date(day.on)}"):
        services.answer_held_day(day, school=school, by=lead())


def test_a_day_whose_half_is_taken_stays_held():
    taken = FundedDayFactory(part="morning", why="Coaching at Elm")
    day = FundedDayFactory(held=True, person=taken.person, on=taken.on)

    with pytest.raises(Refused, match="already has that morning funded"):
        services.answer_held_day(day, school=SchoolFactory(), by=lead())

    day.refresh_from_db()
    assert (day.status, day.school) == ("held", None)


def test_a_day_can_be_turned_down_and_the_person_is_told_why():
    day, by = FundedDayFactory(held=True), lead()

    services.void_held_day(day, reason="It is funded twice.", by=by)

    day.refresh_from_db()
    assert day.status == "void"
    assert last_change(day) == ("void", "held", "void", by, "It is funded twice.")
    assert messages("day_turned_down") == [(day.person, "/claims/")]


def test_turning_a_day_down_needs_a_reason():
    day = FundedDayFactory(held=True)

    with pytest.raises(Refused, match="Say why"):
        services.void_held_day(day, reason="  ", by=lead())


ACTS = {
    "answer": lambda day, by: services.answer_held_day(day, school=SchoolFactory(), by=by),
    "turn down": lambda day, by: services.void_held_day(day, reason="No.", by=by),
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
@pytest.mark.parametrize("role", [PersonFactory, finance, national_lead])
def test_only_a_lead_answers(act, role):
    day = FundedDayFactory(held=True)

    with pytest.raises(NotAllowed):
        act(day, role())

    day.refresh_from_db()
    assert day.status == "held"


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
@pytest.mark.parametrize("status", ["live", "void"])
def test_only_a_held_day_can_be_answered(act, status):
    day = FundedDayFactory(status=status)

    with pytest.raises(TransitionRefused):
        act(day, lead())

    day.refresh_from_db()
    assert day.status == status

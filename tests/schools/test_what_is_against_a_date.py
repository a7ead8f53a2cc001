import datetime

import pytest

from schools.models import PeriodKind
from schools.school_days import against, is_term_day, next_term_day
from tests.factories.schools import PeriodFactory, SchoolFactory

pytestmark = pytest.mark.django_db

TUESDAY = datetime.date(2027, 3, 2)


def a_day(on=TUESDAY, **fields):
    return PeriodFactory(starts_on=on, ends_on=on, **fields)


def test_an_ordinary_day_has_nothing_against_it():
    assert against(TUESDAY, SchoolFactory()) == []


def test_weekends_and_bank_holidays_are_known():
    school = SchoolFactory()

    assert against(datetime.date(2027, 3, 6), school) == ["at a weekend"]
    assert against(datetime.date(2027, 3, 29), school) == ["a bank holiday"]


def test_each_kind_is_said_in_words():
    for kind in PeriodKind:
        a_day(kind=kind)

    assert against(TUESDAY, SchoolFactory()) == [
        "in the school holidays",
        "an INSET day",
        "in SATs week",
        "in the week of the phonics check",
    ]


def test_a_school_minds_its_own_days_its_authoritys_and_englands_and_no_others():
    school = SchoolFactory(la_code="861")
    a_day(name="ours", la_code="", school=school)
    a_day(name="the authority’s")
    a_day(name="England’s", la_code="")
    a_day(name="another authority’s", la_code="860")
    a_day(name="another school’s", la_code="", school=SchoolFactory())

    assert against(TUESDAY, school) == [
        f"in the school holidays ({name})" for name in ("ours", "the authority’s", "England’s")
    ]


def test_the_first_and_the_last_day_count_and_the_next_does_not():
    PeriodFactory(starts_on=TUESDAY, ends_on=TUESDAY + datetime.timedelta(days=2))
    days = [TUESDAY + datetime.timedelta(days=number) for number in range(-1, 4)]

    assert [bool(against(day, SchoolFactory())) for day in days] == [False, True, True, True, False]


def test_term_time_is_that_of_satcs_own_authority():
    a_day(la_code="860")
    a_day(kind=PeriodKind.INSET)
    a_day(la_code="", school=SchoolFactory())
    assert is_term_day(TUESDAY)

    a_day()

    assert not is_term_day(TUESDAY)
    assert not is_term_day(datetime.date(2027, 3, 6))


def test_the_next_day_of_term_is_after_the_holiday_its_weekend_and_a_bank_holiday():
    PeriodFactory(starts_on=datetime.date(2027, 3, 15), ends_on=datetime.date(2027, 3, 26))

    assert next_term_day(TUESDAY) == TUESDAY
    # Easter Monday is the 29th.
    assert next_term_day(datetime.date(2027, 3, 13)) == datetime.date(2027, 3, 30)


def test_holidays_without_end_do_not_keep_mail_back_for_ever():
    PeriodFactory(starts_on=TUESDAY, ends_on=TUESDAY + datetime.timedelta(days=800))

    assert next_term_day(TUESDAY) == TUESDAY

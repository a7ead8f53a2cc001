import datetime

import pytest
from django.core.exceptions import ValidationError

from core.exceptions import Refused
from programmes.models import DayRate
from programmes.services import pence_per_day
from tests.factories.programmes import DayRateFactory, EventFactory

pytestmark = pytest.mark.django_db


def test_a_day_is_two_hundred_pounds_to_start_with():
    assert pence_per_day(datetime.date(2026, 9, 1)) == 20000


def test_a_new_rate_is_in_force_from_its_day_on():
    DayRateFactory(pence_per_day=21000, from_on=datetime.date(2027, 9, 1))

    assert pence_per_day(datetime.date(2027, 8, 31)) == 20000
    assert pence_per_day(datetime.date(2027, 9, 1)) == 21000


def test_before_the_first_rate_there_is_none():
    with pytest.raises(Refused, match="No day rate is in force on Friday 3 January 2020"):
        pence_per_day(datetime.date(2020, 1, 3))


def test_an_odd_rate_is_refused_in_words():
    problems = DayRate(pence_per_day=20001, from_on=datetime.date(2027, 9, 1))

    with pytest.raises(ValidationError, match="Enter an even number of pence"):
        problems.full_clean()


@pytest.mark.parametrize(
    ("part", "funded", "halves"),
    [("whole_day", True, 2), ("morning", True, 1), ("afternoon", True, 1), ("whole_day", False, 0)],
)
def test_a_place_costs_the_half_days_of_release(part, funded, halves):
    assert EventFactory(part=part, is_release_funded=funded).funded_halves == halves

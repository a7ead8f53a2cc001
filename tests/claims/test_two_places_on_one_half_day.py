"""Rule 1, from the booking on: two places on one half-day may be held, and are never paid for twice."""

import pytest

from claims.models import FundedDay
from core import clock
from programmes import services
from tests.factories.influencers import InfluencerFactory
from tests.factories.programmes import EventFactory, weekday
from tests.factories.schools import lead

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("other", ["whole_day", "morning"])
def test_who_came_to_both_is_paid_for_once(other):
    person, by, on = InfluencerFactory().person, lead(), weekday(10)
    places = [
        services.ask_for_place(EventFactory(on=on, part=part), by=person, knows_of_clash=True)
        for part in ("whole_day", other)
    ]

    with clock.moved_to(on):
        for place in places:
            services.record_attendance(place, by=by)

    assert sorted(day.status for day in FundedDay.objects.filter(person=person)) == ["held", "live"]

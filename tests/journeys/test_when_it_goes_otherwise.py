"""A deferral that returns, an expression of interest sent back, a waiting list, a pause, a move, two records joined."""

import pytest

from tests.journeys import becoming_an_influencer as becoming
from tests.journeys import going_otherwise as otherwise
from tests.journeys.conftest import Cast
from tests.journeys.inspection import Nothing

pytestmark = pytest.mark.xdist_group("embedded")

# Their pages are inspected on the whole path.
AS_EVER = [becoming.nominate, becoming.confirm_the_nomination]
STEPS = [
    otherwise.put_it_off,
    otherwise.come_back_to_it,
    otherwise.answer,
    otherwise.ask_for_more,
    otherwise.answer_again,
    otherwise.wait_for_a_place,
    otherwise.be_away,
    otherwise.move_school,
    otherwise.be_known_twice,
]


class AnotherCast(Cast):
    """Of a school that no other journey comes to."""

    school = "Biscuit & Glost Infant School"

    def __init__(self, *args):
        super().__init__(*args)
        self.head = self.person("Greta Glost", "head@biscuit-glost.example")
        self.teacher = self.person("Theo Pitt", "theo@biscuit-glost.example")


@pytest.fixture
def another_cast(browser, embedded_portal, inspector):
    return AnotherCast(browser, embedded_portal, inspector)


def test_it_comes_right_in_the_end(another_cast, inspector):
    another_cast.be_looked_at_by(Nothing())
    for step in AS_EVER:
        step(another_cast)
    another_cast.be_looked_at_by(inspector)
    for step in STEPS:
        step(another_cast)
    assert another_cast.faults == []

"""Charts are places in a box: pure functions, tried with whatever figures there may be."""

from hypothesis import given
from hypothesis import strategies as st

from satc.monitoring import charts

NUMBERS = st.lists(st.tuples(st.text(max_size=5), st.integers(0, 10_000)), max_size=30)
METRES = st.one_of(st.none(), st.integers(0, 700_000))
PLACES = st.lists(st.tuples(METRES, METRES), max_size=40)


@given(NUMBERS)
def test_bars_stay_in_their_box_and_are_as_long_as_their_values(pairs):
    drawn = charts.bars(pairs).bars

    assert all(0 <= bar.width <= charts.WIDTH - charts.NUMBER for bar in drawn)
    longest = max((value for _, value in pairs), default=0)
    assert all((bar.width > 0) == (bar.value > 0) or bar.value < longest / 1000 for bar in drawn)
    by_value = sorted(drawn, key=lambda bar: bar.value)
    assert [bar.width for bar in by_value] == sorted(bar.width for bar in drawn)


@given(NUMBERS, st.integers(0, 10_000))
def test_a_line_stays_in_its_box_and_falls_where_its_values_fall(pairs, most):
    shape = charts.line(pairs, most=most)

    assert all(0 <= dot.x <= charts.WIDTH and charts.TOP <= dot.y <= shape.foot for dot in shape.dots)
    assert [dot.x for dot in shape.dots] == sorted(dot.x for dot in shape.dots)
    by_value = sorted(shape.dots, key=lambda dot: dot.value)
    assert [dot.y for dot in by_value] == sorted((dot.y for dot in by_value), reverse=True)
    assert len(shape.labelled) <= 5


@given(PLACES)
def test_a_map_keeps_north_at_the_top_and_east_at_the_right(places):
    shape = charts.city_map(places, place_of=lambda place: place)

    known = [place for place in places if None not in place]
    assert [place.item for place in shape.places] == known
    assert all(0 <= place.x <= shape.width and 0 <= place.y <= shape.height for place in shape.places)
    for one in shape.places:
        for other in shape.places:
            assert one.item[0] >= other.item[0] or one.x <= other.x
            assert one.item[1] >= other.item[1] or one.y >= other.y


def test_nothing_draws_nothing():
    assert charts.bars([]).bars == charts.line([], most=0).dots == []
    assert charts.city_map([], place_of=None).places == []

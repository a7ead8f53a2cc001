"""Charts as shapes: pure functions from figures to places in a box, for templates to draw as SVG.

Every length is in the units of the drawing's own box, 360 wide, so that it is legible on a telephone.
"""

from dataclasses import dataclass

WIDTH = 360
ROW = 40
LABEL = 16
NUMBER = 44
PADDING = 14
LEFT, BOTTOM, TOP = 40, 26, 12


@dataclass(frozen=True)
class Bar:
    """One bar beneath its label."""

    label: str
    value: float
    words: str
    text_y: float
    y: float
    width: float

    @property
    def number_x(self):
        return round(self.width + 6, 1)

    @property
    def number_y(self):
        return self.y + 13


@dataclass(frozen=True)
class Bars:
    bars: list
    height: float
    width: int = WIDTH


def bars(pairs, *, words=str):
    """Bars as long as their values, from pairs of label and value that is nought or more; `words` writes a value."""
    most = max((value for _, value in pairs), default=0)
    room = WIDTH - NUMBER
    drawn = [
        Bar(
            label,
            value,
            words(value),
            n * ROW + LABEL - 2,
            n * ROW + LABEL + 3,
            round(room * value / most, 1) if most else 0,
        )
        for n, (label, value) in enumerate(pairs)
    ]
    return Bars(drawn, len(drawn) * ROW)


@dataclass(frozen=True)
class Dot:
    x: float
    y: float
    label: str
    value: float


@dataclass(frozen=True)
class Line:
    """A line through dots, with its scale at the left: nothing at the foot, `most` at the top."""

    dots: list
    most: float
    foot: float
    height: int
    width: int = WIDTH

    @property
    def points(self):
        return " ".join(f"{dot.x},{dot.y}" for dot in self.dots)

    @property
    def labelled(self):
        """As many of the dots as there is room to name: the first, the last and some between."""
        step = max(1, -(-len(self.dots) // 5))
        return self.dots[::step]


def line(pairs, *, most, height=200):
    """A line through pairs of label and value, from left to right; `most` is the value at the top."""
    width, depth = WIDTH - LEFT - PADDING, height - TOP - BOTTOM
    step = width / max(len(pairs) - 1, 1)
    dots = [
        Dot(
            round(LEFT + n * step, 1),
            round(TOP + depth * (1 - min(max(value, 0), most) / most), 1) if most else height - BOTTOM,
            label,
            value,
        )
        for n, (label, value) in enumerate(pairs)
    ]
    return Line(dots, most, height - BOTTOM, height)


@dataclass(frozen=True)
class Place:
    """Where something stands on a map, and what it is."""

    x: float
    y: float
    item: object


@dataclass(frozen=True)
class Map:
    places: list
    height: float
    width: int = WIDTH


def city_map(items, *, place_of):
    """Items at their place in the city, north at the top and to one scale; `place_of(item)` gives (easting, northing).

    Metres of the national grid. Items without a place are left out.
    """
    placed = [(item, *place_of(item)) for item in items if None not in place_of(item)]
    if not placed:
        return Map([], 0)
    west, south = (min(each[axis] for each in placed) for axis in (1, 2))
    breadth, depth = (max(each[axis] for each in placed) - least for axis, least in ((1, west), (2, south)))
    room = WIDTH - 2 * PADDING
    scale = room / max(breadth, depth, 1)
    height = round(depth * scale + 2 * PADDING, 1)
    inset = (room - breadth * scale) / 2
    places = [
        Place(
            round(PADDING + inset + (east - west) * scale, 1),
            round(height - PADDING - (north - south) * scale, 1),
            item,
        )
        for item, east, north in placed
    ]
    return Map(places, height)

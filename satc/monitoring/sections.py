"""The sections of the monitoring pages: each a table, the charts of it, and a file."""

from collections.abc import Callable
from dataclasses import dataclass

from satc.monitoring import figures


@dataclass(frozen=True)
class Section:
    """One page: what it is about, the heads of its columns, and what reads its figures for whoever looks.

    `numeric` are the places of the columns that hold numbers.
    """

    slug: str
    title: str
    about: str
    columns: tuple
    read: Callable
    numeric: frozenset = frozenset()


SECTIONS = [
    Section(
        "pool",
        "The coaching pool",
        "What is left of the funded coaching days, month by month.",
        ("Pool", "Month", "Days reserved", "Days used", "Days left"),
        figures.pool,
        frozenset({2, 3, 4}),
    ),
    Section(
        "targets",
        "Target schools",
        "How far each of phase one’s schools has got.",
        ("School", "Stage", "Support level", "National lead"),
        figures.targets,
    ),
    Section(
        "speed",
        "From request to match",
        "How long schools have waited, in the last year, until somebody was asked.",
        ("Request", "School", "Confirmed", "Influencer asked", "Days"),
        figures.speed,
        frozenset({4}),
    ),
    Section(
        "reports",
        "Reports overdue",
        "Visits of seven working days ago without a report, and reports that waited five working days to be read.",
        ("School", "Visit", "What is overdue", "Whose turn", "Days since the visit"),
        figures.reports,
        frozenset({4}),
    ),
    Section(
        "load",
        "Load of each influencer",
        "Support in hand, visits and events to come: who may have room for another school.",
        ("Influencer", "Schools in hand", "Days agreed", "Visits to come", "Events to come"),
        figures.load,
        frozenset({1, 2, 3, 4}),
    ),
    Section(
        "city",
        "Coverage of the city",
        "Where expertise is, where need is, where nobody helps yet, and whom we have never heard from.",
        ("School", "Where it stands", "Support level", "Influencers there", "Miles to the nearest expertise"),
        figures.coverage,
        frozenset({4}),
    ),
    Section(
        "champions",
        "Champions",
        "Each is expected to coach at least one school for 2.5 days, and two when possible.",
        ("Champion", "Trained in", "How far", "Schools", "Days"),
        figures.champions,
        frozenset({4}),
    ),
]
BY_SLUG = {section.slug: section for section in SECTIONS}

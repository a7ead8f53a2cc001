"""What waits for somebody, and what is theirs: many kinds of things, read in one query whatever their number."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from functools import wraps
from types import SimpleNamespace

from django.db.models import CharField, Count, F, IntegerField, QuerySet, Value, Window
from django.db.models.functions import Coalesce, JSONObject, NullIf, RowNumber

MOST = 20  # of one kind that has a list of its own


class Hat(Enum):
    """The role in which something is somebody's, in the order in which their page shows them."""

    STAFF = "For SATC"
    HEAD = "As headteacher"
    INFLUENCER = "As a science influencer"
    SCIENCE_LEADER = "As science leader"
    # Whatever role they have: their days, their places, what they sent for somebody else.
    ANY = "For yourself"


@dataclass(frozen=True)
class Waiting:
    """One act that waits for somebody: what to do, where, a detail in plain words, and in which role it is theirs."""

    text: str
    url: str
    detail: str = ""
    hat: Hat = Hat.ANY
    stands_for: int = 1  # more where one line says that there are others


@dataclass(frozen=True)
class Kind:
    """Things of one kind: which rows, what is read of each, and how one of them is said.

    `says` gets a row with `fields` as attributes; dates are ISO text, and what is nested has attributes too.
    Where a list has them all, `all_at` leads there after the first twenty; otherwise none is left out.
    """

    found: QuerySet
    fields: Mapping
    says: Callable
    all_at: str = ""

    def items(self, rows, total):
        said = [self.says(row) for row in rows]
        left = total - len(rows)
        return [*said, Waiting(f"and {left} more", self.all_at, hat=said[-1].hat, stands_for=left)] if left else said


@dataclass(frozen=True)
class Together:
    """Things that are said together: `says` gets all the rows, which may be none, and returns what to list."""

    found: QuerySet
    fields: Mapping
    says: Callable
    all_at = ""

    def items(self, rows, total):
        return list(self.says(rows))


def name_of(path=""):
    """A person as they are written: by name, or by e-mail until they have one."""
    to = f"{path}__" if path else ""
    name = NullIf(F(f"{to}name"), Value(""), output_field=CharField())
    return Coalesce(name, F(f"{to}email"), output_field=CharField())


def moment(read):
    """The moment that a row says in text, as the database wrote it: with its offset, or else in UTC."""
    found = datetime.fromisoformat(read)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def in_one_query(parts):
    """Make of a function that returns parts one that returns what they say; `.parts` is the function as it was.

    A part is a `Kind`, a `Together`, or a `Waiting` as it stands.
    """

    @wraps(parts)
    def read_all(*args, **kwargs):
        return read(parts(*args, **kwargs))

    read_all.parts = parts
    return read_all


def read(parts):
    """What the parts say, in their order, from one query for all of them."""
    return read_groups({"all": parts})["all"]


def read_groups(groups):
    """What the parts of each group say, by the group's name: one query for all of them."""
    groups = {name: list(parts) for name, parts in groups.items()}
    kinds = {id(part): part for parts in groups.values() for part in parts if not isinstance(part, Waiting)}
    rows, totals = {key: [] for key in kinds}, dict.fromkeys(kinds, 0)
    keys = list(kinds)
    for number, _, total, told in sorted(_asked(kinds.values()), key=lambda row: row[:2]):
        rows[keys[number]].append(_row(told))
        totals[keys[number]] = total

    def said(part):
        return [part] if isinstance(part, Waiting) else part.items(rows[id(part)], totals[id(part)])

    return {name: [item for part in parts for item in said(part)] for name, parts in groups.items()}


def _asked(kinds):
    """The rows of each: its number, its place among them, how many there are, and what is read of it."""
    queries = [_rows(number, kind) for number, kind in enumerate(kinds)]
    return queries[0].union(*queries[1:], all=True) if len(queries) > 1 else next(iter(queries), [])


def _rows(number, kind):
    found, model = kind.found, kind.found.model
    order = found.query.order_by or model._meta.ordering
    if found.query.distinct:
        found = model._base_manager.filter(pk__in=found.order_by().values("pk"))
    rows = found.order_by().annotate(
        of_kind=Value(number, output_field=IntegerField()),
        nth=Window(RowNumber(), order_by=list(order)),
        in_all=Window(Count("*")),
        told=JSONObject(**kind.fields),
    )
    if kind.all_at:
        rows = rows.filter(nth__lte=MOST)
    return rows.values_list("of_kind", "nth", "in_all", "told")


def _row(told):
    return SimpleNamespace(**{name: _row(value) if isinstance(value, dict) else value for name, value in told.items()})

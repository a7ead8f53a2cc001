"""The ledger: budget, committed, earned, claimed, approved, paid and what is left, put together for a page."""

from dataclasses import dataclass, field
from datetime import date

from brokerage.models import CoachingPool
from claims.books import facts
from claims.models import Budget, SourceKind
from core import clock, financial_years
from core.words import long_date, pounds
from schools.models import School

BY = {"source": "Source", "school": "School", "month": "Month", "year": "Financial year"}
NOT_KNOWN = "Not known yet"
SPENT = ("earned", "claimed", "approved", "paid")


@dataclass
class Row:
    """One line of the ledger: what it is of, pence by stage, and the budget if one was set."""

    key: object
    name: str
    pence: dict = field(default_factory=lambda: dict.fromkeys(facts.STAGES, 0))
    budget: int | None = None

    @property
    def used(self):
        return sum(self.pence.values())

    @property
    def left(self):
        return None if self.budget is None else self.budget - self.used

    @property
    def cells(self):
        return [(stage, facts.STAGES[stage], pence) for stage, pence in self.pence.items()]


def sources():
    """What pays, by its name in an address: each pool, then all quotes, then the CPD fund."""
    named = {f"pool-{pool.pk}": pool.name for pool in CoachingPool.objects.order_by("starts_on", "pk")}
    return {**named, SourceKind.QUOTE.value: SourceKind.QUOTE.label, SourceKind.CPD.value: SourceKind.CPD.label}


def years(chosen=None):
    """The financial years that can be chosen, the newest first: those with anything in them, this one and the next."""
    now = financial_years.year_of(clock.today())
    found = {year for year, *_ in facts.sums("year", {})} | set(Budget.objects.values_list("year", flat=True))
    return sorted(found | {now, now + 1, chosen or now}, reverse=True)


def ledger(by, where):
    """The rows of the ledger by source, school, month or year, and their sum; only what fits `where`."""
    budgets = _budgets(by, where)
    found = {key: Row(key, name) for key, name in _always(by, where)}
    for key, stage, pence, _ in facts.sums(by, where):
        found.setdefault(key, Row(key, "")).pence[stage] = int(pence or 0)
    for key, amount in budgets.items():
        found.setdefault(key, Row(key, "")).budget = amount
    names = _names(by, found)
    for row in found.values():
        row.name = row.name or names.get(row.key) or NOT_KNOWN
    ordered = sorted(found.values(), key=_order(by))
    return ordered, _sum(ordered)


def _always(by, where):
    """The rows that are shown even with nothing in them."""
    if by == "source":
        return [(key, name) for key, name in sources().items() if where.get("source", key) == key]
    if by == "month" and where.get("year"):
        months = [(f"{month:%Y-%m}", f"{month:%B %Y}") for month in financial_years.months_of(where["year"])]
        return [(key, name) for key, name in months if where.get("month", key) == key]
    return []


def _budgets(by, where):
    """What may be spent, where the rows are something that has a budget: a source or a year."""
    if by not in ("source", "year") or "school" in where or "month" in where:
        return {}
    rows = Budget.objects.select_related("source")
    rows = rows.filter(year=where["year"]) if "year" in where else rows
    found = {}
    for row in rows:
        key = source_key(row.source)
        if where.get("source", key) == key:
            group = key if by == "source" else row.year
            found[group] = found.get(group, 0) + row.amount_pence
    return found


def source_key(source):
    return f"pool-{source.pool_id}" if source.kind == SourceKind.POOL else source.kind


def _names(by, found):
    if by == "school":
        return dict(School.objects.filter(pk__in=[key for key in found if key]).values_list("pk", "name"))
    if by == "year":
        return {year: financial_years.called(year) for year in found}
    if by == "month":
        return {month: f"{date.fromisoformat(f'{month}-01'):%B %Y}" for month in found}
    return {}


def _order(by):
    if by == "school":
        return lambda row: (row.key is None, row.name)
    if by == "source":
        return lambda row: 0  # as `sources` has them
    return lambda row: row.key


def _sum(rows):
    total = Row(None, "In all")
    for row in rows:
        for stage, pence in row.pence.items():
            total.pence[stage] += pence
    set_ones = [row.budget for row in rows if row.budget is not None]
    total.budget = sum(set_ones) if set_ones else None
    return total


def forecasts(rows, year):
    """A sentence for each source with a budget or anything in it: what will be left on the year's last day."""
    end = long_date(financial_years.last_day(year))
    verb = "will be" if financial_years.last_day(year) >= clock.today() else "was"
    return [(row, _forecast(row, end, verb)) for row in rows if row.used or row.budget is not None]


def _forecast(row, end, verb):
    if row.budget is None:
        return f"No budget is set. With what is planned, {pounds(row.used)} {verb} spent by {end}."
    if row.left < 0:
        return f"With what is planned, {pounds(-row.left)} more than the {pounds(row.budget)} {verb} spent by {end}."
    return f"At this rate {pounds(row.left)} of {pounds(row.budget)} {verb} left on {end}."

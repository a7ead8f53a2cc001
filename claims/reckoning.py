"""What days and claims come to for each school."""

from dataclasses import dataclass
from itertools import groupby

from programmes.models import DayRate


@dataclass(frozen=True)
class Reckoned:
    """A day and what it comes to in pence: None while no rate is in force on it."""

    day: object
    pence: int | None


@dataclass(frozen=True)
class Owed:
    """The ready days that one school is owed for."""

    school: object
    days: list

    @property
    def halves(self):
        return sum(reckoned.day.halves for reckoned in self.days)

    @property
    def pence(self):
        return sum(reckoned.pence or 0 for reckoned in self.days)


@dataclass(frozen=True)
class Paid:
    """The claims that pay one school."""

    school: object
    claims: list

    @property
    def halves(self):
        return sum(claim.halves for claim in self.claims)

    @property
    def pence(self):
        return sum(claim.amount_pence for claim in self.claims)


def claims_by_school(claims):
    """Claims, each with its halves, in a group for each school by its name."""
    claims = sorted(claims, key=lambda claim: (claim.school.name, claim.school_id, claim.pk))
    return [Paid(school, list(own)) for school, own in groupby(claims, key=lambda claim: claim.school)]


def days_by_school(days):
    """The days, which come sorted by school, in a group for each; the rates are read once."""
    rates = list(DayRate.objects.order_by("-from_on"))
    reckoned = [Reckoned(day, _pence(day, rates)) for day in days]
    return [Owed(school, list(own)) for school, own in groupby(reckoned, key=lambda each: each.day.school)]


def _pence(day, rates):
    in_force = next((rate for rate in rates if rate.from_on <= day.on), None)
    return in_force.pence_per_day * day.halves // 2 if in_force else None

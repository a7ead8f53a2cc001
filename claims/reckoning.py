"""What ready days come to, before anybody claims them."""

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


def by_school(days):
    """The days, which come sorted by school, in a group for each; the rates are read once."""
    rates = list(DayRate.objects.order_by("-from_on"))
    reckoned = [Reckoned(day, _pence(day, rates)) for day in days]
    return [Owed(school, list(own)) for school, own in groupby(reckoned, key=lambda each: each.day.school)]


def _pence(day, rates):
    in_force = next((rate for rate in rates if rate.from_on <= day.on), None)
    return in_force.pence_per_day * day.halves // 2 if in_force else None

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
class Days:
    """Days that are shown together under one heading, and what they come to."""

    head: object
    days: list

    @property
    def halves(self):
        return sum(reckoned.day.halves for reckoned in self.days)

    @property
    def pence(self):
        return sum(reckoned.pence or 0 for reckoned in self.days)

    @property
    def since(self):
        """The date of the first of them."""
        return min(reckoned.day.on for reckoned in self.days)


class Owed(Days):
    """The ready days that one school is owed for."""

    @property
    def school(self):
        return self.head

    @property
    def months(self):
        """By month, each headed by its first day."""
        return _grouped(Days, self.days, lambda day: day.on.replace(day=1))

    @property
    def people(self):
        """By person; for whoever claims for several."""
        return _grouped(Days, self.days, lambda day: day.person)


@dataclass
class Paid:
    """What pays one school: claims and corrections; `payee` is whom, and `before` what it got in the last run."""

    school: object
    claims: list
    corrections: list
    payee: object = None
    before: int | None = None

    @property
    def halves(self):
        return sum(claim.halves for claim in self.claims)

    @property
    def pence(self):
        return sum(each.amount_pence for each in (*self.claims, *self.corrections))


def balances(claims, corrections):
    """What each school is owed in pence by its claims and its corrections together, by school, by its name."""
    owed = {}
    for thing in (*claims, *corrections):
        owed[thing.school] = owed.get(thing.school, 0) + thing.amount_pence
    return dict(sorted(owed.items(), key=lambda each: (each[0].name, each[0].pk)))


def held_back(claims, corrections):
    """The schools of which nothing is paid, since more is to come back than is owed: that is never “paid”."""
    return {school: pence for school, pence in balances(claims, corrections).items() if pence <= 0}


def by_school(claims, corrections=()):
    """Claims, each with its halves, and corrections, in a group for each school by its name."""
    groups = {school: Paid(school, [], []) for school in balances(claims, corrections)}
    for claim in sorted(claims, key=lambda each: each.pk):
        groups[claim.school].claims.append(claim)
    for correction in sorted(corrections, key=lambda each: each.pk):
        groups[correction.school].corrections.append(correction)
    return list(groups.values())


def days_by_school(days):
    """The days, which come sorted by school, in a group for each; the rates are read once."""
    return _grouped(Owed, _reckoned(days), lambda day: day.school)


def days_by_person(days):
    """The days, which come sorted by person, in a group for each; the rates are read once."""
    return _grouped(Days, _reckoned(days), lambda day: day.person)


def in_all(groups):
    """All the days of several groups together."""
    return Days(None, [reckoned for group in groups for reckoned in group.days])


def _grouped(kind, reckoned, head):
    return [kind(key, list(own)) for key, own in groupby(reckoned, key=lambda each: head(each.day))]


def _reckoned(days):
    rates = list(DayRate.objects.order_by("-from_on"))
    return [Reckoned(day, _pence(day, rates)) for day in days]


def _pence(day, rates):
    in_force = next((rate for rate in rates if rate.from_on <= day.on), None)
    return in_force.pence_per_day * day.halves // 2 if in_force else None

"""Whether the funded days that are left still reach as far as what target schools were promised."""

from dataclasses import dataclass

from django.db.models import Q, Sum

from brokerage.models import CoachingPool
from core.words import days
from schools.models import School

# What a champion gives a target school: 2.5 days.
HALVES_A_SCHOOL = 5
A_DAY = 2
TARGET_SCHOOLS_IN_PHASE_ONE = 15


@dataclass(frozen=True)
class Promise:
    """How many schools are marked, how many of them have no day yet, and what is left of every pool that isn't over."""

    marked: int
    without_days: int
    left_halves: int

    @property
    def wanted_halves(self):
        return self.without_days * HALVES_A_SCHOOL

    @property
    def fits(self):
        return self.wanted_halves <= self.left_halves

    @property
    def in_words(self):
        if not self.marked:
            return "No school is marked as a target school yet."
        if not self.without_days:
            return f"Each of the {self.marked} target schools has had days reserved."
        schools = "1 target school has" if self.without_days == 1 else f"{self.without_days} target schools have"
        wanted = f"{schools} no days yet. At 2.5 days each that takes {_amount(self.wanted_halves)}"
        left = f"{_amount(self.left_halves)} {'is' if self.left_halves <= A_DAY else 'are'} left"
        if self.fits:
            return f"{wanted}, and {left}: that fits."
        short = _amount(self.wanted_halves - self.left_halves)
        return f"{wanted}, and {left}: {short} too few."

    @property
    def about_the_number(self):
        """What to say where it is not the number of schools that phase one is for."""
        if self.marked == TARGET_SCHOOLS_IN_PHASE_ONE:
            return ""
        return f"{self.marked} marked; phase one is for {TARGET_SCHOOLS_IN_PHASE_ONE}."


def _amount(halves):
    return days(halves) if halves else "nothing"


def target_schools():
    """The target schools, and how many half-days each has reserved and used, of whatever pool."""
    entries = "support_requests__pool_entries"
    sums = {
        "reserved": Sum(f"{entries}__reserved_change", default=0),
        "used": Sum(f"{entries}__used_change", default=0),
    }
    return School.objects.filter(is_target=True).annotate(**sums).order_by("name", "pk")


def of_target_schools():
    schools = target_schools()
    left = sum(pool.left_halves for pool in CoachingPool.objects.current())
    without = schools.filter(Q(reserved__lte=0), Q(used__lte=0)).count()
    return Promise(marked=School.objects.filter(is_target=True).count(), without_days=without, left_halves=left)

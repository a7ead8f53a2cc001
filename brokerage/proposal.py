"""What an influencer needs to decide on a proposal, beside what the school asks for: the way, and the money."""

from dataclasses import dataclass

from brokerage.workflow import Route
from core import clock
from core.words import pounds
from programmes.services import pence_per_day
from schools.models import School


@dataclass(frozen=True)
class Terms:
    """Miles between the two schools, None where the register gives no place; pence to the school that releases."""

    workplace: School | None
    miles: float | None
    pence: int

    @property
    def way_in_words(self):
        return "" if self.miles is None else f"{self.miles:.1f} miles from {self.workplace}"

    @property
    def money_in_words(self):
        if not self.pence:
            return "Nothing is paid: these are days of goodwill between schools."
        return f"Your school is paid {pounds(self.pence)} for releasing you on all of these days, at today’s rate."


def terms_of(deployment):
    workplace = deployment.influencer.school
    pence = 0 if deployment.route == Route.GOODWILL else pence_per_day(clock.today()) // 2 * deployment.halves
    return Terms(workplace, workplace.miles_to(deployment.school) if workplace else None, pence)

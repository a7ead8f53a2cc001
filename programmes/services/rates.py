from core.exceptions import Refused
from core.words import long_date
from programmes.models import DayRate


def pence_per_day(on):
    """The rate in force on that date, in pence a day."""
    rate = DayRate.objects.on(on)
    if rate is None:
        raise Refused(f"No day rate is in force on {long_date(on)}. A SATC lead can add one under “Day rates”.")
    return rate.pence_per_day

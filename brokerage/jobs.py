"""What runs by the calendar for quotes."""

from celery import shared_task

from brokerage import services
from core import clock
from core.working_days import is_working_day


@shared_task(name="brokerage.look_after_quotes")
def look_after_quotes():
    """Each morning on which schools work, since it writes to people: warn of quotes, and close those that ran out.

    Nobody can accept one after its last day, whether or not it has been closed.
    """
    if is_working_day(clock.today()):
        services.expire_quotes()
        services.warn_of_quotes()

"""What runs by the calendar for profiles."""

from celery import shared_task

from core import clock
from core.working_days import is_working_day
from influencers import services


@shared_task(name="influencers.write_search_texts")
def write_search_texts():
    """Each night: posts begin and end, and schools are renamed, without anybody touching a profile."""
    services.write_all_search_texts()


@shared_task(name="influencers.end_pauses")
def end_pauses():
    """Each morning on which schools work, since it writes to people."""
    if is_working_day(clock.today()):
        services.end_pauses()

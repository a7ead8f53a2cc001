"""Days and people that the chapters of the story share.

Days are counted in working days before (`ago`) and after (`ahead`) the day on which the demo is loaded.
"""

import datetime
from zoneinfo import ZoneInfo

from django.conf import settings

from core import clock
from core.working_days import after_working_days, is_working_day


class Days:
    """A story that is told from one day, with the people in it."""

    def __init__(self):
        self.today = clock.today()
        self.staff, self.schools, self.events = {}, [], {}

    def ago(self, number):
        date = self.today
        while number:
            date -= datetime.timedelta(days=1)
            number -= is_working_day(date)
        return date

    def ahead(self, number):
        return after_working_days(self.today, number)

    def at(self, date, hour=10):
        """The clock at an hour of that day in London."""
        return clock.moved_to(datetime.datetime.combine(date, datetime.time(hour), ZoneInfo(settings.TIME_ZONE)))

    @property
    def lead(self):
        return self.staff["lead"]

from programmes.models.event import Event, EventKind, EventSeries
from programmes.models.feed import CalendarFeed
from programmes.models.opportunity import DayRate, Opportunity, OpportunityTag
from programmes.models.place import Attendance, Place
from programmes.models.task import GapTask, GapTaskAnswer

__all__ = [
    "Attendance",
    "CalendarFeed",
    "DayRate",
    "Event",
    "EventKind",
    "EventSeries",
    "GapTask",
    "GapTaskAnswer",
    "Opportunity",
    "OpportunityTag",
    "Place",
]

from programmes.services.calendars import make_feed, revoke_feed
from programmes.services.events import add_event, call_off, change_event
from programmes.services.joining import join_feeds, join_places
from programmes.services.places import (
    ClashRefused,
    ask_for_place,
    book,
    cancel_place,
    offer_place,
    record_absence,
    record_attendance,
    take_back_record,
)
from programmes.services.rates import pence_per_day
from programmes.services.tasks import answer_task, set_tasks, take_back_task

__all__ = [
    "ClashRefused",
    "add_event",
    "answer_task",
    "ask_for_place",
    "book",
    "call_off",
    "cancel_place",
    "change_event",
    "join_feeds",
    "join_places",
    "make_feed",
    "offer_place",
    "pence_per_day",
    "record_absence",
    "record_attendance",
    "revoke_feed",
    "set_tasks",
    "take_back_record",
    "take_back_task",
]

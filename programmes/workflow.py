from django.db import models

from core.workflow import Flow, Transition


class PlaceStatus(models.TextChoices):
    BOOKED = "booked", "Booked"
    ATTENDED = "attended", "Attended"
    ABSENT = "absent", "Absent"
    CANCELLED = "cancelled", "Cancelled"


PLACE = Flow(
    name="place",
    statuses=PlaceStatus,
    starts=(PlaceStatus.BOOKED,),
    began="booked",
    transitions={
        "attend": Transition((PlaceStatus.BOOKED,), PlaceStatus.ATTENDED, "marked as attended"),
        "miss": Transition((PlaceStatus.BOOKED,), PlaceStatus.ABSENT, "marked as absent"),
        "cancel": Transition((PlaceStatus.BOOKED,), PlaceStatus.CANCELLED, "cancelled"),
    },
)

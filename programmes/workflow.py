from django.db import models

from core.workflow import Flow, Transition


class PlaceStatus(models.TextChoices):
    OFFERED = "offered", "Offered"
    BOOKED = "booked", "Booked"
    WAITING = "waiting", "On the waiting list"
    ATTENDED = "attended", "Attended"
    ABSENT = "absent", "Absent"
    CANCELLED = "cancelled", "Cancelled"


P = PlaceStatus

PLACE = Flow(
    name="place",
    statuses=PlaceStatus,
    starts=(P.OFFERED, P.BOOKED, P.WAITING),
    began="asked for",
    transitions={
        "accept": Transition((P.OFFERED,), P.BOOKED, "booked"),
        "wait": Transition((P.OFFERED,), P.WAITING, "put on the waiting list"),
        "promote": Transition((P.WAITING,), P.BOOKED, "moved up from the waiting list"),
        "attend": Transition((P.BOOKED,), P.ATTENDED, "marked as attended"),
        "miss": Transition((P.BOOKED,), P.ABSENT, "marked as absent"),
        "take_back": Transition((P.ATTENDED, P.ABSENT), P.BOOKED, "put back to booked, to be recorded anew"),
        "join": Transition(
            (P.OFFERED, P.BOOKED, P.WAITING, P.ABSENT), P.CANCELLED, "joined with another place of the same person"
        ),
        "cancel": Transition((P.OFFERED, P.BOOKED, P.WAITING), P.CANCELLED, "cancelled"),
    },
)

# Statuses that hold one of the places there are.
TAKEN = (P.BOOKED, P.ATTENDED, P.ABSENT)

"""The order in which requests are looked at: the whole rule, counted in days of waiting.

Whatever makes need greater counts as though the school had waited so many days longer. So nobody waits for ever, and
the same few lines give the order (in the database, whatever the number of requests) and its reason in words.
Why these weights: docs/adr/0013-the-order-of-need.md.
"""

import datetime
from dataclasses import dataclass

from django.db.models import Case, DateTimeField, DurationField, ExpressionWrapper, F, Value, When

from core import clock
from schools.models import SupportLevel

NO_TIME = datetime.timedelta(0)


@dataclass(frozen=True)
class Weight:
    """Where `path` of a request is `value`, the school stands as though it had waited `days` longer."""

    path: str
    value: object
    days: int
    words: str

    def applies_to(self, request):
        held = request
        for part in self.path.split("__"):
            held = getattr(held, part)
        return held == self.value

    def in_database(self):
        head_start = Value(datetime.timedelta(days=self.days))
        return Case(
            When(**{self.path: self.value}, then=head_start), default=Value(NO_TIME), output_field=DurationField()
        )


WEIGHTS = (
    Weight("school__support_level", SupportLevel.INTENSIVE, 60, "intensive"),
    Weight("school__support_level", SupportLevel.TARGETED, 30, "targeted"),
    Weight("school__support_level", SupportLevel.UNIVERSAL, 0, "universal"),
    Weight("ofsted", True, 30, "Ofsted outcome in science"),
    Weight("new_leader", True, 20, "new science leader"),
    Weight("school__is_target", True, 15, "target school"),
)


def stands_since(request):
    """The moment from which the school stands in the queue: when its request came, less its head start."""
    head_start = sum(weight.days for weight in WEIGHTS if weight.applies_to(request))
    return request.submitted_at - datetime.timedelta(days=head_start)


def in_order(requests):
    """The requests in order of need, the greatest first; of two alike, the one that came first."""
    since = F("submitted_at")
    for weight in WEIGHTS:
        if weight.days:
            since = ExpressionWrapper(since - weight.in_database(), output_field=DateTimeField())
    return requests.annotate(stands_since=since).order_by("stands_since", "pk")


def reason(request):
    """Why it stands where it does: "intensive · Ofsted outcome in science · waiting 12 days"."""
    return " · ".join([*(weight.words for weight in WEIGHTS if weight.applies_to(request)), _waiting(request)])


def _waiting(request):
    days = (clock.now() - request.submitted_at).days
    if days < 1:
        return "came today"
    return "waiting 1 day" if days == 1 else f"waiting {days} days"

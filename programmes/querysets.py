from django.db import models
from django.db.models import Count, F, Q

from core import clock


class EventQuerySet(models.QuerySet):
    def upcoming(self):
        """Events from today on, the next one first."""
        return self.filter(on__gte=clock.today()).order_by("on", "pk")

    def past(self):
        return self.filter(on__lt=clock.today()).order_by("-on", "pk")

    def with_taken(self):
        """Each event with `taken`, how many places are booked or attended."""
        return self.annotate(taken=Count("places", filter=Q(places__status__in=("booked", "attended"))))

    def with_room(self):
        """Events with a place left."""
        return self.with_taken().filter(taken__lt=F("capacity"))

    def to_record(self):
        """Events that have begun with somebody booked of whom nobody has said whether they came."""
        return self.filter(on__lte=clock.today(), places__status="booked").distinct().order_by("on", "pk")


class PlaceQuerySet(models.QuerySet):
    def live(self):
        """Places that are booked or were attended."""
        return self.filter(status__in=("booked", "attended"))

    def of(self, person):
        """One person's places, in the order of their dates."""
        return self.filter(person=person).select_related("event").order_by("event__on", "event__pk")


class DayRateQuerySet(models.QuerySet):
    def on(self, date):
        """The rate in force on that date, or None before the first."""
        return self.filter(from_on__lte=date).order_by("-from_on").first()

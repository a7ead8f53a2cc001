from django.apps import apps
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery

from core import clock
from programmes.audiences import Audience
from schools.models import Post


class EventQuerySet(models.QuerySet):
    def with_venue(self):
        """With the school it is at, for `where`."""
        return self.select_related("venue_school", "series")

    def standing(self):
        """Events that were not called off."""
        return self.filter(called_off_at__isnull=True)

    def upcoming(self):
        """Events from today on, the next one first."""
        return self.standing().filter(on__gte=clock.today()).with_venue().order_by("on", "pk")

    def past(self):
        """Events that are over, and those that were called off, the latest first."""
        over = Q(on__lt=clock.today()) | Q(called_off_at__isnull=False)
        return self.filter(over).with_venue().order_by("-on", "-pk")

    def with_room(self):
        """Events with a place left."""
        return self.filter(taken__lt=F("capacity"))

    def open_to(self, *groups):
        """Events at which somebody in one of these groups may book a place."""
        return self.filter(audience__in=Audience.open_to(groups))

    def to_record(self):
        """Events that have begun with somebody booked of whom nobody has said whether they came."""
        return self.filter(on__lte=clock.today(), places__status="booked").distinct().order_by("on", "pk")

    def tried_by(self, person):
        """Events of which the person has ticked a gap task, the latest first."""
        answered = "gap_tasks__answers__"
        done = {f"{answered}done_at__isnull": False, f"{answered}attendance__person": person}
        return (
            self.filter(**done, **{f"{answered}attendance__taken_back_at__isnull": True})
            .distinct()
            .order_by("-on", "-pk")
        )

    def next_after(self, event):
        """The next event of the same series, or None."""
        if event.series_id is None:
            return None
        return self.standing().filter(series=event.series_id, on__gt=event.on).order_by("on", "pk").first()


class PlaceQuerySet(models.QuerySet):
    def live(self):
        """Places that are booked or were attended."""
        return self.filter(status__in=("booked", "attended"))

    def standing(self):
        """Places that were not cancelled; at most one for each person and event."""
        return self.exclude(status="cancelled")

    def waiting(self):
        """The waiting list, who asked first at the top."""
        return self.filter(status="waiting").order_by("asked_at", "pk")

    def of(self, person):
        """One person's places, in the order of their dates."""
        return self.filter(person=person).select_related("event__venue_school").order_by("event__on", "event__pk")

    def with_rate(self):
        """Each place with `rate`, what a whole day of its date is paid in pence; None before the first rate."""
        rates = apps.get_model("programmes.DayRate").objects.filter(from_on__lte=OuterRef("event__on"))
        return self.annotate(rate=Subquery(rates.order_by("-from_on").values("pence_per_day")[:1]))

    def to_come(self):
        """Places of any kind at events that are still to come."""
        return self.filter(
            status__in=("offered", "booked", "waiting"),
            event__on__gte=clock.today(),
            event__called_off_at__isnull=True,
        )

    def in_the_way_of(self, event, person):
        """The person's other places, booked or waited for, that take a half-day of this event or its evening."""
        return self.of(person).taking(event.on, event.part).exclude(event=event)

    def taking(self, on, part):
        """Places, booked or waited for, that take a half-day of this part of that date, or its evening."""
        parts = {"morning": ("morning", "whole_day"), "afternoon": ("afternoon", "whole_day")}
        parts |= {"whole_day": ("morning", "afternoon", "whole_day"), "twilight": ("twilight",)}
        return self.filter(status__in=("booked", "waiting"), event__on=on, event__part__in=parts[part])


class AttendanceQuerySet(models.QuerySet):
    def standing(self):
        """Those that were not taken back."""
        return self.filter(taken_back_at__isnull=True)

    def of(self, person):
        """When one person came."""
        return self.standing().filter(person=person)

    def with_gap_tasks_at(self, school):
        """Those with gap tasks, of whoever works at the school today by a proven post; with tasks and answers."""
        people = Post.objects.on(clock.today()).proven().filter(school=school).values("person")
        found = self.standing().filter(person__in=people, place__event__gap_tasks__isnull=False).distinct()
        found = found.select_related("person", "place__event")
        return found.prefetch_related("place__event__gap_tasks", "gap_task_answers").order_by("-place__event__on", "pk")


class GapTaskQuerySet(models.QuerySet):
    def for_attendances_of(self, *people):
        """The tasks of the events to which these people came."""
        came = "event__places__attendances__"
        return self.filter(**{f"{came}person__in": people, f"{came}taken_back_at__isnull": True}).distinct()

    def still_to_try_by(self, person):
        """The tasks that the person, who came, hasn't ticked."""
        ticked = {"answers__attendance__person": person, "answers__done_at__isnull": False}
        to_try = self.for_attendances_of(person).exclude(pk__in=self.model.objects.filter(**ticked).values("pk"))
        return to_try.order_by("event__on", "set_at", "pk")


class GapTaskAnswerQuerySet(models.QuerySet):
    def standing(self):
        """Answers of those who came."""
        return self.filter(attendance__taken_back_at__isnull=True)

    def of(self, *people):
        return self.filter(attendance__person__in=people)


class CalendarFeedQuerySet(models.QuerySet):
    def working(self):
        """Addresses that were not revoked, of people who may still sign in."""
        return self.filter(revoked_at__isnull=True, person__is_active=True)


class DayRateQuerySet(models.QuerySet):
    def on(self, date):
        """The rate in force on that date, or None before the first."""
        return self.filter(from_on__lte=date).order_by("-from_on").first()

"""Invented events and places, opportunities and rates are the ones that the migrations write."""

import datetime

import factory
from django.db.models import F

from core import clock
from core.parts import PartOfDay
from programmes.models import Attendance, DayRate, Event, EventKind, GapTask, Opportunity, Place
from programmes.workflow import TAKEN
from tests.factories.schools import PersonFactory, lead


def weekday(days_ahead=0):
    """The first weekday that many days ahead, or after; before today, the last weekday before."""
    day, step = clock.today() + datetime.timedelta(days=days_ahead), 1 if days_ahead >= 0 else -1
    while day.weekday() > 4:
        day += datetime.timedelta(days=step)
    return day


class EventFactory(factory.django.DjangoModelFactory):
    """A CPD day a month ahead, for which release is funded."""

    class Meta:
        model = Event

    kind = EventKind.CPD_DAY
    title = factory.Sequence(lambda n: f"CPD day {n + 1}")
    purpose = "Try out new ways to assess enquiry."
    on = factory.LazyFunction(lambda: weekday(30))
    part = PartOfDay.WHOLE_DAY
    venue = "The Invented Museum"
    capacity = 30
    is_release_funded = True


class PlaceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Place

        skip_postgeneration_save = True

    event = factory.SubFactory(EventFactory)
    person = factory.SubFactory(PersonFactory)

    @factory.post_generation
    def counted(self, create, extracted, **kwargs):
        if self.status in TAKEN:
            Event.objects.filter(pk=self.event.pk).update(taken=F("taken") + 1)
            self.event.refresh_from_db(fields=["taken"])


class AttendanceFactory(factory.django.DjangoModelFactory):
    """Somebody who came to an event of the last weekday."""

    class Meta:
        model = Attendance

    class Params:
        event = factory.LazyFunction(lambda: EventFactory(on=weekday(-1)))

    place = factory.SubFactory(
        PlaceFactory,
        status="attended",
        event=factory.SelfAttribute("..event"),
        person=factory.SelfAttribute("..person"),
    )
    person = factory.SubFactory(PersonFactory)
    recorded_by = factory.LazyFunction(lead)


class GapTaskFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = GapTask

    event = factory.LazyFunction(lambda: EventFactory(on=weekday(-1)))
    text = factory.Sequence(lambda n: f"Try big question {n + 1}")
    set_by = factory.LazyFunction(lead)


class OpportunityFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Opportunity

    slug = factory.Sequence(lambda n: f"opportunity-{n + 1}")
    name = factory.Sequence(lambda n: f"Opportunity {n + 1}")
    summary = "Something worth doing."
    funded_by = "The project."
    governed_by = "The project."
    assured_by = "The national lead."
    how_to_apply = "Choose it."
    speak_to = "The SATC lead."


class DayRateFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = DayRate

    pence_per_day = 20000
    from_on = datetime.date(2020, 9, 1)

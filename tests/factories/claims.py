"""Funded days on accepted reports and recorded attendances, and claims, runs and payments made by the services."""

import datetime

import factory
from django.utils import timezone

from brokerage.models import ReportAcceptance, Visit, VisitReport
from brokerage.models.visit import VisitKind
from brokerage.workflow import ReportStatus, VisitStatus
from claims import services
from claims.models import FundedDay
from core.parts import PartOfDay, has_afternoon, has_morning
from core.working_days import is_working_day
from programmes.models import Attendance, Event, EventKind, Place
from programmes.workflow import PlaceStatus
from tests.factories.schools import PersonFactory, PostFactory, SchoolFactory, finance, lead, national_lead


def working_day(number):
    """The first working day that is so many days or more after 1 September 2025."""
    date = datetime.date(2025, 9, 1) + datetime.timedelta(days=number % 300)
    while not is_working_day(date):
        date += datetime.timedelta(days=1)
    return date


class VisitFactory(factory.django.DjangoModelFactory):
    """A day of shadowing that took place, which needs no deployment."""

    class Meta:
        model = Visit

    kind = VisitKind.SHADOWING
    person = factory.SubFactory(PersonFactory)
    school = factory.SubFactory(SchoolFactory)
    national_lead = factory.LazyFunction(national_lead)
    on = factory.Sequence(lambda n: working_day(n))
    part = PartOfDay.WHOLE_DAY
    status = VisitStatus.TOOK_PLACE


class AcceptanceFactory(factory.django.DjangoModelFactory):
    """The acceptance, by its national lead, of the report that a visit's influencer wrote."""

    class Meta:
        model = ReportAcceptance

    class Params:
        visit = factory.SubFactory(VisitFactory)

    report = factory.LazyAttribute(lambda made: report_of(made.visit))
    author = factory.SelfAttribute("report.author")
    accepted_by = factory.SelfAttribute("report.visit.national_lead")


def report_of(visit):
    return VisitReport.objects.create(
        visit=visit,
        author=visit.person,
        what_we_did="We planned a lesson on circuits.",
        what_changed="Year 4 ask better questions.",
        what_next="We look at their books together.",
        who_was_there="The science leader",
        status=ReportStatus.ACCEPTED,
        submitted_at=timezone.now(),
    )


class EventFactory(factory.django.DjangoModelFactory):
    """A CPD day whose release is funded."""

    class Meta:
        model = Event

    kind = EventKind.CPD_DAY
    title = factory.Sequence(lambda n: f"Assessment in science {n + 1}")
    purpose = "To look at assessment together."
    on = factory.Sequence(lambda n: working_day(n))
    part = PartOfDay.WHOLE_DAY
    venue = "The Invented Pottery"
    is_release_funded = True


class AttendanceFactory(factory.django.DjangoModelFactory):
    """Somebody who came to a funded event, as a SATC lead recorded."""

    class Meta:
        model = Attendance

    class Params:
        event = factory.SubFactory(EventFactory)

    person = factory.SubFactory(PersonFactory)
    place = factory.LazyAttribute(
        lambda made: Place.objects.create(event=made.event, person=made.person, status=PlaceStatus.ATTENDED)
    )
    recorded_by = factory.LazyFunction(lead)


class FundedDayFactory(factory.django.DjangoModelFactory):
    """A live whole day on an accepted report, which nobody has claimed. `held=True` waits for an answer."""

    class Meta:
        model = FundedDay

    class Params:
        part = PartOfDay.WHOLE_DAY
        held = factory.Trait(status="held", school=None, held_because="We don't know which school released them.")

    person = factory.SubFactory(PersonFactory)
    on = factory.Sequence(lambda n: working_day(n))
    morning = factory.LazyAttribute(lambda made: has_morning(made.part))
    afternoon = factory.LazyAttribute(lambda made: has_afternoon(made.part))
    school = factory.SubFactory(SchoolFactory)
    why = "Shadowing at Invented Primary School"
    acceptance = factory.LazyAttribute(
        lambda made: AcceptanceFactory(visit=VisitFactory(person=made.person, on=made.on, part=made.part))
    )


def influencer_at(school=None):
    """A person who works at a school, and the school."""
    post = PostFactory(school=school or SchoolFactory())
    return post.person, post.school


def submitted(*, person=None, days=1, school=None, first=0, **fields):
    """A claim that waits for approval: so many days, from the `first` working day on."""
    person, school = person or PersonFactory(), school or SchoolFactory()
    made = [
        FundedDayFactory(person=person, school=school, on=working_day(first + n * 4), **fields) for n in range(days)
    ]
    [claim] = services.submit_claims(person=person, days=made, by=person)
    return claim


def approved(**fields):
    return services.approve(submitted(**fields), by=lead())


def returned(**fields):
    return services.return_claim(submitted(**fields), comment="Which class was it?", by=lead())


def rejected(**fields):
    return services.reject(submitted(**fields), reason="It was not agreed.", by=lead())


def open_run(*claims):
    """A run that is open over these claims, or over one of its own."""
    if not claims:
        approved()
    return services.open_run(by=finance())


def authorised_run(*claims):
    return services.authorise(open_run(*claims), by=finance())


def sent_run(*claims):
    return services.send_run(authorised_run(*claims), by=finance())


def paid_run(*claims):
    return services.mark_all_paid(sent_run(*claims), by=finance())


def cancelled_run(*claims):
    return services.cancel_run(open_run(*claims), reason="The bank is shut.", by=finance())


def paid(**fields):
    """A claim that has been paid."""
    claim = approved(**fields)
    paid_run(claim)
    claim.refresh_from_db()
    return claim


def in_run(**fields):
    claim = approved(**fields)
    open_run(claim)
    claim.refresh_from_db()
    return claim


# Makes a claim, or a run, in each of its states.
CLAIMS = {
    "submitted": submitted,
    "approved": approved,
    "returned": returned,
    "rejected": rejected,
    "in_run": in_run,
    "paid": paid,
}
RUNS = {
    "open": open_run,
    "authorised": authorised_run,
    "sent": sent_run,
    "reconciled": paid_run,
    "cancelled": cancelled_run,
}

"""Funded days on accepted reports and recorded attendances, and claims, runs and payments made by the services."""

import datetime

import factory

from brokerage.models import ReportAcceptance
from brokerage.workflow import ReportStatus, VisitStatus
from claims import services
from claims.models import FundedDay, FundingSource
from core.parts import PartOfDay, has_afternoon, has_morning
from core.working_days import is_working_day
from programmes.models import Attendance
from programmes.workflow import PlaceStatus
from tests.factories.brokerage import OtherVisitFactory, ReportFactory
from tests.factories.programmes import EventFactory, PlaceFactory
from tests.factories.schools import PersonFactory, PostFactory, SchoolFactory, finance, lead


def working_day(number):
    """The first working day that is so many days or more after 1 September 2025: one of that financial year."""
    date = datetime.date(2025, 9, 1) + datetime.timedelta(days=number % 200)
    while not is_working_day(date):
        date += datetime.timedelta(days=1)
    return date


class PastVisitFactory(OtherVisitFactory):
    """A whole day of shadowing that took place, which needs no deployment."""

    person = factory.SubFactory(PersonFactory)
    on = factory.Sequence(lambda n: working_day(n))
    part = PartOfDay.WHOLE_DAY
    status = VisitStatus.TOOK_PLACE


class AcceptanceFactory(factory.django.DjangoModelFactory):
    """The acceptance, by its national lead, of the report that a visit's influencer wrote."""

    class Meta:
        model = ReportAcceptance

    class Params:
        visit = factory.SubFactory(PastVisitFactory)

    report = factory.LazyAttribute(lambda made: ReportFactory(visit=made.visit, status=ReportStatus.ACCEPTED))
    author = factory.SelfAttribute("report.author")
    accepted_by = factory.SelfAttribute("report.visit.national_lead")
    halves = factory.SelfAttribute("report.visit.halves")
    pool_halves = factory.LazyAttribute(lambda o: o.halves if o.report.visit.deployment_id else 0)


class PastEventFactory(EventFactory):
    """A CPD day that is over and whose release is funded."""

    on = factory.Sequence(lambda n: working_day(n))


class AttendanceFactory(factory.django.DjangoModelFactory):
    """Somebody who came to a funded event, as a SATC lead recorded."""

    class Meta:
        model = Attendance

    place = factory.SubFactory(PlaceFactory, event=factory.SubFactory(PastEventFactory), status=PlaceStatus.ATTENDED)
    person = factory.SelfAttribute("place.person")
    recorded_by = factory.LazyFunction(lead)


class FundedDayFactory(factory.django.DjangoModelFactory):
    """A live whole day on an accepted report, which nobody has claimed. `held=True` waits for an answer."""

    class Meta:
        model = FundedDay

    class Params:
        part = PartOfDay.WHOLE_DAY
        held = factory.Trait(status="held", school=None, held_because="We don’t know which school released them.")

    person = factory.SubFactory(PersonFactory)
    on = factory.Sequence(lambda n: working_day(n))
    morning = factory.LazyAttribute(lambda made: has_morning(made.part))
    afternoon = factory.LazyAttribute(lambda made: has_afternoon(made.part))
    school = factory.SubFactory(SchoolFactory)
    why = "Shadowing at Invented Primary School"
    morning_source = factory.LazyAttribute(lambda made: FundingSource.objects.cpd_fund() if made.morning else None)
    afternoon_source = factory.LazyAttribute(lambda made: FundingSource.objects.cpd_fund() if made.afternoon else None)
    acceptance = factory.LazyAttribute(
        lambda made: AcceptanceFactory(visit=PastVisitFactory(person=made.person, on=made.on, part=made.part))
    )


def influencer_at(school=None):
    """A person who works at a school, and the school."""
    post = PostFactory(school=school or SchoolFactory(), proven=True)
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


def withdrawn(**fields):
    claim = submitted(**fields)
    return services.withdraw(claim, by=claim.submitted_by)


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


def paid_line(**fields):
    """The line of a payment that has been paid."""
    return paid(**fields).lines.get().payment_lines.get()


def proposed_correction(line=None, *, pence=-5_000, by=None):
    """Somebody says that a paid line was too much, or with more pence too little."""
    return services.correct_line(line or paid_line(), amount_pence=pence, reason="Half a day.", by=by or lead())


def agreed_correction(line=None, *, pence=-5_000):
    return services.agree_to_correction(proposed_correction(line, pence=pence), by=lead())


def school_correction(school, *, pence=-5_000):
    """An agreed correction about a school, besides any day of it."""
    said = {"on": working_day(0), "source": FundingSource.objects.cpd_fund(), "reason": "Cover ended at midday."}
    made = services.correct_school(school, amount_pence=pence, by=lead(), **said)
    return services.agree_to_correction(made, by=lead())


def refused_correction(line=None):
    return services.refuse_correction(proposed_correction(line), reason="It was a whole day.", by=lead())


# Makes a claim, or a run, in each of its states.
CLAIMS = {
    "submitted": submitted,
    "approved": approved,
    "returned": returned,
    "rejected": rejected,
    "in_run": in_run,
    "paid": paid,
    "withdrawn": withdrawn,
}
RUNS = {
    "open": open_run,
    "authorised": authorised_run,
    "sent": sent_run,
    "reconciled": paid_run,
    "cancelled": cancelled_run,
}

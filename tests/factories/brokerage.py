"""Invented requests for support, deployments, plans, visits and reports, in any state that a test asks for."""

import datetime

import factory
from django.utils import timezone

from brokerage.models import (
    ActionPlan,
    CoachingPool,
    Deployment,
    DeploymentKind,
    Objective,
    PlanAction,
    PlanSeat,
    RequesterRole,
    Seat,
    SupportRequest,
    Visit,
    VisitKind,
    VisitReport,
)
from brokerage.models.plan import Answer
from brokerage.services.funding import write_entry
from brokerage.workflow import (
    DeploymentStatus,
    PlanStatus,
    ReportStatus,
    RequestStatus,
    VisitStatus,
)
from core import clock
from core.parts import PartOfDay
from core.working_days import ONE_DAY, is_working_day
from schools.models import Role
from tests.factories.influencers import InfluencerFactory
from tests.factories.schools import PersonFactory, PostFactory, SchoolFactory, lead, national_lead

UNFUNDED = (RequestStatus.SUBMITTED, RequestStatus.CONFIRMED, RequestStatus.TRIAGED)
# What a request's status is while its deployment has this one.
REQUEST_WHILE = {
    DeploymentStatus.PROPOSED: RequestStatus.MATCHED,
    DeploymentStatus.ACCEPTED: RequestStatus.MATCHED,
    DeploymentStatus.TURNED_DOWN: RequestStatus.FUNDED,
    DeploymentStatus.ACTIVE: RequestStatus.UNDER_WAY,
    DeploymentStatus.COMPLETED: RequestStatus.COMPLETED,
    DeploymentStatus.ENDED_EARLY: RequestStatus.COMPLETED,
}


def school_day(days_ahead=0):
    """The first working day that many days ahead, or after; before today, the last working day before."""
    day, step = clock.today() + datetime.timedelta(days=days_ahead), ONE_DAY if days_ahead >= 0 else -ONE_DAY
    while not is_working_day(day):
        day += step
    return day


class PoolFactory(factory.django.DjangoModelFactory):
    """A coaching pool of its own beside phase one: ten days, from a month ago for a year."""

    class Meta:
        model = CoachingPool

    name = factory.Sequence(lambda n: f"Invented pool {n + 1}")
    total_halves = 20
    starts_on = factory.LazyFunction(lambda: clock.today() - datetime.timedelta(days=30))
    ends_on = factory.LazyFunction(lambda: clock.today() + datetime.timedelta(days=335))


def phase_one():
    """The pool that a migration makes, or makes anew where a test has emptied the tables."""
    return CoachingPool.objects.get_or_create(
        name="Phase one",
        defaults={
            "total_halves": 70,
            "starts_on": datetime.date(2026, 9, 1),
            "ends_on": datetime.date(2027, 8, 31),
        },
    )[0]


class SupportRequestFactory(factory.django.DjangoModelFactory):
    """A request as submitted by a science leader; in a later `status`, with its people, and a proven head.

    From `funded` on it has five half-days reserved from phase one, or `reserved=` says how many.
    """

    class Meta:
        model = SupportRequest
        skip_postgeneration_save = True

    class Params:
        known = factory.LazyAttribute(lambda o: o.status != RequestStatus.SUBMITTED)

    school = factory.SubFactory(SchoolFactory, intensive=True)
    requester_name = factory.SelfAttribute("science_leader_name")
    requester_email = factory.SelfAttribute("science_leader_email")
    requester_role = RequesterRole.SCIENCE_LEADER
    head_name = factory.Sequence(lambda n: f"Head Ofschool{n + 1}")
    head_email = factory.Sequence(lambda n: f"headof{n + 1}@school.example")
    science_leader_name = factory.Sequence(lambda n: f"Leader Ofscience{n + 1}")
    science_leader_email = factory.Sequence(lambda n: f"leader{n + 1}@school.example")
    need = "Help with assessing enquiry."
    status = RequestStatus.SUBMITTED
    head = factory.Maybe(
        "known",
        factory.SubFactory(
            PersonFactory, name=factory.SelfAttribute("..head_name"), email=factory.SelfAttribute("..head_email")
        ),
        None,
    )
    science_leader = factory.Maybe(
        "known",
        factory.SubFactory(
            PersonFactory,
            name=factory.SelfAttribute("..science_leader_name"),
            email=factory.SelfAttribute("..science_leader_email"),
        ),
        None,
    )
    confirmed_at = factory.LazyAttribute(lambda o: timezone.now() if o.known else None)

    @factory.post_generation
    def proven(self, create, extracted, **kwargs):
        """The posts of its people; `proven=False` leaves the head unproven."""
        if self.head_id:
            is_proven = extracted is not False
            PostFactory(person=self.head, school=self.school, head=True, proven=is_proven)
            PostFactory(person=self.science_leader, school=self.school, role=Role.SCIENCE_LEADER)

    @factory.post_generation
    def reserved(self, create, extracted, **kwargs):
        halves = extracted or (0 if self.status in UNFUNDED else 5)
        if halves:
            write_entry(phase_one(), self, reserved=halves, by=lead())


class DeploymentFactory(factory.django.DjangoModelFactory):
    """2.5 days of champion coaching as proposed; in a later `status`, with a request to match."""

    class Meta:
        model = Deployment

    request = factory.SubFactory(
        SupportRequestFactory, status=factory.LazyAttribute(lambda o: REQUEST_WHILE[o.factory_parent.status])
    )
    school = factory.SelfAttribute("request.school")
    influencer = factory.SubFactory(InfluencerFactory)
    person = factory.SelfAttribute("influencer.person")
    national_lead = factory.LazyFunction(national_lead)
    kind = DeploymentKind.CHAMPION
    halves = 5
    status = DeploymentStatus.PROPOSED
    proposed_by = factory.LazyFunction(lead)


class PlanFactory(factory.django.DjangoModelFactory):
    """A draft of one objective with one action; once shared, with three seats, the influencer's said yes."""

    class Meta:
        model = ActionPlan
        skip_postgeneration_save = True

    deployment = factory.SubFactory(DeploymentFactory, status=DeploymentStatus.ACCEPTED)
    status = PlanStatus.DRAFT
    shared_at = factory.LazyAttribute(lambda o: None if o.status == PlanStatus.DRAFT else timezone.now())
    agreed_at = factory.LazyAttribute(lambda o: timezone.now() if o.status == PlanStatus.AGREED else None)

    @factory.post_generation
    def written(self, create, extracted, **kwargs):
        objective = Objective.objects.create(plan=self, text="Enquiry is assessed in every class")
        PlanAction.objects.create(
            objective=objective,
            text="Try one task together",
            who="Year 4 teacher",
            by_when=clock.today(),
            how_we_will_know="The class can say what it found out",
        )

    @factory.post_generation
    def seated(self, create, extracted, **kwargs):
        if self.status != PlanStatus.DRAFT:
            asked = self.deployment.request
            agreed = self.status == PlanStatus.AGREED
            for seat, person, said_yes in (
                (Seat.HEAD, asked.head, agreed),
                (Seat.SCIENCE_LEADER, asked.science_leader, False),
                (Seat.INFLUENCER, self.deployment.person, True),
            ):
                PlanSeat.objects.create(
                    plan=self,
                    seat=seat,
                    person=person,
                    answer=Answer.YES if said_yes else "",
                    answered_at=timezone.now() if said_yes else None,
                )


class VisitFactory(factory.django.DjangoModelFactory):
    """A whole day of coaching, today or on the last working day, under an active deployment."""

    class Meta:
        model = Visit

    kind = VisitKind.COACHING
    deployment = factory.SubFactory(DeploymentFactory, status=DeploymentStatus.ACTIVE)
    person = factory.SelfAttribute("deployment.person")
    school = factory.SelfAttribute("deployment.school")
    national_lead = factory.SelfAttribute("deployment.national_lead")
    on = factory.LazyFunction(lambda: school_day(-1))
    part = PartOfDay.WHOLE_DAY
    purpose = "Plan the first task together"
    status = VisitStatus.PLANNED


class OtherVisitFactory(VisitFactory):
    """A morning of shadowing, without a deployment."""

    kind = VisitKind.SHADOWING
    deployment = None
    person = factory.LazyFunction(lambda: InfluencerFactory().person)
    school = factory.SubFactory(SchoolFactory)
    national_lead = factory.LazyFunction(national_lead)
    part = PartOfDay.MORNING


class ReportFactory(factory.django.DjangoModelFactory):
    """A draft with all four answers; in a later `status`, of a visit that took place."""

    class Meta:
        model = VisitReport

    visit = factory.SubFactory(
        VisitFactory,
        status=factory.LazyAttribute(
            lambda o: VisitStatus.PLANNED if o.factory_parent.status == ReportStatus.DRAFT else VisitStatus.TOOK_PLACE
        ),
    )
    author = factory.SelfAttribute("visit.person")
    what_we_did = "We tried the task in one class."
    what_changed = "Children asked more of their own questions."
    what_next = "The class next door tries it."
    who_was_there = "The science leader and two teachers"
    status = ReportStatus.DRAFT
    submitted_at = factory.LazyAttribute(lambda o: None if o.status == ReportStatus.DRAFT else timezone.now())

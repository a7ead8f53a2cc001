"""Invented requests for support, deployments, plans, visits and reports, in any state that a test asks for."""

import datetime

import factory
from django.utils import timezone

from brokerage.models import (
    ActionPlan,
    CoachingPool,
    ContactKind,
    Deployment,
    DeploymentKind,
    Feedback,
    FeedbackPart,
    Invoice,
    LoggedContact,
    Objective,
    PlanAction,
    PlanSeat,
    PreparedAnswer,
    Quote,
    QuoteAcceptance,
    ReferralKind,
    Release,
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
    QUOTE_STATUSES,
    DeploymentStatus,
    InvoiceStatus,
    PlanStatus,
    QuoteStatus,
    ReleaseStatus,
    ReportStatus,
    RequestStatus,
    Route,
    VisitStatus,
)
from core import clock
from core.parts import PartOfDay
from core.working_days import ONE_DAY, is_working_day
from schools.models import Role
from tests.factories.influencers import InfluencerFactory
from tests.factories.schools import PersonFactory, PostFactory, SchoolFactory, head_of, lead, national_lead

UNTRIAGED = (RequestStatus.SUBMITTED, RequestStatus.CONFIRMED)
UNFUNDED = (*UNTRIAGED, RequestStatus.TRIAGED)
# What a request's status is while its deployment has this one.
REQUEST_WHILE = {
    DeploymentStatus.PROPOSED: RequestStatus.MATCHED,
    DeploymentStatus.ACCEPTED: RequestStatus.MATCHED,
    DeploymentStatus.TURNED_DOWN: RequestStatus.FUNDED,
    DeploymentStatus.UNANSWERED: RequestStatus.FUNDED,
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
    route = factory.LazyAttribute(
        lambda o: "" if o.status in UNTRIAGED else Route.QUOTE if o.status in QUOTE_STATUSES else Route.FUNDED
    )
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
        draws = self.route == Route.FUNDED and self.status not in UNFUNDED
        halves = extracted or (5 if draws else 0)
        if halves:
            write_entry(phase_one(), self, reserved=halves, by=lead())


class PreparedAnswerFactory(factory.django.DjangoModelFactory):
    """Somebody else who can help better."""

    class Meta:
        model = PreparedAnswer

    name = factory.Sequence(lambda n: f"Invented hub {n + 1}")
    kind = ReferralKind.ELSEWHERE
    words = "The hub in Hanley supports whole schools."
    link = "https://hub.example.org/"


class LoggedContactFactory(factory.django.DjangoModelFactory):
    """A call about a request, with somebody at its school."""

    class Meta:
        model = LoggedContact

    request = factory.SubFactory(SupportRequestFactory, status=RequestStatus.CONFIRMED)
    school = factory.SelfAttribute("request.school")
    kind = ContactKind.CALL
    on = factory.LazyFunction(clock.today)
    with_whom = "The school office"
    text = "They would rather start after half-term."
    by = factory.LazyFunction(lead)


# What a request's status is while its latest quote has this one.
REQUEST_FOR_QUOTE = {
    QuoteStatus.SENT: RequestStatus.QUOTED,
    QuoteStatus.ACCEPTED: RequestStatus.QUOTE_ACCEPTED,
    QuoteStatus.DECLINED: RequestStatus.QUOTE_DECLINED,
    QuoteStatus.EXPIRED: RequestStatus.QUOTE_EXPIRED,
    QuoteStatus.REPLACED: RequestStatus.QUOTED,
    QuoteStatus.WITHDRAWN: RequestStatus.TRIAGED,
}


class QuoteFactory(factory.django.DjangoModelFactory):
    """Two days at £300 as sent, to a universal school; in a later `status`, with a request to match."""

    class Meta:
        model = Quote
        skip_postgeneration_save = True

    request = factory.SubFactory(
        SupportRequestFactory,
        status=factory.LazyAttribute(lambda o: REQUEST_FOR_QUOTE[o.factory_parent.status]),
        route=Route.QUOTE,
        school__support_level="universal",
        school__intensive=False,
    )
    school = factory.SelfAttribute("request.school")
    version = factory.LazyAttribute(lambda o: o.request.quotes.count() + 1)
    preparation_halves = 0
    delivery_halves = 4
    pence_per_day = 30000
    total_pence = factory.LazyAttribute(lambda o: o.pence_per_day * (o.preparation_halves + o.delivery_halves) // 2)
    valid_until = factory.LazyFunction(lambda: school_day(30))
    status = QuoteStatus.SENT
    sent_to = factory.SelfAttribute("request.head")
    sent_by = factory.LazyFunction(lead)

    @factory.post_generation
    def accepted(self, create, extracted, **kwargs):
        """An accepted one has its acceptance, and a line on finance's list."""
        if self.status == QuoteStatus.ACCEPTED:
            acceptance = QuoteAcceptance.objects.create(quote=self, accepted_by=self.sent_to)
            Invoice.objects.create(acceptance=acceptance, school=self.school, amount_pence=self.total_pence)


def invoice_in(status, **fields):
    """The invoice of an accepted quote, in any state."""
    invoice = QuoteFactory(status=QuoteStatus.ACCEPTED).acceptance.invoice
    invoice.status = status
    if status in (InvoiceStatus.RAISED, InvoiceStatus.RECEIVED):
        invoice.number, invoice.raised_on = f"INV-{invoice.pk}", clock.today()
    if status == InvoiceStatus.RECEIVED:
        invoice.received_on = clock.today()
    for name, value in fields.items():
        setattr(invoice, name, value)
    invoice.save()
    return invoice


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
    route = factory.SelfAttribute("request.route")
    status = DeploymentStatus.PROPOSED
    proposed_by = factory.LazyFunction(lead)


class ReleaseFactory(factory.django.DjangoModelFactory):
    """The head of the influencer's school is asked for 2.5 days of support that is accepted."""

    class Meta:
        model = Release

    deployment = factory.SubFactory(DeploymentFactory, status=DeploymentStatus.ACCEPTED)
    school = factory.LazyAttribute(lambda o: o.deployment.influencer.school)
    halves = factory.SelfAttribute("deployment.halves")
    asked_by = factory.SelfAttribute("deployment.person")
    status = ReleaseStatus.ASKED
    answered_by = factory.LazyAttribute(lambda o: head_of(o.school) if o.status in ("agreed", "refused") else None)
    answered_at = factory.LazyAttribute(lambda o: clock.now() if o.answered_by else None)


class FeedbackFactory(factory.django.DjangoModelFactory):
    """What a head is asked about a completed deployment, not answered yet; or another `part`."""

    class Meta:
        model = Feedback

    deployment = factory.SubFactory(DeploymentFactory, status=DeploymentStatus.COMPLETED)
    part = FeedbackPart.HEAD
    person = factory.LazyAttribute(
        lambda o: {
            FeedbackPart.HEAD: o.deployment.request.head,
            FeedbackPart.SCIENCE_LEADER: o.deployment.request.science_leader,
            FeedbackPart.INFLUENCER: o.deployment.person,
        }[o.part]
    )


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

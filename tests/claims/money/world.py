"""A small city in which everybody may press anything: whom the sequences of `test_every_sequence` are made of."""

import datetime

from brokerage.models import Visit
from brokerage.workflow import DeploymentStatus, ReportStatus, VisitStatus
from claims import services
from claims.models import Claim, FundedDay
from core.parts import PartOfDay
from programmes import services as programmes
from programmes.workflow import PlaceStatus
from schools.models import Role
from tests.factories.brokerage import DeploymentFactory, OtherVisitFactory, ReportFactory, VisitFactory
from tests.factories.programmes import EventFactory, PlaceFactory
from tests.factories.schools import PersonFactory, PostFactory, SchoolFactory, finance, lead, national_lead

FIRST = datetime.date(2026, 3, 23)  # so that the days fall into two financial years
PARTS = (PartOfDay.MORNING, PartOfDay.AFTERNOON, PartOfDay.WHOLE_DAY)


class World:
    """Schools; influencers, one of whom works at two schools, one who is a lead and one who pays; and who else presses.

    Built once: each sequence begins with it and is taken back.
    """

    def __init__(self):
        self.schools = SchoolFactory.create_batch(3, la_name="Invented authority", type_name="Community school")
        self.finance = [finance() for _ in range(3)]
        self.leads = [lead() for _ in range(2)]
        self.national = national_lead()
        self.influencers = [PersonFactory(), PersonFactory(), PersonFactory(), self.leads[0], self.finance[0]]
        works_at = [(0, 0), (1, 1), (2, 0), (2, 1), (3, 2), (4, 1)]
        for person, school in works_at:
            PostFactory(person=self.influencers[person], school=self.schools[school], proven=True)
        self.bursar = PersonFactory()
        PostFactory(person=self.bursar, school=self.schools[0], role=Role.BUSINESS_MANAGER, proven=True)
        self.head = PersonFactory()
        PostFactory(person=self.head, school=self.schools[1], role=Role.HEADTEACHER, proven=True)
        self.deployment = DeploymentFactory(
            status=DeploymentStatus.ACTIVE, national_lead=self.national, influencer__person=self.influencers[1]
        )
        staff = [*self.finance, *self.leads, self.national]
        self.people = [*staff, *self.influencers[:3], self.bursar, self.head, PersonFactory()]

        self.begin()

    def begin(self):
        """Something in each state: paid, sent, waiting, ready and held."""
        for number, person in enumerate(self.influencers * 2):
            place = self.place(person, date(7 * (number // 5)), PartOfDay.WHOLE_DAY)
            programmes.record_attendance(place, by=self.leads[1] if person in self.leads else self.leads[0])
        for claim in list(self.claim_everything())[:3]:
            services.approve(claim, by=self.national)
        payer = self.finance[1]
        run = services.send_run(services.authorise(services.open_run(by=payer), by=payer), by=payer)
        services.mark_paid(run.payments.first(), by=payer)

    @property
    def approvers(self):
        return [self.leads[1], self.national]

    @property
    def payers(self):
        """Who in finance has no day of their own, and proposes no correction."""
        return self.finance[2:]

    def others_than(self, *people, of=None):
        """Of those who approve, or of these, everybody but some people."""
        return [each for each in of or [*self.leads, self.national] if each not in people]

    def give_a_head(self, school):
        """Somebody to whom a payment summary can go."""
        if not school.posts.filter(role=Role.HEADTEACHER).exists():
            PostFactory(person=PersonFactory(), school=school, role=Role.HEADTEACHER, proven=True)

    def goes_on(self, steps):
        """The first steps on the way from what is there to payments that have arrived, or one that has failed."""
        payer, run = self.finance[2], None
        for person in self.influencers[:2]:
            programmes.record_attendance(self.place(person, date(4), PartOfDay.MORNING), by=self.leads[0])
        if steps > 0:
            list(self.claim_everything())
        if steps > 1:
            for claim in Claim.objects.filter(status="submitted").order_by("pk")[: 3 + steps]:
                services.approve(claim, by=self.national)
        if steps > 2:
            run = services.open_run(by=payer)
        if steps > 3:
            services.authorise(run, by=payer)
        if steps > 4:
            services.send_run(run, by=payer)
        if steps == 6:
            services.mark_failed(run.payments.order_by("pk").first(), reason="Closed.", by=payer)
        if steps > 6:
            services.mark_all_paid(run, by=payer)

    def claim_everything(self):
        for person in self.influencers:
            if ready := list(FundedDay.objects.ready_for(person)):
                yield from services.submit_claims(person=person, days=ready, by=person)

    def read_report(self, person, on, part):
        """A report of a day that the person spent at another school, sent and not read yet."""
        visit = OtherVisitFactory(
            person=person,
            school=self.schools[2],
            national_lead=self.national,
            on=on,
            part=part,
            status=VisitStatus.TOOK_PLACE,
        )
        return ReportFactory(visit=visit, status=ReportStatus.SUBMITTED)

    def coaching_report(self, on, part):
        """A report of coaching that the pool pays, while days of it are left."""
        made = sum(visit.halves for visit in Visit.objects.filter(deployment=self.deployment))
        if made + (2 if part == PartOfDay.WHOLE_DAY else 1) > self.deployment.halves:
            return None
        visit = VisitFactory(deployment=self.deployment, on=on, part=part, status=VisitStatus.TOOK_PLACE)
        return ReportFactory(visit=visit, status=ReportStatus.SUBMITTED)

    def place(self, person, on, part):
        """A place that is booked at a funded event of that day."""
        return PlaceFactory(event=EventFactory(on=on, part=part), person=person, status=PlaceStatus.BOOKED)


def date(number):
    """One of a few working days around the end of the financial year."""
    return FIRST + datetime.timedelta(days=number)

"""One small city in which each role of the access table concerns something, built by the services."""

import datetime
from dataclasses import dataclass, field
from types import SimpleNamespace

from django.urls import resolve
from django.utils import timezone

import brokerage.services as brokerage
import claims.services as claims
import influencers.services as influencers
import programmes.services as programmes
from brokerage.models import DeploymentKind, FeedbackPart, RequesterRole
from brokerage.models.plan import Answer
from claims.models import FundedDay
from core import clock, outbox
from core.parts import PartOfDay
from core.working_days import ONE_DAY, after_working_days, is_working_day
from correspondence import links
from correspondence.models import Document, Message
from influencers.models import Expertise, Invitation
from programmes.models import EventSeries
from schools.models import Role, SupportLevel
from tests.factories.brokerage import (
    DeploymentFactory,
    FeedbackFactory,
    LoggedContactFactory,
    PoolFactory,
    QuoteFactory,
)
from tests.factories.claims import FundedDayFactory
from tests.factories.influencers import InfluencerFactory, InterestFactory
from tests.factories.pictures import picture
from tests.factories.programmes import AttendanceFactory, EventFactory, GapTaskFactory, OpportunityFactory, PlaceFactory
from tests.factories.schools import (
    NetworkFactory,
    PeriodFactory,
    PersonFactory,
    PostFactory,
    SchoolFactory,
    SuccessionFactory,
    finance,
    head_of,
    lead,
    national_lead,
)

REPORT = {
    "what_we_did": "We watched a lesson on circuits.",
    "what_changed": "Year 4 ask better questions.",
    "what_next": "We look at their books together.",
    "who_was_there": "The science leader",
}
TELEPHONE = "01782 496 0123"


@dataclass
class World:
    """`people` by role, `things` by name."""

    people: dict = field(default_factory=dict)
    things: SimpleNamespace = field(default_factory=SimpleNamespace)


def build():
    """The city. Its helped school is supported; its releasing school is the influencer's own, and is paid."""
    world = World()
    _staff(world.people)
    _schools(world.people, world.things)
    _influencer(world.people, world.things)
    _support(world.people, world.things)
    _money(world.people, world.things)
    _strangers(world.people, world.things)
    _quotes(world.people, world.things)
    outbox.work_off()
    _papers(world.people, world.things)
    return world


def ago(number):
    """The working day that many working days before the real today."""
    date = timezone.localdate()
    while number:
        date -= ONE_DAY
        number -= is_working_day(date)
    return date


def at(days_ago):
    return clock.moved_to(ago(days_ago))


def _staff(people):
    people["lead"] = lead(name="Lena Lead", email="lena@satc.example")
    people["national"] = national_lead(name="Nat Lead", email="nat@satc.example")
    people["other_national"] = national_lead(name="Noor Lead", email="noor@satc.example")
    people["finance"] = finance(name="Finn Finance", email="finn@satc.example")


def _schools(people, things):
    things.helped = SchoolFactory(name="Helped Primary School", telephone=TELEPHONE)
    things.releasing = SchoolFactory(name="Releasing Primary School", telephone=TELEPHONE)
    elsewhere = SchoolFactory(name="Elsewhere Primary School", telephone=TELEPHONE)
    people["other_head"] = head_of(elsewhere, name="Olga Elsewhere", email="olga@elsewhere.example")
    people["other_influencer"] = InfluencerFactory(
        person__name="Ove Elsewhere", person__email="ove@elsewhere.example", at_school=elsewhere
    ).person
    things.profile_without_letter = people["other_influencer"].influencer
    people["bursar"] = PostFactory(
        person__name="Bo Releasing",
        person__email="bo@releasing.example",
        school=things.releasing,
        role=Role.BUSINESS_MANAGER,
        proven=True,
    ).person


def _influencer(people, things):
    """From the releasing school's nomination to a published influencer with a letter to the head."""
    by = people["lead"]
    things.event = EventFactory()
    OpportunityFactory()
    with at(60):
        nomination = influencers.submit_nomination(
            school=things.releasing,
            head_name="Hild Releasing",
            head_email="hild@releasing.example",
            nominee_name="Ada Releasing",
            nominee_email="ada@releasing.example",
            nominee_role="science_leader",
            why="Children ask for more science.",
            capacity="yes",
        )
        nomination = influencers.confirm_nomination(nomination)
        nomination = influencers.arrange_visit(nomination, on=ago(59), starts_at=datetime.time(14), by=by)
    with at(59):
        visited = {"who_met": "Both", "strengths": "Talk", "capacity": "Enough", "is_head": True, "by": by}
        nomination = influencers.record_visit(nomination, **visited)
        interest = influencers.accept_nomination(nomination, by=by)
        influencers.submit_interest(
            interest,
            expertise=Expertise.objects.all()[:2],
            stages=["ks2"],
            leads_elsewhere="",
            biography="I love circuits.",
            halves_a_term=4,
            weekdays=["tuesday"],
            opportunities=[],
            events=[things.event],
            consents=True,
            by=interest.person,
        )
        things.profile = influencers.accept_interest(interest, by=by)
    things.nomination, things.interest = nomination, interest
    things.photograph = influencers.keep_photograph(interest.person, picture())
    influencers.start_progress(things.profile, OpportunityFactory(), by=by)
    people["influencer"], people["releasing_head"] = interest.person, nomination.head


def _support(people, things):
    """From the helped school's request to reports accepted, submitted and still to be written."""
    by = people["lead"]
    with at(50):
        request = brokerage.submit_request(
            school=things.helped,
            requester_name="Sam Helped",
            requester_email="sam@helped.example",
            requester_role=RequesterRole.SCIENCE_LEADER,
            head_name="Hank Helped",
            head_email="hank@helped.example",
            need="Help with assessment.",
        )
        request = brokerage.confirm_request(request)
        people["helped_head"], people["science_leader"] = request.head, request.science_leader
        brokerage.prove_head(request, by=by)
        request = brokerage.triage(request, level=SupportLevel.INTENSIVE, route="funded", reason="New team.", by=by)
        request = brokerage.fund(request, pool=PoolFactory(), halves=8, by=by)
        deployment = brokerage.propose(
            request,
            influencer=things.profile,
            national_lead=people["national"],
            kind=DeploymentKind.CHAMPION,
            halves=8,
            why="They know the school.",
            by=by,
        )
        deployment = brokerage.accept_proposal(deployment, by=people["influencer"])
        brokerage.answer_release(deployment.releases.get(), agreed=True, by=people["releasing_head"])
        action = {"text": "Try it", "who": "Year 4", "by_when": timezone.localdate(), "how_we_will_know": "We see it"}
        objectives = [{"text": "Better talk", "actions": [action]}]
        plan = brokerage.save_plan(deployment, objectives=objectives, by=people["influencer"])
        plan = brokerage.share_plan(plan, by=people["influencer"])
        brokerage.answer_plan(plan, by=people["helped_head"], answer=Answer.YES)
        visits = [
            brokerage.plan_visit(
                deployment, on=on, part=PartOfDay.WHOLE_DAY, purpose="Coaching", by=people["influencer"]
            )
            for on in (ago(40), ago(3), after_working_days(timezone.localdate(), 60))
        ]
    things.request, things.deployment = request, deployment
    LoggedContactFactory(request=request, by=people["lead"])
    things.done = DeploymentFactory(
        request=request,
        school=things.helped,
        influencer=things.profile,
        national_lead=people["national"],
        status="completed",
        proposed_by=by,
    )
    for part in FeedbackPart:
        FeedbackFactory(deployment=things.done, part=part)
    head = things.done.feedback.get(part=FeedbackPart.HEAD)
    brokerage.give_feedback(
        head, was_needed="yes", what_changed="Write to hank@helped.example.", confidence=5, may_quote=True
    )
    things.share = brokerage.share_story(things.done, by=by)
    things.accepted_visit, things.submitted_visit, things.planned_visit = visits
    with clock.moved_to(visits[0].on):
        report = brokerage.submit_report(visits[0], **REPORT, by=people["influencer"])
    with at(38):
        brokerage.accept_report(report, by=people["national"])
    with clock.moved_to(visits[1].on):
        brokerage.submit_report(visits[1], **REPORT, by=people["influencer"])


def _money(people, things):
    """A claim that is paid, one in an open run, one that waits and one that came back; and a held day."""
    payer = people["finance"]
    things.paid_claim = _claim(people, FundedDay.objects.get(person=people["influencer"]))
    claims.approve(things.paid_claim, by=people["other_national"])
    things.paid_run = claims.open_run(by=payer)
    claims.authorise(things.paid_run, by=payer)
    claims.send_run(things.paid_run, by=payer)
    claims.mark_all_paid(things.paid_run, by=payer)
    things.payment = things.paid_run.payments.get()
    things.paid_line = things.payment.lines.get()
    things.run_correction = claims.correct_line(
        things.paid_line, amount_pence=-1_000, reason="An hour.", by=people["lead"]
    )
    claims.agree_to_correction(things.run_correction, by=lead())
    things.run_claim = _claim(people, _day(people, things, 30))
    claims.approve(things.run_claim, by=people["other_national"])
    things.run = claims.open_run(by=payer)
    things.returned_claim = _claim(people, _day(people, things, 29))
    claims.return_claim(things.returned_claim, comment="All day?", by=people["lead"])
    things.claim = _claim(people, _day(people, things, 28))
    things.correction = claims.correct_line(
        things.paid_line, amount_pence=-5_000, reason="Half a day.", by=people["lead"]
    )
    things.held_day = FundedDayFactory(person=people["influencer"], on=ago(27), held=True)


def _day(people, things, days_ago):
    return FundedDayFactory(person=people["influencer"], school=things.releasing, on=ago(days_ago))


def _claim(people, day):
    [claim] = claims.submit_claims(person=people["influencer"], days=[day], by=people["influencer"])
    return claim


def _strangers(people, things):
    """Somebody without any role; and somebody who says that they head both schools, with what they sent themselves."""
    people["nobody"] = PersonFactory(name="Nia Nobody", email="nia@nowhere.example")
    newcomer = InfluencerFactory(status="unpublished", consented_at=None)
    things.invitation = Invitation.objects.create(influencer=newcomer, asked_by=people["lead"])
    things.duplicate = PersonFactory(name="Adah Formerly", email="adah@formerly.example")
    own = influencers.submit_nomination(
        school=things.releasing,
        head_name="Una Claims",
        head_email="una@claims.example",
        nominee_name="Ulf Claims",
        nominee_email="ulf@claims.example",
        nominee_role="teacher",
        why="He is good.",
        capacity="yes",
    )
    things.own_nomination = influencers.confirm_nomination(own)
    own = brokerage.submit_request(
        school=things.helped,
        requester_name="Una Claims",
        requester_email="una@claims.example",
        requester_role=RequesterRole.HEADTEACHER,
        science_leader_name="Uli Claims",
        science_leader_email="uli@claims.example",
        need="Everything.",
    )
    things.own_request = brokerage.confirm_request(own)
    people["unproven_head"] = things.own_request.head
    assert not people["unproven_head"].posts.proven().exists()
    things.submitted_interest = InterestFactory(status="submitted", school=things.releasing)
    things.place = PlaceFactory(event=things.event, person=people["other_influencer"])
    things.past_event = EventFactory(
        on=ago(5),
        is_release_funded=False,
        series=EventSeries.objects.create(name="Champions"),
        tutor=people["science_leader"],
    )
    AttendanceFactory(event=things.past_event, person=people["influencer"])
    things.gap_task = GapTaskFactory(event=things.past_event)
    things.calendar_token = programmes.make_feed(people["influencer"])
    things.period = PeriodFactory()
    things.past_place = PlaceFactory(event=things.past_event, person=people["other_influencer"])


def _quotes(people, things):
    """A quote that is out to the helped school, and an accepted one that finance has to invoice."""
    things.pool = PoolFactory()
    things.target_school = SchoolFactory(is_target=True)
    with at(10):
        request = brokerage.submit_request(
            school=things.helped,
            requester_name="Sam Helped",
            requester_email="sam@helped.example",
            requester_role=RequesterRole.SCIENCE_LEADER,
            head_name="Hank Helped",
            head_email="hank@helped.example",
            need="More of it.",
        )
        request = brokerage.confirm_request(request)
        request = brokerage.triage(
            request, level=SupportLevel.INTENSIVE, route="quote", reason="They can pay.", by=people["lead"]
        )
        offer = brokerage.Offer(
            delivery_halves=4, pence_per_day=30000, valid_until=after_working_days(timezone.localdate(), 20)
        )
        things.quote = brokerage.send_quote(request, offer, by=people["lead"])
    things.invoice = QuoteFactory(status="accepted").acceptance.invoice


def _papers(people, things):
    things.letter = Document.objects.get(kind="head_letter")
    things.summary = Document.objects.get(kind="payment_summary")
    things.message = Message.objects.filter(status="sent").first()
    path = links.mint("track_nomination", things.nomination.reference, people["releasing_head"].email)
    things.token = resolve(path).kwargs["token"]
    things.opportunity = OpportunityFactory()
    things.own_post = people["other_influencer"].posts.get()
    things.post = PostFactory(school=things.helped)
    things.network = NetworkFactory()
    things.closed = SuccessionFactory().school

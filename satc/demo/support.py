import brokerage.services as brokerage
from brokerage.models import (
    ActionPlan,
    CoachingPool,
    ContactKind,
    DeploymentKind,
    Feedback,
    FeedbackPart,
    Needed,
    PreparedAnswer,
    RequesterRole,
)
from brokerage.models.plan import Answer
from brokerage.workflow import Route
from core.parts import PartOfDay
from core.working_days import after_working_days
from influencers.models import Expertise
from satc.demo import city
from satc.demo.days import Days
from schools.models import Person, SupportLevel

OBJECTIVES = [
    {
        "text": "Every teacher from Year 1 to Year 6 plans one investigation each half-term that children lead.",
        "confidence_before": 2,
        "actions": [
            ("Watch two lessons together and talk about what the children decided", "Science leader and influencer", "Notes from both lessons, shared with the head"),
            ("Try the planning frame with Year 3 and Year 5", "Science leader", "Two planned investigations in the shared folder"),
        ],
    },
    {
        "text": "Staff agree what good progress in working scientifically looks like.",
        "confidence_before": 3,
        "actions": [
            ("A staff meeting with children’s work from each year group", "Influencer", "A one-page summary that every teacher has"),
        ],
    },
]  # fmt: skip

REPORT = {
    "what_we_did": "We watched Year 5 test parachutes, then planned the next lesson with their teacher.",
    "in_the_way": "Year 6 has little time for science before May.",
    "take_back": "The question wall that Year 5 keeps beside the door.",
    "what_changed": "The children chose their own variable this time, and two who seldom speak explained their graph.",
    "what_next": "Year 3 tries the same frame before half-term. I come back to look at the books with the science leader.",
    "who_was_there": "The science leader, the Year 5 teacher and, for ten minutes, the head.",
}


class Support(Days):
    """Schools that ask for help, and what comes of it: requests in every state, deployments at every step."""

    def ask(
        self,
        place,
        need,
        *,
        days_ago,
        confirmed=True,
        interest_in=None,
        level=None,
        route=Route.FUNDED,
        occasions=("new_leader",),
    ):
        """A head's request, as far as its support level and the way to pay."""
        school = city.SCHOOLS[place]
        with self.at(self.ago(days_ago), hour=12):
            request = brokerage.submit_request(
                school=self.schools[place],
                requester_name=school.head,
                requester_email=school.email(school.head),
                requester_role=RequesterRole.HEADTEACHER,
                science_leader_name=school.science_leader,
                science_leader_email=school.email(school.science_leader),
                need=need,
                occasions=occasions,
                tried="A staff meeting, and a scheme that we bought.",
                when_suits="Tuesdays or Thursdays, not in the last week of term.",
                stages=["ks1", "ks2"],
                areas=Expertise.objects.filter(slug__in=["formative-assessment", "subject-leadership"]),
                interest_in=interest_in,
            )
        if confirmed:
            with self.at(self.ago(days_ago), hour=13):
                request = brokerage.confirm_request(request)
        if level:
            with self.at(self.ago(days_ago - 1)):
                request = brokerage.triage(
                    request,
                    level=level,
                    route=route,
                    reason="Results in science, and a new leader.",
                    by=self.lead,
                )
        return request

    def fund(self, place, need, *, days_ago):
        """An intensive school's request with two and a half days reserved."""
        request = self.ask(place, need, days_ago=days_ago, level=SupportLevel.INTENSIVE)
        with self.at(self.ago(days_ago - 1), hour=11):
            return brokerage.fund(request, pool=CoachingPool.objects.get(), halves=5, by=self.lead)

    def quote(self, place, need, *, days_ago, level, route=Route.QUOTE, order=None):
        """A request that the school pays for, or pays for in part; with an order number, its head has accepted."""
        request = self.ask(place, need, days_ago=days_ago, level=level, route=route)
        with self.at(self.ago(days_ago - 1), hour=12):
            if route == Route.BOTH:
                request = brokerage.fund(request, pool=CoachingPool.objects.get(), halves=2, by=self.lead)
            offer = brokerage.Offer(
                delivery_halves=3,
                preparation_halves=1,
                pence_per_day=32000,
                note="Materials are in the price.",
                valid_until=self.ahead(15),
            )
            quote = brokerage.send_quote(request, offer, by=self.lead)
        if order:
            with self.at(self.ago(days_ago - 3)):
                brokerage.accept_quote(quote, by=request.head, purchase_order=order)
        return quote

    def propose(self, request, name, *, days_ago, national="national lead"):
        with self.at(self.ago(days_ago)):
            return brokerage.propose(
                request,
                influencer=self.influencers[name],
                national_lead=self.staff[national],
                kind=DeploymentKind.CHAMPION,
                halves=5,
                why="They met at a network meeting, and get on.",
                by=self.lead,
            )

    def accept(self, deployment, *, days_ago, is_released=True):
        """The influencer's yes, and their own head's answer; with None, the head hasn't answered yet."""
        with self.at(self.ago(days_ago), hour=17):
            deployment = brokerage.accept_proposal(deployment, by=deployment.person)
        if is_released is not None:
            release = deployment.releases.get()
            note = "" if is_released else "Two of us are on leave until spring. One day in March would be possible."
            with self.at(self.ago(days_ago), hour=18):
                head = Person.objects.heads_of(release.school).first()
                brokerage.answer_release(release, agreed=is_released, note=note, by=head)
        return deployment

    def share(self, deployment, *, days_ago):
        """The influencer writes the plan and shares it."""
        objectives = [
            {
                **objective,
                "actions": [
                    {"text": text, "who": who, "by_when": self.ahead(20), "how_we_will_know": how}
                    for text, who, how in objective["actions"]
                ],
            }
            for objective in OBJECTIVES
        ]
        with self.at(self.ago(days_ago)):
            plan = brokerage.save_plan(deployment, objectives=objectives, by=deployment.person)
            return brokerage.share_plan(plan, by=deployment.person)

    def begin(self, place, need, name, *, days_ago, national="national lead"):
        """From the request to an active deployment, two days for each step."""
        request = self.fund(place, need, days_ago=days_ago)
        deployment = self.propose(request, name, days_ago=days_ago - 2, national=national)
        plan = self.share(self.accept(deployment, days_ago=days_ago - 4), days_ago=days_ago - 6)
        with self.at(self.ago(days_ago - 7)):
            brokerage.answer_plan(plan, by=request.head, answer=Answer.YES)
        deployment.refresh_from_db()
        return deployment

    def plan_visit(self, deployment, *, on, planned_ago, part=PartOfDay.WHOLE_DAY):
        with self.at(self.ago(planned_ago)):
            return brokerage.plan_visit(
                deployment,
                on=on,
                part=part,
                purpose="Watch, plan and talk with the science leader",
                by=deployment.person,
            )

    def ticked_by(self, visit):
        """The plan's first objective and its first action, once the head has agreed it."""
        plan = ActionPlan.objects.agreed_for(visit.deployment)
        objective = plan.objectives.first() if plan else None
        return {"objectives": [objective], "actions_done": [objective.actions.first()]} if objective else {}

    def report(self, visit, *, accepted=True):
        """The report on the afternoon of the visit, and its acceptance on the next working day."""
        with self.at(visit.on, hour=16):
            ticked = self.ticked_by(visit)
            report = brokerage.submit_report(visit, **REPORT, **ticked, by=visit.person)
        if accepted:
            with self.at(after_working_days(visit.on, 1)):
                report = brokerage.accept_report(report, by=visit.national_lead)
        return report

    def say_how_it_was(self, deployment):
        """The head and the influencer answer what they are asked; the head says thank you, and a lead shares the story."""
        with self.at(self.ago(14), hour=15):
            head = Feedback.objects.get(deployment=deployment, part=FeedbackPart.HEAD)
            brokerage.give_feedback(
                head,
                was_needed=Needed.YES,
                what_changed="We look at what children say now, before we look at what they wrote. Staff talk about it at break.",
                confidence=4,
                may_quote=True,
            )
            thanks = "Thank you, Callum. You listened first, and that made all the difference to us."
            brokerage.thank(head, words=thanks, is_shown=True)
            own = Feedback.objects.get(deployment=deployment, part=FeedbackPart.INFLUENCER)
            brokerage.give_feedback(own, what_learned="To wait longer before I offer an answer.", confidence=4)
        with self.at(self.ago(13), hour=15):
            brokerage.share_story(deployment, by=self.lead)

    def hand_one_over(self):
        """One who can't go on: the days that are left go to somebody else, who has said yes and has the plan."""
        first = self.begin(6, "Enquiry in every year group.", "Dylan Frost", days_ago=40)
        self.report(self.plan_visit(first, on=self.ago(30), planned_ago=32))
        self.plan_visit(first, on=self.ahead(6), planned_ago=25)
        with self.at(self.ago(21)):
            following = brokerage.hand_over(
                first,
                influencer=self.influencers["Maya Tennant"],
                national_lead=self.staff["national lead"],
                kind=DeploymentKind.CHAMPION,
                halves=3,
                why="They have planned together before.",
                reason="Dylan takes over a class at short notice.",
                by=self.lead,
            )
        self.accept(following, days_ago=19)

    def support_schools(self):
        """Requests in every state, and deployments at every step."""
        done = self.begin(4, "Help with assessment that tells us something.", "Callum Wray", days_ago=44)
        for days_ago, part in ((34, PartOfDay.WHOLE_DAY), (24, PartOfDay.WHOLE_DAY), (18, PartOfDay.AFTERNOON)):
            self.report(self.plan_visit(done, on=self.ago(days_ago), planned_ago=36, part=part))
        with self.at(self.ago(16)):
            plan = done.plans.get()
            now = dict.fromkeys(plan.objectives.all(), 4)
            brokerage.rate_confidence(plan, ratings=now, by=done.request.science_leader)
            brokerage.complete(done, by=done.national_lead)
        self.say_how_it_was(done)

        talking = self.begin(7, "More talk in science lessons, all through the school.", "Freya Lindow", days_ago=30)
        self.report(self.plan_visit(talking, on=self.ago(20), planned_ago=22))
        self.report(self.plan_visit(talking, on=self.ago(2), planned_ago=10), accepted=False)
        to_come = self.plan_visit(talking, on=self.ahead(7), planned_ago=3, part=PartOfDay.MORNING)
        with self.at(self.ago(1)):
            brokerage.move_visit(
                to_come,
                on=self.ahead(8),
                part=PartOfDay.MORNING,
                reason="A trip to the pottery museum.",
                by=to_come.person,
            )

        self.hand_one_over()

        second = "second national lead"
        leading = self.begin(
            8, "Our science leader would love somebody to think with.", "Jonah Peel", days_ago=26, national=second
        )
        self.report(self.plan_visit(leading, on=self.ago(12), planned_ago=18))
        returned = self.report(
            self.plan_visit(leading, on=self.ago(6), planned_ago=18, part=PartOfDay.MORNING), accepted=False
        )
        with self.at(self.ago(5)):
            brokerage.return_report(
                returned, comment="Could you say what Year 3 will try, and by when?", by=self.staff[second]
            )
        self.plan_visit(leading, on=self.ago(1), planned_ago=4)

        waiting = self.fund(9, "A calmer way to do practical work.", days_ago=14)
        asked = self.propose(waiting, "Sunil Bassi", days_ago=12)
        self.share(self.accept(asked, days_ago=10, is_released=None), days_ago=3)
        drafted = self.fund(10, "Assessment without the paperwork.", days_ago=12)
        asked = self.propose(drafted, "Owen Sharrock", days_ago=9, national=second)
        self.accept(asked, days_ago=4, is_released=False)
        self.propose(self.fund(11, "Mixed-age planning for a small school.", days_ago=8), "Idris Vaughan", days_ago=2)
        turned_down = self.propose(self.fund(3, "Early science outdoors.", days_ago=9), "Elsie Drummond", days_ago=5)
        with self.at(self.ago(3)):
            brokerage.turn_down(turned_down, by=turned_down.person)

        referred = self.ask(
            1, "Leadership support after a hard year.", days_ago=20, level=SupportLevel.TARGETED, route=Route.QUOTE
        )
        declined = self.ask(0, "A scientist for assembly next week.", days_ago=15)
        withdrawn = self.ask(5, "Help with a science garden.", days_ago=25)
        with self.at(self.ago(13)):
            brokerage.refer_request(referred, prepared=PreparedAnswer.objects.first(), by=self.lead)
            brokerage.decline_request(
                declined, reason="We bring teachers, not assemblies; we sent three addresses.", by=self.lead
            )
            brokerage.withdraw_request(withdrawn, by=withdrawn.head)

        self.quote(1, "Two mornings of planning with every phase.", days_ago=5, level=SupportLevel.TARGETED)
        self.quote(
            0, "Somebody to start our science week with us.", days_ago=7, level=SupportLevel.UNIVERSAL, order="PO 4417"
        )
        self.quote(
            6,
            "Assessment in every class, and a day with the governors.",
            days_ago=6,
            level=SupportLevel.INTENSIVE,
            route=Route.BOTH,
            order="LP-0093",
        )
        self.ask(2, "A staff meeting on progression.", days_ago=7, level=SupportLevel.TARGETED, route=Route.QUOTE)
        week = self.ask(5, "Ideas for a science week.", days_ago=2, interest_in=self.influencers["Dylan Frost"])
        self.ask(0, "Our outcome names science, and we would like to begin there.", days_ago=8, occasions=["ofsted"])
        self.ask(2, "Help for the teacher who takes science over.", days_ago=1)
        with self.at(self.ago(1)):
            brokerage.log_contact(
                school=week.school,
                request=week,
                kind=ContactKind.CALL,
                on=self.ago(1),
                with_whom=week.head_name,
                text="The science week is in March. One afternoon in January would be enough.",
                by=self.lead,
            )
        self.ask(6, "Somebody to look at our long-term plan with us.", days_ago=1, confirmed=False)

import brokerage.services as brokerage
from brokerage.models import CoachingPool, DeploymentKind, RequesterRole
from brokerage.models.plan import Answer
from core.parts import PartOfDay
from core.working_days import after_working_days
from influencers.models import Expertise
from satc.demo import city
from satc.demo.days import Days
from schools.models import SupportLevel

OBJECTIVES = [
    {
        "text": "Every teacher from Year 1 to Year 6 plans one investigation each half-term that children lead.",
        "actions": [
            ("Watch two lessons together and talk about what the children decided", "Science leader and influencer", "Notes from both lessons, shared with the head"),
            ("Try the planning frame with Year 3 and Year 5", "Science leader", "Two planned investigations in the shared folder"),
        ],
    },
    {
        "text": "Staff agree what good progress in working scientifically looks like.",
        "actions": [
            ("A staff meeting with children’s work from each year group", "Influencer", "A one-page summary that every teacher has"),
        ],
    },
]  # fmt: skip

REPORT = {
    "what_we_did": "We watched Year 5 test parachutes, then planned the next lesson with their teacher.",
    "what_changed": "The children chose their own variable this time, and two who seldom speak explained their graph.",
    "what_next": "Year 3 tries the same frame before half-term. I come back to look at the books with the science leader.",
    "who_was_there": "The science leader, the Year 5 teacher and, for ten minutes, the head.",
}


class Support(Days):
    """Schools that ask for help, and what comes of it: requests in every state, deployments at every step."""

    def ask(self, place, need, *, days_ago, confirmed=True, interest_in=None, level=None):
        """A head's request, as far as its support level."""
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
                why_now="Our science leader is new to the role.",
                areas=Expertise.objects.filter(slug__in=["formative-assessment", "subject-leadership"]),
                interest_in=interest_in,
            )
        if confirmed:
            with self.at(self.ago(days_ago), hour=13):
                request = brokerage.confirm_request(request)
        if level:
            with self.at(self.ago(days_ago - 1)):
                request = brokerage.triage(
                    request, level=level, reason="Results in science, and a new leader.", by=self.lead
                )
        return request

    def fund(self, place, need, *, days_ago):
        """An intensive school's request with two and a half days reserved."""
        request = self.ask(place, need, days_ago=days_ago, level=SupportLevel.INTENSIVE)
        with self.at(self.ago(days_ago - 1), hour=11):
            return brokerage.fund(request, pool=CoachingPool.objects.get(), halves=5, by=self.lead)

    def propose(self, request, name, *, days_ago, national="national lead"):
        with self.at(self.ago(days_ago)):
            return brokerage.propose(
                request,
                influencer=self.influencers[name],
                national_lead=self.staff[national],
                kind=DeploymentKind.CHAMPION,
                halves=5,
                by=self.lead,
            )

    def accept(self, deployment, *, days_ago):
        with self.at(self.ago(days_ago), hour=17):
            return brokerage.accept_proposal(deployment, by=deployment.person)

    def share(self, deployment, *, days_ago):
        """The influencer writes the plan and shares it."""
        objectives = [
            {
                "text": objective["text"],
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

    def report(self, visit, *, accepted=True):
        """The report on the afternoon of the visit, and its acceptance on the next working day."""
        with self.at(visit.on, hour=16):
            report = brokerage.submit_report(visit, **REPORT, by=visit.person)
        if accepted:
            with self.at(after_working_days(visit.on, 1)):
                report = brokerage.accept_report(report, by=visit.national_lead)
        return report

    def support_schools(self):
        """Requests in every state, and deployments at every step."""
        done = self.begin(4, "Help with assessment that tells us something.", "Callum Wray", days_ago=44)
        for days_ago, part in ((34, PartOfDay.WHOLE_DAY), (24, PartOfDay.WHOLE_DAY), (18, PartOfDay.AFTERNOON)):
            self.report(self.plan_visit(done, on=self.ago(days_ago), planned_ago=36, part=part))
        with self.at(self.ago(16)):
            brokerage.complete(done, by=done.national_lead)

        talking = self.begin(7, "More talk in science lessons, all through the school.", "Freya Lindow", days_ago=30)
        self.report(self.plan_visit(talking, on=self.ago(20), planned_ago=22))
        self.report(self.plan_visit(talking, on=self.ago(2), planned_ago=10), accepted=False)
        self.plan_visit(talking, on=self.ahead(8), planned_ago=3, part=PartOfDay.MORNING)

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
        self.share(self.accept(self.propose(waiting, "Sunil Bassi", days_ago=12), days_ago=10), days_ago=3)
        drafted = self.fund(10, "Assessment without the paperwork.", days_ago=12)
        self.accept(self.propose(drafted, "Owen Sharrock", days_ago=9, national=second), days_ago=4)
        self.propose(self.fund(11, "Mixed-age planning for a small school.", days_ago=8), "Idris Vaughan", days_ago=2)
        turned_down = self.propose(self.fund(3, "Early science outdoors.", days_ago=9), "Elsie Drummond", days_ago=5)
        with self.at(self.ago(3)):
            brokerage.turn_down(turned_down, by=turned_down.person)

        self.ask(2, "A staff meeting on progression.", days_ago=7, level=SupportLevel.TARGETED)
        self.ask(5, "Ideas for a science week.", days_ago=2, interest_in=self.influencers["Dylan Frost"])
        self.ask(6, "Somebody to look at our long-term plan with us.", days_ago=1, confirmed=False)
        referred = self.ask(1, "Leadership support after a hard year.", days_ago=20, level=SupportLevel.TARGETED)
        declined = self.ask(0, "A scientist for assembly next week.", days_ago=15)
        withdrawn = self.ask(5, "Help with a science garden.", days_ago=25)
        with self.at(self.ago(13)):
            brokerage.refer_request(referred, reason="A specialist leader of education fits this better.", by=self.lead)
            brokerage.decline_request(
                declined, reason="We bring teachers, not assemblies; we sent three addresses.", by=self.lead
            )
            brokerage.withdraw_request(withdrawn, by=withdrawn.head)

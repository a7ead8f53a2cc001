import datetime
from functools import cached_property

import influencers.services as influencers
import programmes.services as programmes
import schools.services as schools
from core import clock, drafts
from influencers.models import Capacity, Expertise, Influencer, KeyStage
from programmes.models import Opportunity
from satc.demo import city
from satc.demo.days import Days
from satc.demo.faces import FACES, face
from schools.models import Role

LEADS_ELSEWHERE = {
    "Jonah Peel": "The Slipware learning circle for early-career teachers",
    "Dylan Frost": "The city’s weather-watching network\nA PSQM cluster of four schools",
}
HALF_PAST_ONE = datetime.time(13, 30)


class Joining(Days):
    """From a head's nomination to an influencer, and everything that may happen on the way."""

    def nominate(self, place, name, *, days_ago, role=Role.TEACHER, why=None, at_school=None):
        """A head's nomination, not yet confirmed. The teacher's e-mail may be that of another school."""
        school = city.SCHOOLS[place]
        with self.at(self.ago(days_ago), hour=8):
            return influencers.submit_nomination(
                school=self.schools[place],
                head_name=school.head,
                head_email=school.email(school.head),
                nominee_name=name,
                nominee_email=city.SCHOOLS[place if at_school is None else at_school].email(name),
                nominee_role=role,
                why=why
                or f"{name.split()[0]} makes other people want to teach science, and never keeps a good idea back.",
                capacity=Capacity.YES,
            )

    def visit(self, nomination, *, days_ago):
        """Confirmed, arranged two days later, held on the day."""
        with self.at(self.ago(days_ago + 6)):
            nomination = influencers.confirm_nomination(nomination)
        with self.at(self.ago(days_ago + 4)):
            nomination = influencers.arrange_visit(
                nomination, on=self.ago(days_ago), starts_at=HALF_PAST_ONE, by=self.lead
            )
        with self.at(self.ago(days_ago), hour=14):
            return influencers.record_visit(
                nomination,
                who_met=f"{nomination.head_name} and {nomination.nominee_name}",
                strengths="Calm practical lessons, and a way of asking that makes children stop and think.",
                capacity="About three days a term, with notice. Fridays are hard.",
                is_head=True,
                by=self.lead,
            )

    def welcome_influencers(self):
        for number, who in enumerate(city.INFLUENCERS):
            days_ago = 60 - number
            is_leader = who.name == city.SCHOOLS[who.school].science_leader
            role = Role.SCIENCE_LEADER if is_leader else Role.TEACHER
            nomination = self.visit(
                self.nominate(who.school, who.name, days_ago=days_ago + 8, role=role), days_ago=days_ago
            )
            with self.at(self.ago(days_ago), hour=15):
                interest = influencers.accept_nomination(nomination, by=self.lead)
            with self.at(self.ago(days_ago - 2), hour=17):
                interest = influencers.submit_interest(interest, **self.wishes(who, number), by=interest.person)
            with self.at(self.ago(days_ago - 3)):
                influencers.accept_interest(interest, by=self.lead)

    def wishes(self, who, number):
        """What they wrote in their expression of interest; every third asks for the first CPD day, one isn't listed."""
        keys = ["second", "meeting"] if number % 2 else ["tdts", "showcase"]
        if number % 3 == 0 or who.name in ("Maya Tennant", "Hugo Pemberton", "Ravi Kohli", "Rosa Milward"):
            keys.append("first")
        return {
            "expertise": Expertise.objects.filter(slug__in=who.expertise),
            "stages": [KeyStage(stage) for stage in who.stages],
            "leads_elsewhere": LEADS_ELSEWHERE.get(who.name, ""),
            "biography": who.biography,
            "halves_a_term": (None, 2, 4, 6)[number % 4],
            "weekdays": ([], ["tuesday", "thursday"], ["monday"], ["wednesday", "friday"])[number % 4],
            "opportunities": Opportunity.objects.filter(slug__in=who.opportunities),
            "events": [self.events[key] for key in keys],
            "consents": who.name != "Rosa Milward",
        }

    @cached_property
    def influencers(self):
        return {influencer.person.name: influencer for influencer in Influencer.objects.select_related("person")}

    def hold_the_first_cpd_day(self):
        """Everybody booked came but one; one of them had left their school the week before, so their day is held."""
        event = self.events["first"]
        leaver = self.influencers["Hugo Pemberton"].person
        with self.at(event.on - datetime.timedelta(days=7)):
            for post in leaver.posts.all():
                schools.end_post(post, ends_on=clock.today(), by=self.lead)
        with self.at(event.on, hour=16):
            for place in event.places.select_related("person").order_by("pk"):
                if place.person.name == "Rosa Milward":
                    programmes.record_absence(place, by=self.staff["national lead"])
                else:
                    programmes.record_attendance(place, by=self.staff["national lead"])

    def keep_their_pages(self):
        """One has changed what their page says, some add a photograph, one is away until spring, one took their page out, and one steps down."""
        dylan, bethan, petra = (self.influencers[name] for name in ("Dylan Frost", "Bethan Ashdown", "Petra Novotna"))
        with self.at(self.ago(14), hour=17):
            influencers.change_profile(
                dylan,
                biography=dylan.biography + " Our newest question is where the frost goes first.",
                leads_elsewhere=dylan.leads_elsewhere,
                halves_a_term=5,
                weekdays=["monday", "tuesday", "thursday"],
                offer="Watch a lesson together, and talk about what the children decided\nSet up a weather record with your class\nAn hour with your staff on assessing enquiry",
                expertise=Expertise.objects.filter(slug__in=("assessing-enquiry", "enquiry-types", "outdoor-learning")),
                stages=[KeyStage.KS2],
                by=dylan.person,
            )
        with self.at(self.ago(12), hour=17):
            for name, colours in FACES.items():
                influencers.keep_photograph(self.influencers[name].person, face(**colours))
        with self.at(self.ago(9), hour=17):
            influencers.pause(bethan, returns_on=self.ahead(120), by=bethan.person)
        with self.at(self.ago(4), hour=17):
            influencers.withdraw_consent(petra, by=petra.person)
        with self.at(self.ago(3), hour=17):
            tamsin = self.influencers["Tamsin Gale"]
            influencers.step_down(tamsin, by=tamsin.person)

    def leave_nominations_open(self):
        """A nomination, and an expression of interest, in every other state."""
        self.nominate(5, "Marcus Oyelaran", days_ago=1)
        with self.at(self.ago(2)):
            influencers.confirm_nomination(self.nominate(8, "Harriet Sykes", days_ago=3))
        arranged = self.nominate(10, "Femi Balogun", days_ago=5)
        with self.at(self.ago(4)):
            arranged = influencers.confirm_nomination(arranged)
            influencers.arrange_visit(arranged, on=self.ahead(3), starts_at=HALF_PAST_ONE, by=self.lead)
        self.visit(self.nominate(1, "Louise Arden", days_ago=10), days_ago=2)
        deferred = self.visit(self.nominate(4, "Ewan Mistry", days_ago=30), days_ago=21)
        with self.at(self.ago(20)):
            influencers.defer_nomination(
                deferred,
                reason="A new class and a new baby: let’s talk again in spring.",
                back_on=self.ahead(40),
                by=self.lead,
            )
        back = self.visit(self.nominate(2, "Noor Haddad", days_ago=50), days_ago=41)
        with self.at(self.ago(40)):
            influencers.defer_nomination(
                back, reason="An inspection is due. We come back after it.", back_on=self.ago(1), by=self.lead
            )
        with self.at(self.ago(1)):  # another head thinks of somebody who is being visited
            influencers.confirm_nomination(self.nominate(2, "Femi Balogun", days_ago=2, at_school=10))
        declined = self.visit(self.nominate(7, "Gareth Poole", days_ago=40), days_ago=31)
        with self.at(self.ago(30)):
            influencers.decline_nomination(
                declined, reason="Leaves for a school outside the city at the end of term.", by=self.lead
            )
        withdrawn = self.nominate(3, "Anya Petrov", days_ago=12)
        with self.at(self.ago(11)):
            withdrawn = influencers.confirm_nomination(withdrawn)
            influencers.withdraw_nomination(withdrawn, by=withdrawn.head)
        self.begin_to_answer(self.invite(6, "Clara Whitting", days_ago=6))
        submitted = self.invite(9, "Tobias Renn", days_ago=9)
        returned = self.invite(11, "Lena Marchetti", days_ago=13)
        who = city.InventedInfluencer(
            "", 0, ("vocabulary",), ("ks1",), (), "I like small science: a jar, a torch, a question."
        )
        for interest, days_ago in ((submitted, 3), (returned, 8)):
            with self.at(self.ago(days_ago), hour=18):
                influencers.submit_interest(interest, **self.wishes(who, 1), by=interest.person)
        with self.at(self.ago(7)):
            influencers.return_interest(
                returned, comment="Lovely. Could you say a little about your science garden?", by=self.lead
            )

    def begin_to_answer(self, interest):
        """She typed a little on the bus; it is hers alone until she sends it."""
        typed = {
            "expertise": ["outdoor-learning"],
            "stages": ["ks1"],
            "biography": ["We keep a bug hotel, with guests"],
        }
        with self.at(self.ago(1), hour=16):
            influencers.save_draft(interest, drafts.Typed(typed, version=0, page=""), by=interest.person)

    def invite(self, place, name, *, days_ago):
        nomination = self.visit(self.nominate(place, name, days_ago=days_ago + 8), days_ago=days_ago)
        with self.at(self.ago(days_ago), hour=15):
            return influencers.accept_nomination(nomination, by=self.lead)

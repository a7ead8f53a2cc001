import influencers.services as influencers
import programmes.services as programmes
from influencers.workflow import ProgressStatus
from programmes.models import Opportunity, Place
from programmes.workflow import PlaceStatus
from satc.demo.days import Days

TASKS = [
    "Listen to one group for five minutes and write down a single sentence.",
    "Ask a big question at the start of a lesson, and again at its end.",
]


# Who is trained as a champion, and in what.
CHAMPIONS = (
    ("Callum Wray", "assessment-champion"),
    ("Dylan Frost", "assessment-champion"),
    ("Freya Lindow", "tdts-champion"),
    ("Maya Tennant", "tdts-champion"),
)


class Gatherings(Days):
    """What came of the events: gap tasks, a full one with a waiting list, an offer, and how far people have got."""

    def try_things_at_school(self):
        """Two tasks after the first CPD day; Jonah Peel has tried one."""
        event = self.events["first"]
        with self.at(event.on, hour=17):
            first, _ = programmes.set_tasks(event, texts=TASKS, by=self.staff["national lead"])
        came = Place.objects.filter(event=event, status=PlaceStatus.ATTENDED).select_related("person").order_by("pk")
        with self.at(self.ago(20), hour=16):
            for place in came[:2]:
                comment = "Two of them surprised me. I had never heard them talk for so long."
                programmes.answer_task(first, is_done=True, comment=comment, by=place.person)

    def fill_the_meeting(self):
        """The meeting is full and one person waits; somebody is offered a place at the showcase."""
        meeting = self.events["meeting"]
        meeting.refresh_from_db()
        with self.at(self.ago(5)):
            programmes.change_event(meeting, capacity=meeting.taken, by=self.lead)
            programmes.ask_for_place(meeting, by=self.influencers["Callum Wray"].person, knows_of_clash=True)
            asked = self.influencers["Jonah Peel"].person
            programmes.offer_place(self.events["showcase"], asked, by=self.lead)

    def train_champions(self):
        """Before anybody is asked to coach a school."""
        with self.at(self.ago(45)):
            for name, slug in CHAMPIONS:
                opportunity = Opportunity.objects.get(slug=slug)
                influencers.record_achievement(self.influencers[name], opportunity, by=self.lead)

    def get_somewhere(self):
        """Some work towards what they chose, one has stopped, and one has achieved it."""
        by_slug = {opportunity.slug: opportunity for opportunity in Opportunity.objects.all()}
        with self.at(self.ago(6)):
            for name, slug in (("Jonah Peel", "psqm-hub-leader"), ("Tamsin Gale", "csciteach")):
                influencer = self.influencers[name]
                influencers.say_progress(
                    influencer,
                    by_slug[slug],
                    status=ProgressStatus.WORKING_TOWARDS,
                    is_shown=True,
                    by=influencer.person,
                )
            dylan = self.influencers["Dylan Frost"]
            influencers.say_progress(
                dylan, by_slug["psqm-hub-leader"], status=ProgressStatus.STOPPED, is_shown=False, by=dylan.person
            )
        with self.at(self.ago(4)):
            influencers.record_achievement(self.influencers["Maya Tennant"], by_slug["csciteach"], by=self.lead)

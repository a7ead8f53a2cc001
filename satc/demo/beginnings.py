import datetime

from django.conf import settings

import schools.services as schools
from brokerage.models import CoachingPool
from core.parts import PartOfDay
from programmes.audiences import Audience
from programmes.models import Event, EventKind, EventSeries
from satc.demo import city
from satc.demo.days import Days
from schools.calendar import add_period
from schools.models import PeriodKind, School, SchoolStatus, StaffRole

AGENDA = """9am: tea, and what you tried
9.30am: new strategies, with children's work
11am: plan a lesson together
1pm: coaching, and how to listen"""


class Beginnings(Days):
    """The city: its schools, SATC's staff and the events."""

    def found_the_city(self):
        """Schools, staff and their roles."""
        for place in [*city.SCHOOLS, city.CLOSED_SCHOOL]:
            self.schools.append(
                School.objects.create(
                    urn=place.urn, name=place.name, street=place.street, town=city.TOWN, postcode="ZZ99 9ZZ",
                    la_code=settings.SATC_LA_CODE, la_name=city.TOWN, establishment_number=str(place.urn)[-4:], phase="Primary",
                    type_name="Community school", type_group="Local authority maintained schools",
                    easting=place.easting, northing=place.northing, head_name=place.head, is_invented=True,
                    website=f"https://www.{place.domain}",
                )
            )  # fmt: skip
        School.objects.filter(urn__in=[place.urn for place in city.SCHOOLS[::2]]).update(is_target=True)
        School.objects.filter(urn=city.CLOSED_SCHOOL.urn).update(status=SchoolStatus.CLOSED, closed_on=self.ago(300))
        roles = {"lead": StaffRole.LEAD, "national": StaffRole.NATIONAL_LEAD, "finance": StaffRole.FINANCE}
        for key, (name, email) in city.STAFF.items():
            person = schools.meet(email, name=name)
            word = next(word for word in roles if word in key.split()) if "national" not in key else "national"
            self.staff[key] = schools.give_staff_role(person, roles[word])

    def keep_phase_one_open(self):
        """Whenever the story is told, the coaching pool has begun before it and lasts a year longer."""
        CoachingPool.objects.update(starts_on=self.ago(80), ends_on=self.today + datetime.timedelta(days=365))

    def keep_the_calendar(self):
        """The city's next holidays, an INSET day, SATs week and the phonics check."""
        plan = [
            (PeriodKind.HOLIDAY, "Half term", 30, 4, {"la_code": "999"}),
            (PeriodKind.INSET, "", 35, 0, {"school": self.schools[5]}),
            (PeriodKind.HOLIDAY, "End of term", 65, 11, {"la_code": "999"}),
            (PeriodKind.SATS, "", 95, 3, {}),
            (PeriodKind.PHONICS, "", 115, 4, {}),
        ]
        for kind, name, ahead, days, whom in plan:
            starts_on = self.ahead(ahead)
            ends_on = starts_on + datetime.timedelta(days=days)
            add_period(kind=kind, name=name, starts_on=starts_on, ends_on=ends_on, by=self.lead, **whom)

    def announce_events(self):
        """Events behind us and to come."""
        cpd, whole = EventKind.CPD_DAY, PartOfDay.WHOLE_DAY
        plan = {
            "first": (cpd, "Assessment champions: day one", "What to look for in children’s talk, and how little to write down.", self.ago(28), whole, True),
            "talk": (EventKind.TWILIGHT, "Thinking, Doing, Talking Science: a taste", "An hour of big questions to try with your class next day.", self.ago(15), PartOfDay.TWILIGHT, False),
            "second": (cpd, "Assessment champions: day two", "Bringing back what you tried, and planning a first coaching visit.", self.ahead(12), whole, True),
            "tdts": (cpd, "Thinking, Doing, Talking Science: day one", "Practical strategies that get every child to think aloud.", self.ahead(18), whole, True),
            "meeting": (EventKind.MEETING, "Influencers’ half-termly meeting", "Tea, news, and time to talk about what works.", self.ahead(22), PartOfDay.AFTERNOON, True),
            "showcase": (EventKind.SHOWCASE, "Spring showcase", "Ten influencers, ten minutes each, and a hall full of things to try.", self.ahead(60), PartOfDay.MORNING, True),
        }  # fmt: skip
        champions = EventSeries.objects.create(
            name="Assessment champions", between="A buddy-school visit, and a first day of coaching."
        )
        for key, (kind, title, purpose, on, part, funded) in plan.items():
            in_series = key in ("first", "second")
            self.events[key] = Event.objects.create(
                series=champions if in_series else None,
                tutor=self.staff["national lead"] if in_series else None,
                agenda=AGENDA if kind == cpd else "",
                open_minutes=30 if kind in (cpd, EventKind.MEETING) else 0,
                audience=Audience.ALL if kind in (EventKind.TWILIGHT, EventKind.SHOWCASE) else Audience.INFLUENCERS,
                venue_school=self.schools[0] if kind != cpd else None,
                kind=kind, title=title, purpose=purpose, on=on, part=part, is_release_funded=funded, capacity=24,
                venue="the hall" if kind != cpd else "Kilnbridge Learning Centre",
            )  # fmt: skip

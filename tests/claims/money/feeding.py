"""What feeds the money in the sequences: posts, reports, attendances, rates and budgets."""

from hypothesis import strategies as some
from hypothesis.stateful import rule

from brokerage import services as brokerage
from brokerage.models import VisitReport
from claims import services
from claims.models import FundedDay
from programmes import services as programmes
from programmes.models import DayRate, Place
from schools import services as schools
from schools.models import Post, Role
from tests.claims.money.drawn import anybody, days, parts, which
from tests.claims.money.world import date


class Feeding:
    """Days are earned, held, answered and taken back, while people come and go."""

    @rule(who=which, on=days, part=parts, by=anybody)
    def come_to_an_event(self, who, on, part, by):
        place = self.world.place(self.world.influencers[who % 5], date(on), part)
        self.press(programmes.record_attendance, place, by=by, right=[*self.world.leads, self.world.national])

    @rule(who=which, on=days, part=parts, by=anybody)
    def write_a_report_that_is_read(self, who, on, part, by):
        report = self.world.read_report(self.world.influencers[who % 5], date(on), part)
        self.press(brokerage.accept_report, report, by=by, right=[self.world.national])

    @rule(on=days, part=parts, by=anybody)
    def coach_from_the_pool(self, on, part, by):
        self.press(
            brokerage.accept_report, self.world.coaching_report(date(on), part), by=by, right=[self.world.national]
        )

    @rule(number=which, by=anybody)
    def accept_a_report_again(self, number, by):
        report = self.one(VisitReport.objects.all(), number)
        self.press(brokerage.accept_report, report, by=by, right=[self.world.national])

    @rule(number=which, by=anybody)
    def withdraw_an_acceptance(self, number, by):
        report = self.one(VisitReport.objects.filter(status="accepted"), number)
        self.press(brokerage.withdraw_acceptance, report, reason="By mistake.", by=by, right=[self.world.national])

    @rule(number=which, by=anybody)
    def take_back_an_attendance(self, number, by):
        place = self.one(Place.objects.filter(status="attended"), number)
        self.press(programmes.take_back_record, place, by=by, right=self.world.leads)

    @rule(number=which, where=which, by=anybody)
    def answer_a_held_day(self, number, where, by):
        day, school = self.one_that(FundedDay, number, "held"), self.world.schools[where % 3]
        self.press(services.answer_held_day, day, school=school, by=by, right=self.world.leads)

    @rule(number=which, by=anybody)
    def turn_a_held_day_down(self, number, by):
        day = self.one_that(FundedDay, number, "held")
        self.press(services.void_held_day, day, reason="It was not agreed.", by=by, right=self.world.leads)

    @rule(number=which, on=days, by=anybody)
    def leave_a_school(self, number, on, by):
        posts = Post.objects.filter(ends_on=None, person__in=self.world.influencers)
        post = self.one(posts, number)
        self.press(schools.end_post, post, ends_on=date(on + 60 * (number % 3)), by=by, right=self.world.leads)

    @rule(who=which, where=which, on=days, is_true=some.booleans(), by=anybody)
    def begin_at_a_school(self, who, where, on, is_true, by):
        about = {
            "email": self.world.influencers[who % 5].email,
            "school": self.world.schools[where % 3],
            "role": Role.TEACHER,
        }
        about |= {"starts_on": date(on), "is_true": is_true}
        self.press(schools.start_post, by=by, right=self.world.leads, **about)

    @rule(number=which, where=which, on=days, by=anybody)
    def move_to_a_school(self, number, where, on, by):
        post = self.one(Post.objects.filter(ends_on=None, person__in=self.world.influencers), number)
        about = {"school": self.world.schools[where % 3], "last_day": date(on), "is_true": number % 2 == 0}
        self.press(schools.move_post, post, by=by, right=self.world.leads, **about)

    @rule(number=which, on=days, by=anybody)
    def put_a_post_right(self, number, on, by):
        post = self.one(Post.objects.filter(person__in=self.world.influencers), number)
        starts_on = date(on) if number % 2 else None
        self.press(schools.correct_post, post, starts_on=starts_on, ends_on=None, by=by, right=self.world.leads)

    @rule(pounds=some.integers(50, 400), on=days)
    def bring_in_a_new_rate(self, pounds, on):
        DayRate.objects.update_or_create(from_on=date(on), defaults={"pence_per_day": pounds * 100})
        self.count_a_step()

    @rule(pounds=some.integers(0, 2000), year=some.sampled_from([2025, 2026]), by=anybody)
    def set_a_budget(self, pounds, year, by):
        self.press(services.set_budget, "cpd", year=year, pence=pounds * 100, by=by, right=self.world.finance)

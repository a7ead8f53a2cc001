"""Whatever is pressed, by whomever and in whatever order: the rules of the money hold.

Each step is a service as a page would call it, by anybody; wrong people and wrong moments are refused, and a refusal
changes nothing. After each step rules 1 to 5 of design.md are looked at, and all that `check_books` looks at.
"""

import pytest
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as some
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from brokerage import services as brokerage
from brokerage.models import VisitReport
from claims import services
from claims.books.snapshot import read_books
from claims.models import (
    Budget,
    Claim,
    Correction,
    FundedDay,
    FundingSource,
    Payment,
    PaymentLine,
    PaymentRun,
    SpotCheck,
)
from claims.models.files import RunFile
from claims.payment_file import WRITTEN_ON
from core.exceptions import Refused
from programmes import services as programmes
from programmes.models import DayRate, Place
from schools import services as schools
from schools.models import Post, Role
from tests.claims.money_rules import Rules
from tests.claims.money_steps import Steps
from tests.claims.money_world import PARTS, World, date

SEQUENCES, STEPS = 50, 50
AT_LEAST = 2000
# Of the services: those by which nobody in particular acts, and those that others of these call.
NOT_PRESSED = {"check_books", "check_days_covered", "fund_day", "propose_reversal", "send_reminders", "take_back_day"}
FEEDING = {
    "record_attendance",
    "take_back_record",
    "accept_report",
    "withdraw_acceptance",
    "start_post",
    "move_post",
    "correct_post",
    "end_post",
}
# What comes up in some runs only, since spot checks are drawn by chance; each has tests of its own.
SELDOM = {
    "correct_line",
    "refuse_correction",
    "send_back",
    "send_summary",
    "start_post",
    "take_correction_from_run",
    "withdraw_acceptance",
}
EACH = {*services.__all__, *FEEDING} - NOT_PRESSED - SELDOM

# Tens say who it is; with a last figure of 0 to 7 one of those who have the right, with 8 or 9 anybody at all.
anybody = some.integers(0, 139)
IN_AN_OPEN_RUN = {"status": "in_run", "run__status": "open"}
which = some.integers(0, 9)
days = some.sampled_from([1, 2, 3, 8, 9, 10])  # school days of two financial years
parts = some.sampled_from(PARTS)


world = None
taken = {"steps": 0, "by": {}}


class Money(Steps, Rules, RuleBasedStateMachine):
    """Every service of the money and of what feeds it, pressed by anybody.

    What is drawn never depends on the books, since spot checks are drawn by chance: where a rule finds nothing to be
    done it takes the next step of something else.
    """

    world = None
    may_go_on = True

    @initialize(how_far=some.integers(0, 8), percent=some.sampled_from([0, 0, 50, 100]))
    def begin(self, how_far, percent):
        """So many steps on the way from a claim to a payment that has arrived."""
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.world = world
        self.begin_the_books(read_books())
        world.goes_on(how_far)
        services.set_policy(window_months=12, spot_check_percent=percent, by=world.leads[0])
        self.begin_the_books(read_books())

    def teardown(self):
        if hasattr(self, "undo"):
            transaction.set_rollback(True)
            self.undo.__exit__(None, None, None)

    def press(self, act, *args, by, right, **kwargs):
        """Do it to something, or be refused; anything else that is raised fails the test.

        To nothing nothing is done: then the next step of something else is taken. `right` may depend on the thing.
        """
        if None in args:
            self.go_on_instead(by)
            return
        right = right(*args) if callable(right) else right
        people = right if by % 10 < 8 and right else world.people
        counted = taken["by"].setdefault(act.__name__, {"done": 0, "refused": 0})
        taken["steps"] += 1
        try:
            act(*args, by=people[by // 10 % len(people)], **kwargs)
        except Refused:
            counted["refused"] += 1
        else:
            counted["done"] += 1

    def go_on_instead(self, by):
        if self.may_go_on:
            self.may_go_on = False
            self.go_on(by, by)
            self.may_go_on = True

    @rule(number=which, by=anybody)
    def take_a_next_step(self, number, by):
        self.go_on(number, by)

    @rule(number=which, by=anybody)
    def take_another_next_step(self, number, by):
        self.go_on(number + 7, by)

    def one(self, rows, number):
        """One of the rows by its place among them, or None."""
        found = list(rows.order_by("pk").values_list("pk", flat=True))
        return rows.get(pk=found[number % len(found)]) if found else None

    def one_that(self, model, number, *statuses):
        """Mostly one of those in these states, now and then any."""
        rows = model.objects.all()
        return self.one(rows.filter(status__in=statuses) if number < 8 else rows, number)

    # What feeds it

    @rule(who=which, on=days, part=parts, by=anybody)
    def come_to_an_event(self, who, on, part, by):
        place = world.place(world.influencers[who % 5], date(on), part)
        self.press(programmes.record_attendance, place, by=by, right=[*world.leads, world.national])

    @rule(who=which, on=days, part=parts, by=anybody)
    def write_a_report_that_is_read(self, who, on, part, by):
        report = world.read_report(world.influencers[who % 5], date(on), part)
        self.press(brokerage.accept_report, report, by=by, right=[world.national])

    @rule(on=days, part=parts, by=anybody)
    def coach_from_the_pool(self, on, part, by):
        self.press(brokerage.accept_report, world.coaching_report(date(on), part), by=by, right=[world.national])

    @rule(number=which, by=anybody)
    def accept_a_report_again(self, number, by):
        report = self.one(VisitReport.objects.all(), number)
        self.press(brokerage.accept_report, report, by=by, right=[world.national])

    @rule(number=which, by=anybody)
    def withdraw_an_acceptance(self, number, by):
        report = self.one(VisitReport.objects.filter(status="accepted"), number)
        self.press(brokerage.withdraw_acceptance, report, reason="By mistake.", by=by, right=[world.national])

    @rule(number=which, by=anybody)
    def take_back_an_attendance(self, number, by):
        place = self.one(Place.objects.filter(status="attended"), number)
        self.press(programmes.take_back_record, place, by=by, right=world.leads)

    @rule(number=which, where=which, by=anybody)
    def answer_a_held_day(self, number, where, by):
        day, school = self.one_that(FundedDay, number, "held"), world.schools[where % 3]
        self.press(services.answer_held_day, day, school=school, by=by, right=world.leads)

    @rule(number=which, by=anybody)
    def turn_a_held_day_down(self, number, by):
        day = self.one_that(FundedDay, number, "held")
        self.press(services.void_held_day, day, reason="It was not agreed.", by=by, right=world.leads)

    @rule(number=which, on=days, by=anybody)
    def leave_a_school(self, number, on, by):
        posts = Post.objects.filter(ends_on=None, person__in=world.influencers)
        post = self.one(posts, number)
        self.press(schools.end_post, post, ends_on=date(on + 60 * (number % 3)), by=by, right=world.leads)

    @rule(who=which, where=which, on=days, is_true=some.booleans(), by=anybody)
    def begin_at_a_school(self, who, where, on, is_true, by):
        about = {"email": world.influencers[who % 5].email, "school": world.schools[where % 3], "role": Role.TEACHER}
        about |= {"starts_on": date(on), "is_true": is_true}
        self.press(schools.start_post, by=by, right=world.leads, **about)

    @rule(number=which, where=which, on=days, by=anybody)
    def move_to_a_school(self, number, where, on, by):
        post = self.one(Post.objects.filter(ends_on=None, person__in=world.influencers), number)
        about = {"school": world.schools[where % 3], "last_day": date(on), "is_true": number % 2 == 0}
        self.press(schools.move_post, post, by=by, right=world.leads, **about)

    @rule(number=which, on=days, by=anybody)
    def put_a_post_right(self, number, on, by):
        post = self.one(Post.objects.filter(person__in=world.influencers), number)
        starts_on = date(on) if number % 2 else None
        self.press(schools.correct_post, post, starts_on=starts_on, ends_on=None, by=by, right=world.leads)

    @rule(pounds=some.integers(50, 400), on=days)
    def bring_in_a_new_rate(self, pounds, on):
        DayRate.objects.update_or_create(from_on=date(on), defaults={"pence_per_day": pounds * 100})
        taken["steps"] += 1

    @rule(pounds=some.integers(0, 2000), year=some.sampled_from([2025, 2026]), by=anybody)
    def set_a_budget(self, pounds, year, by):
        self.press(services.set_budget, "cpd", year=year, pence=pounds * 100, by=by, right=world.finance)

    # Claims

    @rule(who=which, some_of=some.integers(1, 7), by=anybody)
    def claim(self, who, some_of, by):
        person = world.influencers[who % 5]
        chosen = [day for n, day in enumerate(FundedDay.objects.ready_for(person)) if some_of >> (n % 3) & 1]
        if not chosen:
            self.go_on(who, by)
            return
        self.press(services.submit_claims, person=person, days=chosen, by=by, right=[person])

    @rule(number=which, by=anybody)
    def claim_any_day(self, number, by):
        day = self.one(FundedDay.objects.all(), number)
        self.press(services.submit_claims, person=day.person, days=[day], by=by, right=[day.person])

    @rule(number=which, by=anybody)
    def approve(self, number, by):
        claim = self.one_that(Claim, number, "submitted")
        self.press(services.approve, claim, by=by, right=world.approvers)

    @rule(by=anybody)
    def approve_what_is_usual(self, by):
        waiting = list(Claim.objects.awaiting_approval()) or None
        self.press(services.approve_usual, waiting, by=by, right=world.approvers)

    @rule(number=which, by=anybody)
    def send_a_claim_back(self, number, by):
        claim = self.one_that(Claim, number, "submitted")
        self.press(services.return_claim, claim, comment="Which class?", by=by, right=world.leads)

    @rule(number=which, by=anybody)
    def send_a_claim_again(self, number, by):
        claim = self.one_that(Claim, number, "returned")
        self.press(services.resubmit, claim, by=by, right=lambda claim: [claim.submitted_by])

    @rule(number=which, by=anybody)
    def reject(self, number, by):
        claim = self.one_that(Claim, number, "submitted")
        self.press(services.reject, claim, reason="It was not agreed.", by=by, right=world.leads)

    @rule(number=which, by=anybody)
    def take_a_claim_back(self, number, by):
        claim = self.one_that(Claim, number, "submitted", "returned")
        self.press(services.withdraw, claim, by=by, right=lambda claim: [claim.submitted_by])

    @rule(number=which, by=anybody)
    def claim_for_the_school(self, number, by):
        ready = list(FundedDay.objects.ready_of_schools(world.schools[:1] if number < 8 else world.schools))
        if not ready:
            self.go_on(number, by)
            return
        self.press(services.submit_for_school, days=ready, by=by, right=[world.bursar])

    @rule(number=which, by=anybody)
    def claim_for_somebody_who_is_away(self, number, by):
        day = self.one(FundedDay.objects.ready(), number)
        if day is None:
            self.go_on(number, by)
            return
        why = "They are ill." if number else ""
        self.press(services.submit_claims, person=day.person, days=[day], reason=why, by=by, right=world.leads)

    # Spot checks

    @rule(percent=some.sampled_from([0, 50, 100]), by=anybody)
    def say_how_many_are_looked_at_twice(self, percent, by):
        self.press(services.set_policy, window_months=12, spot_check_percent=percent, by=by, right=world.leads)

    @rule(number=which, by=anybody)
    def find_a_claim_in_order(self, number, by):
        claim = self.one(Claim.objects.filter(spot_checks__in=SpotCheck.objects.waiting()), number)
        self.press(services.pass_check, claim, by=by, right=self.seconds)

    @rule(number=which, by=anybody)
    def find_something_to_be_answered(self, number, by):
        claim = self.one(Claim.objects.filter(spot_checks__in=SpotCheck.objects.waiting()), number)
        self.press(services.send_back, claim, comment="Which class?", by=by, right=self.seconds)

    def seconds(self, claim):
        return world.others_than(claim.approved_by, claim.person, claim.submitted_by)

    # Corrections

    @rule(number=which, by=anybody)
    def take_a_correction_out(self, number, by):
        found = Correction.objects.all()
        correction = self.one(found.filter(**IN_AN_OPEN_RUN) if number < 8 else found, number)
        self.press(services.take_correction_from_run, correction, reason="Later.", by=by, right=world.finance)

    @rule(number=which, pounds=some.integers(-150, 150), by=anybody)
    def correct_a_line(self, number, pounds, by):
        line = self.one(PaymentLine.objects.all() if number > 7 else PaymentLine.objects.exclude(paid_at=None), number)
        reason = "It was counted wrongly."
        self.press(
            services.correct_line, line, amount_pence=pounds * 100, reason=reason, by=by, right=world.finance[:2]
        )

    @rule(where=which, on=days, pounds=some.integers(-300, 300), by=anybody)
    def correct_a_school(self, where, on, pounds, by):
        about = {"on": date(on), "source": FundingSource.objects.cpd_fund(), "reason": "Left out."}
        school = world.schools[where % 3]
        self.press(services.correct_school, school, amount_pence=pounds * 100, by=by, right=world.finance[:2], **about)

    @rule(number=which, by=anybody)
    def agree_to_a_correction(self, number, by):
        correction = self.one_that(Correction, number, "proposed")
        self.press(services.agree_to_correction, correction, by=by, right=world.leads)

    @rule(number=which, by=anybody)
    def refuse_a_correction(self, number, by):
        correction = self.one_that(Correction, number, "proposed")
        self.press(services.refuse_correction, correction, reason="It was right.", by=by, right=world.leads)

    # Runs

    @rule(by=anybody)
    def open_a_run(self, by):
        self.press(services.open_run, by=by, right=world.finance)

    @rule(number=which, by=anybody)
    def take_a_claim_out(self, number, by):
        claim = self.one(Claim.objects.filter(**IN_AN_OPEN_RUN) if number < 8 else Claim.objects.all(), number)
        self.press(services.take_from_run, claim, reason="Later.", by=by, right=world.finance)

    @rule(number=which, by=anybody)
    def authorise(self, number, by):
        self.press(services.authorise, self.one_that(PaymentRun, number, "open"), by=by, right=world.payers)

    @rule(number=which, by=anybody)
    def send(self, number, by):
        self.press(services.send_run, self.one_that(PaymentRun, number, "authorised"), by=by, right=world.finance)

    @rule(number=which, by=anybody)
    def cancel(self, number, by):
        run = self.one_that(PaymentRun, number, "open", "authorised")
        self.press(services.cancel_run, run, reason="Not now.", by=by, right=world.finance)

    @rule(number=which, by=anybody)
    def say_that_all_is_paid(self, number, by):
        self.press(services.mark_all_paid, self.one_that(PaymentRun, number, "sent"), by=by, right=world.finance)

    @rule(number=which, some_of=some.integers(1, 7), result=some.sampled_from(["paid", "failed"]), by=anybody)
    def bring_finances_answer(self, number, some_of, result, by):
        run = self.one_that(PaymentRun, number, "sent")
        told = [p for n, p in enumerate(run.payments.order_by("pk")) if some_of >> (n % 3) & 1] if run else []
        if number < 8:
            told = [payment for payment in told if payment.status == "authorised"]
        if not told:
            self.go_on(number, by)
            return
        self.hear_by_file(run, told, result, by)

    @rule(number=which, file=some.sampled_from(RunFile), by=anybody)
    def take_the_file(self, number, file, by):
        run = self.one_that(PaymentRun, number, *WRITTEN_ON)
        self.press(services.take_file, run, file=file, by=by, right=world.finance)

    @rule(number=which, by=anybody)
    def give_a_purchase_order(self, number, by):
        payment = self.one(Payment.objects.filter(run__status="authorised"), number)
        self.press(services.set_purchase_order, payment, number=f"PO {number}", by=by, right=world.finance)

    @rule(where=which, by=anybody)
    def say_whom_to_pay(self, where, by):
        school, name = world.schools[where % 3], f"Trust {where}" if where else " "
        self.press(services.set_payee, school, name=name, by=by, right=world.finance)

    @rule(number=which, by=anybody)
    def send_the_summary(self, number, by):
        payment = self.one(Payment.objects.filter(status="paid"), number)
        if payment and number:
            world.give_a_head(payment.school)
        self.press(services.send_summary, payment, by=by, right=world.finance)

    @rule(number=which, by=anybody)
    def say_that_a_payment_arrived(self, number, by):
        self.press(services.mark_paid, self.a_payment(number), by=by, right=world.finance)

    @rule(number=which, by=anybody)
    def say_that_a_payment_failed(self, number, by):
        self.press(services.mark_failed, self.a_payment(number), reason="Closed.", by=by, right=world.finance)

    def a_payment(self, number):
        return self.one(Payment.objects.filter(run__status="sent") if number < 8 else Payment.objects.all(), number)

    @invariant()
    def everything_holds(self):
        super().everything_holds(read_books())


@pytest.mark.needs("PostgreSQL")
@pytest.mark.django_db
def test_whatever_is_pressed_by_whomever_the_rules_hold():
    global world
    world = World()
    taken.update(steps=0, by={})

    run_state_machine_as_test(
        Money, settings=settings(max_examples=SEQUENCES, stateful_step_count=STEPS, deadline=None)
    )

    print(f"{taken['steps']} steps:")  # noqa: T201
    for name, counted in sorted(taken["by"].items()):
        print(f"  {name}: {counted}")  # noqa: T201
    assert taken["steps"] >= AT_LEAST
    assert {name for name in EACH if not taken["by"].get(name, {}).get("done")} == set()
    assert not Budget.objects.exists()  # each sequence was taken back

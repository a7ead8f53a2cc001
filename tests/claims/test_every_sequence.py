"""Whatever is pressed, by whomever and in whatever order: the rules of the money hold.

Each step is a service as a page would call it, by anybody; wrong people and wrong moments are refused, and a refusal
changes nothing. After each step rules 1 to 5 of design.md are looked at, and all that `check_books` looks at.
"""

import pytest
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from claims import services
from claims.books.snapshot import read_books
from claims.models import Budget
from core.exceptions import Refused
from tests.claims.money.claiming import Claiming
from tests.claims.money.drawn import anybody, which
from tests.claims.money.feeding import Feeding
from tests.claims.money.paying import Paying
from tests.claims.money.rules import Rules
from tests.claims.money.steps import Steps
from tests.claims.money.world import World

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
# What few of the sequences come to, so that another draw might miss it; each has tests of its own.
SELDOM = {"send_summary", "start_post", "take_correction_from_run"}
EACH = {*services.__all__, *FEEDING} - NOT_PRESSED - SELDOM


class Money(Feeding, Claiming, Paying, Steps, Rules, RuleBasedStateMachine):
    """Every service of the money and of what feeds it, pressed by anybody.

    Where a rule finds nothing to be done it takes the next step of something else. All claims are looked at twice, or
    none is: that is the same on each run of the test, as a share drawn by chance would not be.
    """

    world = None
    steps = 0
    taken = {}  # of each service: how often it was done, and how often refused
    may_go_on = True

    @initialize(how_far=some.integers(0, 8), percent=some.sampled_from([0, 0, 100]))
    def begin(self, how_far, percent):
        """So many steps on the way from a claim to a payment that has arrived."""
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.begin_the_books(read_books())
        self.world.goes_on(how_far)
        services.set_policy(window_months=12, spot_check_percent=percent, by=self.world.leads[0])
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
        people = right if by % 10 < 8 and right else self.world.people
        counted = self.taken.setdefault(act.__name__, {"done": 0, "refused": 0})
        self.count_a_step()
        try:
            act(*args, by=people[by // 10 % len(people)], **kwargs)
        except Refused:
            counted["refused"] += 1
        else:
            counted["done"] += 1

    def count_a_step(self):
        Money.steps += 1

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

    @invariant()
    def everything_holds(self):
        super().everything_holds(read_books())


@pytest.mark.needs("PostgreSQL")
@pytest.mark.django_db
def test_whatever_is_pressed_by_whomever_the_rules_hold():
    Money.world = World()

    run_state_machine_as_test(
        Money, settings=settings(max_examples=SEQUENCES, stateful_step_count=STEPS, deadline=None)
    )

    print(f"{Money.steps} steps:")  # noqa: T201
    for name, counted in sorted(Money.taken.items()):
        print(f"  {name}: {counted}")  # noqa: T201
    assert Money.steps >= AT_LEAST
    assert {name for name in EACH if not Money.taken.get(name, {}).get("done")} == set()
    assert not Budget.objects.exists()  # each sequence was taken back

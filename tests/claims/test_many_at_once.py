"""Whatever is pressed at the same moment, from real connections: the rules of the money hold."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from claims import services
from claims.books.checks import wrongs
from claims.models import Claim, ClaimLine, Confirmation, FundedDay, Payment, PaymentRun
from core import clock
from core.models import Change
from core.parts import PartOfDay
from tests.at_once import at_once
from tests.factories.claims import (
    AcceptanceFactory,
    FundedDayFactory,
    PastVisitFactory,
    approved,
    influencer_at,
    open_run,
    sent_run,
    submitted,
    working_day,
)
from tests.factories.schools import finance, lead

pytestmark = [pytest.mark.needs("PostgreSQL"), pytest.mark.django_db(transaction=True)]

MANY = 50


def test_fifty_claims_of_one_day_are_one_claim():
    day = FundedDayFactory()
    person = day.person

    done, refused = at_once(
        lambda _: services.submit_claims(person=person, days=[day], by=person),
        range(MANY),
    )

    claim = Claim.objects.get()
    assert [made for (made,) in done] == [claim]
    assert len(refused) == MANY - 1
    assert all(refusal.endswith(f"has already been claimed, in {claim.reference}.") for refusal in refused)
    assert ClaimLine.objects.count() == 1


def test_claims_that_share_a_day_in_another_order_do_not_lock_each_other_out():
    person, school = influencer_at()
    days = [FundedDayFactory(person=person, school=school, on=working_day(n * 4)) for n in range(6)]

    done, refused = at_once(
        lambda n: services.submit_claims(person=person, days=days[n % 6 :] + days[: n % 6], by=person), range(MANY)
    )

    assert (len(done), len(refused)) == (1, MANY - 1)
    assert ClaimLine.objects.count() == 6


def test_fifty_runs_opened_at_once_take_each_claim_once():
    claims = [approved() for _ in range(5)]

    done, refused = at_once(lambda by: services.open_run(by=by), [finance() for _ in range(MANY)])

    assert len(done) == PaymentRun.objects.count() == 1
    assert refused == ["There is no approved claim to pay. Each claim is approved at the desk first."] * (MANY - 1)
    for claim in claims:
        claim.refresh_from_db()
        assert (claim.status, claim.run) == ("in_run", done[0])
        assert [change.action for change in Change.objects.of(claim)].count("add_to_run") == 1


def test_a_claim_is_approved_once():
    claim = submitted()

    done, refused = at_once(lambda by: services.approve(claim, by=by), [lead() for _ in range(MANY)])

    claim.refresh_from_db()
    assert [made.approved_by for made in done] == [claim.approved_by]
    assert len(refused) == MANY - 1
    assert [change.action for change in Change.objects.of(claim)] == ["submit", "approve"]


def test_a_run_is_authorised_once():
    run = open_run(approved(), approved())

    done, refused = at_once(lambda by: services.authorise(run, by=by), [finance() for _ in range(MANY)])

    assert (len(done), len(refused)) == (1, MANY - 1)
    assert Payment.objects.count() == 2
    assert {line.authoriser for payment in Payment.objects.all() for line in payment.lines.all()} == {
        done[0].authorised_by
    }


def test_a_claim_is_taken_out_or_authorised_but_never_both():
    claim, other = approved(), approved()
    run = open_run(claim, other)
    claim.refresh_from_db()
    by = finance()
    acts = [
        lambda: services.take_from_run(claim, reason="Later.", by=by),
        lambda: services.authorise(run, by=by),
    ]

    at_once(lambda act: act(), acts * 4)

    claim.refresh_from_db()
    paid_for = set(Claim.objects.filter(lines__payment_lines__is_live=True))
    assert (claim in paid_for) == (claim.status == "in_run")
    assert other in paid_for


def test_a_payment_is_paid_or_fails_but_never_both():
    payment = sent_run().payments.get()
    by = finance()
    acts = [lambda: services.mark_paid(payment, by=by), lambda: services.mark_failed(payment, reason="Closed.", by=by)]

    done, refused = at_once(lambda act: act(), acts * 4)

    assert (len(done), len(refused)) == (1, 7)
    payment.refresh_from_db()
    line = payment.lines.get()
    expected = {"paid": (True, "paid"), "failed": (False, "approved")}[payment.status]
    assert (line.is_live, line.claim_line.claim.status) == expected


def test_one_answer_of_finance_is_applied_once():
    run = sent_run(approved(), approved())
    rows = [f"{payment.reference},paid,{clock.today():%d/%m/%Y}" for payment in run.payments.all()]
    content = "\r\n".join(["payment,result,date", *rows]).encode()

    done, refused = at_once(
        lambda by: services.confirm(run, content=content, filename="answer.csv", by=by),
        [finance() for _ in range(MANY)],
    )

    # The others are told that it had been applied: by that, or since the run is finished by then.
    assert [applied.is_new for applied in done].count(True) == 1
    assert len(done) + len(refused) == MANY
    assert Confirmation.objects.count() == 1
    for payment in run.payments.all():
        assert [change.action for change in Change.objects.of(payment)] == ["authorise", "pay"]
    assert wrongs() == []


def test_of_many_reports_for_one_morning_one_makes_a_live_day():
    person, _ = influencer_at()
    acceptances = [
        AcceptanceFactory(visit=PastVisitFactory(person=person, on=working_day(1), part=PartOfDay.MORNING))
        for _ in range(MANY)
    ]

    done, refused = at_once(
        lambda made: services.fund_day(
            person, on=working_day(1), part=PartOfDay.MORNING, why="A visit", by=made.accepted_by, acceptance=made
        ),
        acceptances,
    )

    assert (len(done), refused) == (MANY, [])
    assert FundedDay.objects.live().count() == 1
    assert FundedDay.objects.held().count() == MANY - 1


def test_a_half_that_is_taken_behind_the_lock_is_held_too():
    person, school = influencer_at()
    mine = AcceptanceFactory(visit=PastVisitFactory(person=person, on=working_day(1)))
    other = AcceptanceFactory(visit=PastVisitFactory(person=person, on=working_day(1)))
    written, waiting = threading.Event(), threading.Event()

    def take_without_asking():
        try:
            with transaction.atomic():
                FundedDayFactory(person=person, school=school, on=working_day(1), acceptance=other, why="Before you")
                written.set()
                waiting.wait(timeout=1)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        taken = pool.submit(take_without_asking)
        assert written.wait(timeout=30)
        day = services.fund_day(
            person, on=working_day(1), part=PartOfDay.WHOLE_DAY, why="Mine", by=mine.accepted_by, acceptance=mine
        )
        taken.result()

    assert day.status == "held"
    assert day.held_because.endswith("Before you.")


def test_a_day_that_is_taken_back_while_many_claim_it_is_in_no_claim_that_stands():
    day, by = FundedDayFactory(), lead()

    def act(number):
        if number == MANY // 2:
            return services.take_back_day(day, reason="A mistake.", by=by)
        return services.submit_claims(person=day.person, days=[day], by=day.person)

    at_once(act, range(MANY))

    day.refresh_from_db()
    assert day.status == "void"
    assert not day.lines.filter(is_live=True).exists()
    assert set(Claim.objects.values_list("status", "amount_pence")) <= {("withdrawn", 0)}


def test_a_day_that_is_taken_back_while_a_run_is_opened_leaves_run_and_claim_in_agreement():
    claim, by, payer = approved(days=2), lead(), finance()
    day = claim.lines.first().day

    def act(number):
        if number:
            return services.open_run(by=payer)
        return services.take_back_day(day, reason="A mistake.", by=by)

    at_once(act, range(2))

    claim.refresh_from_db()
    day.refresh_from_db()
    left = sum(line.amount_pence for line in claim.lines.filter(is_live=True))
    assert claim.amount_pence == left == (20000 if day.status == "void" else 40000)

"""A day whose footing has gone leaves the claim that holds it; while it is being paid it waits; once paid it is put
right by a correction, and nothing of it is edited (rule 5).
"""

import pytest

from brokerage.services import withdraw_acceptance
from claims import services
from claims.models import Correction, FundedDay
from claims.workflow import ClaimStatus, DayStatus
from core.exceptions import Refused
from core.words import long_date
from programmes.models import Place
from programmes.services import record_attendance, take_back_record
from tests.claims.reading import last_change, messages
from tests.factories import claims as made
from tests.factories.claims import FundedDayFactory, PastEventFactory, influencer_at, working_day
from tests.factories.schools import PersonFactory, finance, head_of, lead

pytestmark = pytest.mark.django_db


def first_day(claim):
    return claim.lines.order_by("pk").first().day


def take_back(day, **more):
    return services.take_back_day(day, reason="It was a mistake.", by=lead(), **more)


@pytest.mark.parametrize("status", ["submitted", "returned", "approved", "in_run"])
def test_an_unpaid_day_leaves_its_claim_which_goes_on_with_the_rest(status):
    claim = made.CLAIMS[status](days=2)
    day = first_day(claim)

    take_back(day)

    claim.refresh_from_db()
    assert (claim.status, claim.amount_pence) == (status, 20000)
    assert sum(line.amount_pence for line in claim.lines.filter(is_live=True)) == claim.amount_pence
    assert last_change(claim)[:3] == ("lost_a_day", status, status)
    assert last_change(claim)[4] == f"{long_date(day.on)}: It was a mistake."
    assert messages("claim_changed")[0] == (claim.submitted_by, claim.get_absolute_url())
    again = FundedDayFactory(person=claim.person, on=day.on)
    assert again.status == DayStatus.LIVE


@pytest.mark.parametrize("status", ["submitted", "returned", "approved", "in_run"])
def test_a_claim_of_which_nothing_is_left_ends(status):
    claim = made.CLAIMS[status]()

    take_back(first_day(claim))

    claim.refresh_from_db()
    assert (claim.status, claim.amount_pence, claim.run) == (ClaimStatus.WITHDRAWN, 0, None)
    assert last_change(claim)[0] == "empty"


def test_the_run_goes_on_without_it_and_pays_what_is_left():
    claim, other = made.approved(days=2), made.approved(first=40)
    run = made.open_run(claim, other)
    claim.refresh_from_db()

    take_back(first_day(claim))
    services.authorise(run, by=finance())

    assert sorted(payment.amount_pence for payment in run.payments.all()) == [20000, 20000]


@pytest.mark.parametrize("make", [made.authorised_run, made.sent_run])
def test_while_it_is_being_paid_it_stays_and_it_says_what_to_wait_for(make):
    claim = made.approved()
    run = make(claim)
    day = first_day(claim)

    with pytest.raises(Refused) as refusal:
        take_back(day)

    assert str(refusal.value) == (
        f"The day is in {claim.reference}, which {run.reference} is paying just now. Wait until SATC finance has said "
        "that it is paid, or that it has failed; then try again."
    )
    day.refresh_from_db()
    assert day.status == "live"


def test_a_day_whose_payment_failed_leaves_its_claim():
    claim = made.approved()
    run = made.sent_run(claim)
    services.mark_failed(run.payments.get(), reason="No such account", by=finance())

    take_back(first_day(claim))

    claim.refresh_from_db()
    assert claim.status == ClaimStatus.WITHDRAWN


def test_a_paid_day_stays_as_it_is_and_a_correction_is_proposed():
    claim = made.paid()
    day, by = first_day(claim), lead()

    services.take_back_day(day, reason="It was a mistake.", by=by)

    claim.refresh_from_db()
    day.refresh_from_db()
    assert (claim.status, claim.amount_pence, day.status) == ("paid", 20000, "live")
    [correction] = Correction.objects.all()
    line = claim.lines.get().payment_lines.get()
    assert (correction.line, correction.amount_pence, correction.is_reversal) == (line, -20000, True)
    assert (correction.status, correction.proposed_by, correction.reason) == ("proposed", by, "It was a mistake.")


def test_its_half_stays_taken_once_it_is_paid():
    claim = made.paid()
    day = first_day(claim)
    take_back(day)

    assert not FundedDay.objects.ready_for(claim.person).exists()
    assert FundedDay.objects.clashing(FundedDay(person=claim.person, on=day.on, morning=True)).get() == day


def test_taking_it_back_twice_proposes_no_more():
    day = first_day(made.paid())
    take_back(day)
    take_back(day)

    assert Correction.objects.count() == 1


def test_a_head_who_was_promised_the_money_hears_and_one_who_was_not_does_not():
    promised, waiting = made.approved(), made.submitted(first=40)
    heads = [head_of(claim.school) for claim in (promised, waiting)]

    for claim in (promised, waiting):
        take_back(first_day(claim))

    told = [person for person, _ in messages("claim_changed")]
    assert told == [promised.submitted_by, heads[0], waiting.submitted_by]


def test_the_person_hears_where_somebody_else_claimed_or_nobody_did():
    day = FundedDayFactory()

    take_back(day)

    assert [person for person, _ in messages("day_turned_down")] == [day.person]


def test_an_attendance_taken_back_takes_its_day_out_of_the_claim():
    person, _ = influencer_at()
    place = Place.objects.create(event=PastEventFactory(), person=person)
    record_attendance(place, by=lead())
    [claim] = services.submit_claims(person=person, days=[FundedDay.objects.get()], by=person)

    take_back_record(place, by=lead())

    claim.refresh_from_db()
    place.refresh_from_db()
    assert (place.status, FundedDay.objects.get().status, claim.status) == ("booked", "void", "withdrawn")
    assert messages("day_turned_down") == []


def test_a_report_accepted_by_mistake_takes_its_day_with_it_and_one_mail_says_so():
    day = FundedDayFactory()
    report, reader = day.acceptance.report, day.acceptance.accepted_by

    withdraw_acceptance(report, reason="It was the wrong visit.", by=reader)

    day.refresh_from_db()
    reason = "The visit report was accepted by mistake: It was the wrong visit."
    assert last_change(day) == ("take_back", "live", "void", reader, reason)
    assert [person for person, _ in messages("acceptance_withdrawn")] == [day.person]
    assert messages("day_turned_down") == []


def test_while_its_day_is_being_paid_a_report_stays_accepted():
    claim = made.approved()
    made.sent_run(claim)
    acceptance = first_day(claim).acceptance

    with pytest.raises(Refused, match="is paying just now"):
        withdraw_acceptance(acceptance.report, reason="Wrong visit.", by=acceptance.accepted_by)

    acceptance.refresh_from_db()
    assert (acceptance.withdrawn_at, acceptance.report.status) == (None, "accepted")


def test_a_held_day_goes_without_a_message():
    day = FundedDayFactory(held=True, person=PersonFactory(), on=working_day(7))

    take_back(day)

    assert messages("day_turned_down") == []


def test_a_claim_counts_the_days_that_are_left():
    claim = made.submitted(days=2)
    take_back(first_day(claim))

    assert type(claim).objects.with_halves().get().halves == 2

"""Agreed corrections go into the next run, and are paid or fail with their payment; less than nothing is never paid."""

import pytest
from django.db import IntegrityError, transaction

from claims import services
from claims.models import Correction, CorrectionLine, PaymentRun
from claims.waiting import desk_for
from core.exceptions import NotAllowed, Refused
from tests.claims.reading import last_change
from tests.factories.claims import (
    agreed_correction,
    approved,
    open_run,
    paid_line,
    proposed_correction,
    sent_run,
)
from tests.factories.schools import finance, lead

pytestmark = pytest.mark.django_db


def owed_and_corrected(pence):
    """A correction that is agreed, and an approved claim of the same school; £200 for it."""
    correction = agreed_correction(pence=pence)
    return correction, approved(school=correction.school, first=40)


def test_a_payment_is_its_days_and_its_corrections():
    correction, claim = owed_and_corrected(-5_000)
    proposed_correction(correction.line, pence=-100)

    run, by = open_run(claim), finance()
    services.authorise(run, by=by)

    payment, line = run.payments.get(), CorrectionLine.objects.get()
    assert (payment.amount_pence, line.payment, line.amount_pence) == (15_000, payment, -5_000)
    assert (line.on, line.why, line.source) == (correction.on, correction.reason, correction.source)
    people = (line.beneficiary, line.proposer, line.agreer, line.authoriser)
    assert people == (correction.person, correction.proposed_by, correction.agreed_by, by)


def test_a_correction_is_paid_with_its_payment():
    correction, claim = owed_and_corrected(2_000)

    services.mark_all_paid(sent_run(claim), by=finance())

    correction.refresh_from_db()
    assert correction.status == "paid"
    assert last_change(correction)[0] == "pay"
    assert CorrectionLine.objects.get().paid_at


def test_a_correction_waits_for_the_next_run_where_its_payment_fails_or_its_run_is_cancelled():
    correction, claim = owed_and_corrected(-5_000)

    services.mark_failed(sent_run(claim).payments.get(), reason="Closed.", by=finance())
    correction.refresh_from_db()
    assert (correction.status, correction.run) == ("agreed", None)
    services.cancel_run(services.authorise(open_run(claim), by=finance()), reason="Shut.", by=finance())

    correction.refresh_from_db()
    assert (correction.status, correction.run) == ("agreed", None)
    assert set(CorrectionLine.objects.values_list("is_live", flat=True)) == {False}
    assert services.authorise(open_run(claim), by=finance()).payments.get().amount_pence == 15_000


def test_a_correction_is_taken_out_with_a_reason():
    correction, claim = owed_and_corrected(-5_000)
    run = open_run(claim)
    correction.refresh_from_db()

    with pytest.raises(NotAllowed):
        services.take_correction_from_run(correction, reason="Later.", by=lead())
    with pytest.raises(Refused, match="Say why"):
        services.take_correction_from_run(correction, reason="", by=finance())
    services.take_correction_from_run(correction, reason="Later.", by=finance())

    assert services.authorise(run, by=finance()).payments.get().amount_pence == 20_000
    assert Correction.objects.get().status == "agreed"


@pytest.mark.parametrize(("field", "words"), [("proposed_by", "You proposed"), ("agreed_by", "You agreed to")])
def test_nobody_authorises_what_they_proposed_or_agreed_to(field, words):
    payer = finance()
    line = paid_line()
    proposed = proposed_correction(line, by=payer if field == "proposed_by" else lead())
    services.agree_to_correction(proposed, by=payer if field == "agreed_by" else lead())
    run = open_run(approved(school=proposed.school, first=40))

    with pytest.raises(NotAllowed, match=words):
        services.authorise(run, by=payer)
    run = services.authorise(run, by=finance())
    with pytest.raises(IntegrityError, match="not_authoriser"), transaction.atomic():
        CorrectionLine.objects.update(authoriser=payer)


@pytest.mark.parametrize("pence", [-20_000, -19_999])
def test_a_school_that_has_had_too_much_waits_with_all_that_is_its(pence):
    line = paid_line(days=1)
    agreed_correction(line, pence=pence)
    claim = approved(school=line.payment.school, part="morning", first=40)
    other = approved()

    run = open_run(other)

    claim.refresh_from_db()
    assert (claim.status, Correction.objects.get().status) == ("approved", "agreed")
    assert list(run.claims.all()) == [other]
    assert f"Left for the next run, since more is to come back than is owed: {claim.school}" in last_change(run)[4]


def test_a_balance_below_nought_is_paid_off_by_later_claims():
    line = paid_line()
    agreed_correction(line, pence=-20_000)
    school = line.payment.school
    approved(school=school, part="morning", first=40)
    with pytest.raises(Refused, match="Left for the next run"):
        services.open_run(by=finance())
    approved(school=school, days=1, first=60)

    run = services.authorise(services.open_run(by=finance()), by=finance())

    assert run.payments.get().amount_pence == 10_000


def test_what_is_left_after_taking_out_may_have_to_wait_as_well():
    correction, claim = owed_and_corrected(-20_000)
    more, other = approved(school=correction.school, first=60), approved()
    run = open_run(other)
    more.refresh_from_db()
    services.take_from_run(more, reason="Later.", by=finance())

    services.authorise(run, by=finance())

    claim.refresh_from_db()
    correction.refresh_from_db()
    assert (claim.status, correction.status) == ("approved", "agreed")
    assert run.payments.get().school == other.school
    assert "Left for the next run" in last_change(run)[4]


def test_a_run_in_which_nothing_is_left_to_pay_is_not_authorised():
    correction, _ = owed_and_corrected(-20_000)
    more = approved(school=correction.school, first=60)
    run = open_run(more)
    more.refresh_from_db()
    services.take_from_run(more, reason="Later.", by=finance())

    with pytest.raises(Refused, match="Nothing is left"):
        services.authorise(run, by=finance())

    assert PaymentRun.objects.get(pk=run.pk).status == "open"


def to_open():
    return [(item.text, item.detail) for item in desk_for(finance()) if item.text == "Open a payment run"]


def test_a_correction_alone_waits_for_finance_to_open_a_run():
    agreed_correction(pence=2_500)

    assert to_open() == [("Open a payment run", "£25.00 is approved and not yet paid")]


def test_nothing_waits_for_finance_where_a_school_is_owed_less_than_nought():
    agreed_correction(pence=-2_500)
    assert to_open() == []

    approved()
    assert to_open() == [("Open a payment run", "£200.00 is approved and not yet paid")]

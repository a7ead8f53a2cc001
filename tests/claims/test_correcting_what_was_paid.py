"""A correction: an amount up or down, proposed by one and agreed to by another, never below nought (rule 5)."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from claims import services
from claims.models import Correction, FundingSource
from claims.workflow import CorrectionStatus
from core.exceptions import NotAllowed, Refused, TransitionRefused
from core.models import Change
from correspondence.models import Message
from tests.factories.claims import (
    agreed_correction,
    approved,
    authorised_run,
    paid_line,
    proposed_correction,
    refused_correction,
)
from tests.factories.schools import PersonFactory, SchoolFactory, finance, lead, national_lead

pytestmark = pytest.mark.django_db


def told(kind):
    return sorted(Message.objects.filter(kind=kind).values_list("person__email", flat=True))


def test_one_proposes_and_those_who_may_agree_are_told():
    line, proposer, other, payer = paid_line(), lead(), lead(), finance()
    Message.objects.all().delete()

    correction = services.correct_line(line, amount_pence=-5_000, reason=" Half a day. ", by=proposer)

    assert correction.status == CorrectionStatus.PROPOSED
    assert (correction.school, correction.person) == (line.payment.school, line.beneficiary)
    assert (correction.on, correction.source, correction.reason) == (line.on, line.source, "Half a day.")
    assert Change.objects.of(correction).get().action == "propose"
    assert {other.email, payer.email} <= set(told("correction_proposed"))
    assert proposer.email not in told("correction_proposed")


def test_another_agrees_to_it():
    correction, other = proposed_correction(), finance()

    services.agree_to_correction(correction, by=other)

    correction.refresh_from_db()
    assert (correction.status, correction.agreed_by) == (CorrectionStatus.AGREED, other)
    assert Change.objects.of(correction).filter(action="agree", by=other).exists()


def test_nobody_agrees_to_what_they_proposed():
    by = lead()
    correction = proposed_correction(by=by)

    with pytest.raises(NotAllowed, match="You proposed this"):
        services.agree_to_correction(correction, by=by)
    with pytest.raises(IntegrityError, match="correction_agreed_by_another"), transaction.atomic():
        Correction.objects.update(status="agreed", agreed_by=by, agreed_at=correction.proposed_at)


def test_nobody_proposes_or_decides_about_their_own_day():
    own = lead()
    line = paid_line(person=own)

    with pytest.raises(NotAllowed, match="your own day"):
        services.correct_line(line, amount_pence=100, reason="More.", by=own)
    correction = proposed_correction(line)
    with pytest.raises(NotAllowed, match="your own day"):
        services.agree_to_correction(correction, by=own)
    with pytest.raises(NotAllowed, match="your own day"):
        services.refuse_correction(correction, reason="No.", by=own)


@pytest.mark.parametrize("who", [national_lead, PersonFactory])
def test_only_leads_and_finance_correct(who):
    by, line = who(), paid_line()

    with pytest.raises(NotAllowed):
        services.correct_line(line, amount_pence=-100, reason="Less.", by=by)
    with pytest.raises(NotAllowed):
        services.correct_school(SchoolFactory(), on=line.on, source=line.source, amount_pence=-1, reason="Less.", by=by)
    with pytest.raises(NotAllowed):
        services.agree_to_correction(proposed_correction(line), by=by)


def test_no_more_is_taken_back_than_was_paid_counting_what_was_taken_before():
    line = paid_line()
    agreed_correction(line, pence=-15_000)
    proposed_correction(line, pence=-4_000)

    with pytest.raises(Refused, match=r"£10\.00 is left"):
        proposed_correction(line, pence=-1_001)
    assert proposed_correction(line, pence=-1_000).amount_pence == -1_000


def test_more_that_nobody_has_agreed_to_leaves_no_more_to_take_back():
    line = paid_line()
    proposed_correction(line, pence=5_000)

    with pytest.raises(Refused, match=r"£200\.00 is left"):
        proposed_correction(line, pence=-20_001)


def test_what_was_refused_can_be_taken_back_again():
    line = paid_line()
    refused_correction(line)

    assert proposed_correction(line, pence=-20_000).amount_pence == -20_000


def test_a_reversal_takes_back_what_is_left_and_does_so_once():
    line = paid_line()
    agreed_correction(line, pence=-5_000)

    reversal = services.propose_reversal(line, reason="The report was withdrawn.", by=national_lead())

    assert (reversal.amount_pence, reversal.is_reversal) == (-15_000, True)
    assert services.propose_reversal(line, reason="Again.", by=lead()) is None


def test_what_has_not_been_paid_is_not_corrected():
    line = authorised_run(approved()).payments.get().lines.get()

    for act in (services.correct_line, services.propose_reversal):
        more = {"amount_pence": 1} if act is services.correct_line else {}
        with pytest.raises(Refused, match="hasn’t been paid"):
            act(line, reason="Wrong.", by=lead(), **more)


def test_a_correction_says_why_and_how_much_and_of_a_day_that_has_come():
    line, source = paid_line(), FundingSource.objects.cpd_fund()
    tomorrow = datetime.date.today() + datetime.timedelta(days=1)

    with pytest.raises(Refused, match="Say why"):
        services.correct_line(line, amount_pence=1, reason=" ", by=lead())
    with pytest.raises(Refused, match="nothing"):
        services.correct_line(line, amount_pence=0, reason="Why.", by=lead())
    with pytest.raises(Refused, match="hasn’t come"):
        services.correct_school(
            line.payment.school, on=tomorrow, source=source, amount_pence=1, reason="Why.", by=lead()
        )


def test_a_refusal_says_why_and_whoever_proposed_it_hears():
    by = lead()
    correction = proposed_correction(by=by)

    with pytest.raises(Refused, match="Say why"):
        services.refuse_correction(correction, reason="", by=finance())
    services.refuse_correction(correction, reason="It was a whole day.", by=finance())

    correction.refresh_from_db()
    assert correction.status == CorrectionStatus.REFUSED
    assert told("correction_refused") == [by.email]


@pytest.mark.parametrize("status", [each for each in CorrectionStatus if each != CorrectionStatus.PROPOSED])
def test_only_a_proposed_correction_is_decided_on(status):
    correction = agreed_correction() if status != CorrectionStatus.REFUSED else refused_correction()
    run = authorised_run(approved()) if status in (CorrectionStatus.IN_RUN, CorrectionStatus.PAID) else None
    Correction.objects.filter(pk=correction.pk).update(status=status, run=run)

    for act in (services.agree_to_correction, services.refuse_correction):
        more = {"reason": "No."} if act is services.refuse_correction else {}
        with pytest.raises(TransitionRefused):
            act(correction, by=lead(), **more)

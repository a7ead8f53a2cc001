"""Three pairs of eyes (rule 4), and a payment for each school."""

import pytest

from claims import services
from claims.models import Claim, Payment
from claims.workflow import RunStatus
from core.exceptions import NotAllowed, Refused, TransitionRefused
from tests.claims.reading import last_change
from tests.factories.claims import RUNS, approved, in_run, open_run, submitted
from tests.factories.schools import PersonFactory, SchoolFactory, finance, lead, national_lead

pytestmark = pytest.mark.django_db


def test_authorising_writes_a_payment_for_each_school():
    one, other, by = SchoolFactory(), SchoolFactory(), finance()
    claims = [approved(school=one), approved(school=one, days=2), approved(school=other, part="morning")]
    run = open_run(*claims)

    services.authorise(run, by=by)

    run.refresh_from_db()
    assert (run.status, run.authorised_by) == ("authorised", by)
    assert last_change(run) == ("authorise", "open", "authorised", by, "")
    payments = {payment.school: payment for payment in run.payments.all()}
    assert {school: payment.amount_pence for school, payment in payments.items()} == {one: 60000, other: 10000}
    assert (payments[one].school_name, payments[one].la_code) == (one.name, one.la_code)
    assert last_change(payments[one]) == ("authorise", "", "authorised", by, "")


def test_each_line_keeps_copies_of_the_day_and_of_the_four_people():
    claim, by = approved(part="afternoon"), finance()

    services.authorise(open_run(claim), by=by)

    line, claimed = Payment.objects.get().lines.get(), claim.lines.get()
    assert (line.claim_line, line.on, line.morning, line.afternoon) == (claimed, claimed.day.on, False, True)
    assert (line.why, line.halves, line.pence_per_day, line.amount_pence) == (claimed.day.why, 1, 20000, 10000)
    people = (line.beneficiary, line.claimant, line.approver, line.authoriser)
    assert people == (claim.person, claim.submitted_by, claim.approved_by, by)
    assert (line.is_live, line.paid_at) == (True, None)


def test_the_payment_keeps_the_name_that_the_school_had():
    claim = approved()
    name = claim.school.name
    run = services.authorise(open_run(claim), by=finance())

    claim.school.name = "Renamed Academy"
    claim.school.save()

    assert run.payments.get().school_name == name


def approver_in_finance():
    """A person who holds both roles, and a claim that they approved."""
    both = finance()
    both.groups.add(*lead().groups.all())
    claim = services.approve(submitted(), by=both)
    return claim, both, "You approved"


def beneficiary_in_finance():
    person = finance()
    claim = approved(person=person)
    return claim, person, "for your own days"


def claimant_in_finance():
    person = finance()
    claim = submitted()
    Claim.objects.filter(pk=claim.pk).update(submitted_by=person)
    return services.approve(claim, by=lead()), person, "You sent"


@pytest.mark.parametrize("make", [approver_in_finance, beneficiary_in_finance, claimant_in_finance])
def test_nobody_authorises_what_they_claimed_approved_or_earned(make):
    claim, person, words = make()
    run = open_run(approved(), claim)

    with pytest.raises(NotAllowed, match=words) as refusal:
        services.authorise(run, by=person)

    assert claim.reference in str(refusal.value)
    run.refresh_from_db()
    assert (run.status, Payment.objects.count()) == ("open", 0)


def test_whoever_opened_the_run_may_authorise_it():
    approved()
    by = finance()

    assert services.authorise(services.open_run(by=by), by=by).authorised_by == by


@pytest.mark.parametrize("role", [PersonFactory, lead, national_lead])
def test_only_finance_authorises(role):
    with pytest.raises(NotAllowed, match="Only SATC finance"):
        services.authorise(open_run(), by=role())


@pytest.mark.parametrize("status", [status for status in RunStatus if status != RunStatus.OPEN])
def test_only_an_open_run_can_be_authorised(status):
    run = RUNS[status]()
    payments = Payment.objects.count()

    with pytest.raises(TransitionRefused):
        services.authorise(run, by=finance())

    run.refresh_from_db()
    assert (run.status, Payment.objects.count()) == (status, payments)


def test_an_emptied_run_can_not_be_authorised():
    claim = in_run()
    run = claim.run
    services.take_from_run(claim, reason="Later.", by=finance())

    with pytest.raises(Refused, match="Nothing is left"):
        services.authorise(run, by=finance())

    run.refresh_from_db()
    assert run.status == "open"

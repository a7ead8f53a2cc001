"""Each rule of the books, broken straight in the database, is named; and nothing else is."""

import datetime
from io import StringIO

import pytest
from django.core.management import call_command

from brokerage.models import ReportAcceptance
from claims import services
from claims.books.checks import INVARIANTS, rules_now
from claims.models import (
    ClaimLine,
    Correction,
    CorrectionLine,
    FundingSource,
    PaymentLine,
    SpotCheck,
)
from core import clock
from core.models import JobRun
from correspondence.models import Document
from tests.claims.loosened import loosen
from tests.claims.reading import messages
from tests.factories.brokerage import PoolFactory
from tests.factories.claims import (
    AttendanceFactory,
    FundedDayFactory,
    approved,
    authorised_run,
    cancelled_run,
    in_run,
    open_run,
    paid,
    rejected,
    returned,
    sent_run,
    submitted,
)
from tests.factories.schools import PersonFactory, SchoolFactory, finance, lead

pytestmark = pytest.mark.django_db
on_postgresql = pytest.mark.needs("PostgreSQL")


def broken():
    return [rule.name for rule in rules_now() if rule.wrongs]


def alter(row, **values):
    type(row).objects.filter(pk=row.pk).update(**values)


def withdraw(acceptance):
    alter(acceptance, withdrawn_by=lead(), withdrawn_at=clock.now(), withdrawn_because="By mistake")


def paid_line():
    return PaymentLine.objects.get(claim_line__claim=paid())


def correction_of(line, **values):
    """A correction of a paid line as it would be after it was agreed to."""
    claim = line.claim_line.claim
    values = {"amount_pence": -5000, "is_reversal": False, **values}
    return Correction.objects.create(
        school=claim.school,
        line=line,
        on=line.on,
        source=line.source,
        reason="It was half a day.",
        status="agreed",
        proposed_by=PersonFactory(),
        agreed_by=PersonFactory(),
        agreed_at=clock.now(),
        **values,
    )


def corrected():
    """A payment with a claim and a correction in it, which is authorised."""
    payment = authorised_run(approved()).payments.get()
    was_paid = paid_line()
    run = payment.run
    correction = correction_of(was_paid, amount_pence=-5000)
    alter(correction, status="in_run", run=run, school=payment.school)
    line = CorrectionLine.objects.create(
        payment=payment,
        correction=correction,
        on=correction.on,
        why=correction.reason,
        source=correction.source,
        source_name="The fund",
        amount_pence=-5000,
        proposer=correction.proposed_by,
        agreer=correction.agreed_by,
        authoriser=run.authorised_by,
    )
    alter(payment, amount_pence=payment.amount_pence - 5000)
    return payment, line


def test_whatever_state_things_are_in_nothing_is_wrong():
    corrected()
    FundedDayFactory()
    FundedDayFactory(held=True)
    FundedDayFactory(acceptance=None, attendance=AttendanceFactory())
    PoolFactory()
    for make in (submitted, approved, returned, rejected, in_run, paid):
        make()
    for run in (open_run, authorised_run, sent_run, cancelled_run):
        run(approved())
    services.mark_failed(sent_run(approved()).payments.first(), reason="Closed.", by=finance())

    assert broken() == []


@on_postgresql
@pytest.mark.parametrize("model", [ClaimLine, PaymentLine], ids=["claim", "payment"])
def test_a_line_that_is_not_its_rate_times_its_halves(model):
    paid()
    loosen()
    model.objects.update(pence_per_day=20002)

    assert "lines" in broken()


@on_postgresql
def test_a_line_with_more_halves_than_its_day():
    line = submitted(part="morning").lines.get()
    alter(line, halves=2, amount_pence=line.pence_per_day)
    alter(line.claim, amount_pence=line.pence_per_day)

    assert broken() == ["lines"]


def test_a_claim_that_does_not_come_to_its_lines():
    alter(submitted(), amount_pence=1)

    assert broken() == ["claims"]


def test_an_ended_claim_that_holds_its_days():
    rejected().lines.update(is_live=True)

    assert broken() == ["claims"]


def test_a_claim_without_days():
    claim = submitted()
    claim.lines.update(is_live=False)
    alter(claim, amount_pence=0)

    assert broken() == ["claims"]


def test_a_payment_that_does_not_come_to_its_lines():
    payment = authorised_run().payments.get()
    alter(payment, amount_pence=payment.amount_pence + 2)

    assert broken() == ["payments", "runs"]


@on_postgresql
def test_a_payment_of_less_than_nought():
    payment, line = corrected()
    loosen()
    alter(line, amount_pence=-30000)
    alter(line.correction, amount_pence=-30000)
    alter(payment, amount_pence=-10000)

    assert "payments" in broken()


def test_a_claim_in_an_authorised_run_that_no_payment_pays():
    run, claim = authorised_run(), submitted()
    alter(claim, status="in_run", run=run, approved_by=lead(), approved_at=clock.now())

    assert {"runs", "days in payments"} <= set(broken())


@on_postgresql
def test_a_claimed_day_that_is_paid_by_half():
    line = authorised_run().payments.get().lines.get()
    loosen()
    alter(line, halves=1, afternoon=False, amount_pence=line.amount_pence // 2)

    assert "days in payments" in broken()


@on_postgresql
@pytest.mark.parametrize("what", ["rate", "date", "source"])
def test_a_paid_line_that_is_not_as_it_was_claimed(what):
    line = paid_line()
    loosen()
    other = {
        "rate": {"pence_per_day": line.pence_per_day + 200},
        "date": {"on": line.on + datetime.timedelta(days=1)},
        "source": {"source": FundingSource.objects.of_quotes()},
    }
    alter(line, **other[what])

    assert "days in payments" in broken()


@on_postgresql
def test_a_rejected_claim_that_a_payment_pays():
    line = authorised_run().payments.get().lines.get()
    loosen()
    alter(line.claim_line.claim, status="rejected", run=None)

    assert {"days in payments", "states", "changes"} <= set(broken())


def test_a_correction_that_is_paid_otherwise_than_agreed():
    _, line = corrected()
    alter(line.correction, amount_pence=-4000)

    assert broken() == ["runs", "corrections"]


def test_a_reversal_of_what_was_never_paid():
    line = authorised_run().payments.get().lines.get()
    correction_of(line, amount_pence=-line.amount_pence, is_reversal=True)

    assert broken() == ["corrections"]


def test_more_taken_back_than_was_paid():
    line = paid_line()
    for _ in range(2):
        correction_of(line, amount_pence=-(line.amount_pence // 2 + 100))

    assert broken() == ["corrections"]


def test_a_pool_that_does_not_count_its_entries():
    PoolFactory(used_halves=2)

    assert broken() == ["pools"]


@on_postgresql
def test_a_pool_that_is_over_committed():
    loosen()
    PoolFactory(total_halves=1, reserved_halves=2)

    assert broken() == ["pools"]


@pytest.mark.parametrize("what", ["total", "line"])
def test_a_summary_that_says_another_amount(what):
    paid()
    document = Document.objects.get(kind="payment_summary")
    said = {"total": "£1.00"} if what == "total" else {"lines": [{**document.context["lines"][0], "amount": "£1.00"}]}
    alter(document, context={**document.context, **said})

    assert broken() == ["summaries"]


def test_a_paid_payment_without_a_summary():
    paid()
    Document.objects.filter(kind="payment_summary").update(kind="another")

    assert broken() == ["summaries"]


@on_postgresql
def test_a_half_day_that_is_funded_and_paid_twice():
    one, other = paid_line(), paid_line()
    loosen()
    PaymentLine.objects.filter(pk=other.pk).update(beneficiary=one.beneficiary, on=one.on)
    alter(other.claim_line.day, person=one.beneficiary, on=one.on)
    alter(other.claim_line.claim, person=one.beneficiary)

    assert broken() == ["halves"]


def test_a_half_day_that_is_paid_twice_through_joined_records():
    one, other = paid_line(), paid_line()
    alter(other.beneficiary, merged_into=one.beneficiary, merged_at=clock.now(), is_active=False)

    assert broken() == ["halves"]


@on_postgresql
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("claimant", "approver"),
        ("claimant", "authoriser"),
        ("approver", "authoriser"),
        ("beneficiary", "approver"),
        ("beneficiary", "authoriser"),
    ],
)
def test_fewer_than_three_people(one, other):
    line = paid_line()
    loosen()
    alter(line, **{one: getattr(line, other)})

    assert "people" in broken()


def test_three_people_of_whom_two_are_one():
    line = paid_line()
    alter(line.approver, merged_into=line.claimant, merged_at=clock.now(), is_active=False)

    assert broken() == ["people"]


@on_postgresql
@pytest.mark.parametrize(
    ("one", "other"), [("proposer", "agreer"), ("proposer", "authoriser"), ("agreer", "authoriser")]
)
def test_a_correction_by_fewer_than_three_people(one, other):
    _, line = corrected()
    loosen()
    alter(line, **{one: getattr(line, other)})

    assert broken() == ["people"]


def test_lines_that_name_another_authoriser_than_the_run():
    run = authorised_run()
    alter(run, authorised_by=PersonFactory())

    assert broken() == ["people"]


def test_a_claim_that_is_paid_before_its_second_look():
    claim = in_run()
    people = {"beneficiary": claim.person, "claimant": claim.submitted_by, "approver": claim.approved_by}
    SpotCheck.objects.filter(claim=claim).delete()
    SpotCheck.objects.create(claim=claim, percent=100, is_drawn=True, **people)

    assert broken() == ["people"]


def test_a_claim_for_another_school_than_released_the_person():
    alter(submitted(), school=SchoolFactory())

    assert broken() == ["schools"]


def test_a_claim_for_somebody_elses_day():
    alter(submitted().lines.get().day, person=PersonFactory())

    assert broken() == ["schools"]


def test_a_payment_to_another_school():
    alter(authorised_run().payments.get(), school=SchoolFactory())

    assert broken() == ["runs", "schools"]


def test_a_live_day_whose_report_is_no_longer_accepted():
    withdraw(FundedDayFactory().acceptance)

    assert broken() == ["grounds"]


def test_a_live_day_whose_attendance_is_taken_back():
    attendance = AttendanceFactory(taken_back_by=lead(), taken_back_at=clock.now())
    FundedDayFactory(acceptance=None, attendance=attendance)

    assert broken() == ["grounds"]


def test_a_paid_day_that_has_lost_its_report_is_right_once_it_is_taken_back():
    line = paid_line()
    withdraw(line.claim_line.day.acceptance)
    assert broken() == ["grounds"]

    correction_of(line, amount_pence=-line.amount_pence, is_reversal=True)

    assert broken() == []


@on_postgresql
def test_a_report_that_its_author_accepted():
    acceptance = FundedDayFactory().acceptance
    loosen()
    ReportAcceptance.objects.filter(pk=acceptance.pk).update(accepted_by=acceptance.author)

    assert broken() == ["grounds"]


def test_a_claim_that_holds_a_void_day():
    alter(submitted().lines.get().day, status="void")

    assert broken() == ["grounds"]


def test_a_failed_payment_whose_lines_are_live():
    payment = sent_run().payments.get()
    alter(payment, status="failed")

    assert {"states", "changes"} <= set(broken())


def test_a_claim_that_is_being_paid_in_a_cancelled_run():
    run = in_run().run
    alter(run, status="cancelled")

    assert broken() == ["states", "changes"]


def test_an_approved_claim_that_is_still_in_a_run():
    run = open_run(approved())
    alter(approved(), run=run)

    assert "states" in broken()


def test_a_change_of_state_that_nobody_recorded():
    alter(approved(), status="returned")

    assert broken() == ["changes"]


def test_the_check_is_written_down_and_the_leads_hear_of_what_is_wrong():
    somebody = lead()
    services.check_books()
    assert JobRun.objects.get(job="check_books").result == "nothing is wrong."
    assert messages("books_wrong") == []

    alter(submitted(), amount_pence=1)
    [wrong] = services.check_books()

    assert wrong.startswith("A claim comes to its live lines. But CLM-")
    assert JobRun.objects.get(job="check_books").result == f"1 wrong. {wrong}"
    assert messages("books_wrong") == [(somebody, "/admin/books/check/")]


def test_the_command_ends_with_one_when_something_is_wrong():
    out = StringIO()
    call_command("check_books", stdout=out)
    assert out.getvalue() == "Nothing in the books is wrong.\n"

    alter(submitted(), amount_pence=1)
    with pytest.raises(SystemExit) as ended:
        call_command("check_books", stdout=out)

    assert ended.value.code == 1
    assert "A claim comes to its live lines. But CLM-" in out.getvalue()


def test_the_page_says_each_rule_and_what_breaks_it(client):
    client.force_login(lead())
    assert client.get("/admin/books/check/").context["is_right"]

    claim = submitted()
    alter(claim, amount_pence=1)
    page = client.get("/admin/books/check/")

    assert not page.context["is_right"]
    assert [rule.name for rule in page.context["rules"]] == list(INVARIANTS)
    assert f"{claim.reference} says £0.01" in page.content.decode()


def test_the_check_asks_as_much_of_many_days_as_of_few(django_assert_num_queries):
    for number in (1, 10):
        for _ in range(number):
            paid(days=2)
        with django_assert_num_queries(15):
            rules_now()

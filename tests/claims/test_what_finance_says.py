"""The file in which finance says what was paid: all of its rows or none, once, over as many days as it takes."""

import datetime

import pytest

from claims import services
from claims.models import Confirmation
from claims.services.confirming import RowsRefused
from core import clock
from core.exceptions import NotAllowed, Refused
from tests.factories.claims import approved, authorised_run, sent_run
from tests.factories.schools import finance, lead

pytestmark = pytest.mark.django_db
HEADING = "payment,result,date,finance reference,reason\n"


def today():
    return f"{clock.today():%d/%m/%Y}"


def confirm(run, *rows, by=None, heading=HEADING):
    content = (heading + "\n".join(",".join(row) for row in rows)).encode()
    return services.confirm(run, content=content, filename="bank.csv", by=by or finance())


def payments_of(run):
    return list(run.payments.order_by("pk"))


def test_paid_and_failed_are_marked_and_the_run_finishes():
    claim, other = approved(), approved()
    run = sent_run(claim, other)
    one, two = payments_of(run)

    made = confirm(
        run, (one.reference, "Paid", today(), "BACS 17", ""), (two.reference.lower(), "failed", "", "", "Closed.")
    )

    for each in (one, two, run, claim, other):
        each.refresh_from_db()
    assert (made.paid, made.failed, made.filename) == (1, 1, "bank.csv")
    assert (one.status, one.paid_on, one.finance_reference) == ("paid", clock.today(), "BACS 17")
    assert (two.status, run.status) == ("failed", "reconciled")
    assert {claim.status, other.status} == {"paid", "approved"}


def test_one_file_today_and_another_tomorrow():
    run = sent_run(approved(), approved())
    one, two = payments_of(run)

    confirm(run, (one.reference, "paid", clock.today().isoformat(), "", ""), (two.reference, "", "", "", ""))
    run.refresh_from_db()
    assert run.status == "sent"
    confirm(run, (two.reference, "paid", today(), "", ""))

    run.refresh_from_db()
    assert run.status == "reconciled"


def test_the_same_file_twice_changes_nothing_and_says_so():
    run = sent_run(approved(), approved())
    row = (payments_of(run)[0].reference, "paid", today(), "", "")

    assert confirm(run, row).is_new
    again = confirm(run, row)

    assert (again.is_new, Confirmation.objects.count()) == (False, 1)


WRONG = {
    "no payment": (("PAY-00000", "paid", None, "", ""), "there is no payment PAY-00000."),
    "no result": (("own", "maybe", None, "", ""), "say “paid” or “failed”"),
    "no date": (("own", "paid", "", "", ""), "say on which date"),
    "no such date": (("own", "paid", "31/02/2026", "", ""), "“31/02/2026” isn’t a date"),
    "to come": (("own", "paid", "01/01/2999", "", ""), "hasn’t come yet"),
    "before it was sent": (("own", "paid", "01/01/2020", "", ""), "is before RUN-"),
    "no reason": (("own", "failed", None, "", ""), "say why it failed"),
    "twice": (("other", "paid", None, "", ""), "is in the file more than once"),
    "nothing named": (("", "paid", None, "", ""), "it names no payment"),
}


@pytest.mark.parametrize(("row", "words"), WRONG.values(), ids=WRONG)
def test_one_wrong_row_and_nothing_is_marked(row, words):
    run = sent_run(approved(), approved())
    own, other = payments_of(run)
    reference = {"own": own.reference, "other": other.reference}.get(row[0], row[0])
    right = (other.reference, "paid", today(), "", "")
    typed = (reference, row[1], today() if row[2] is None else row[2], *row[3:])

    with pytest.raises(RowsRefused) as refusal:
        confirm(run, right, typed)

    assert words in refusal.value.rows[-1]
    assert refusal.value.rows[-1].startswith("Row 3: ")
    assert {payment.status for payment in run.payments.all()} == {"authorised"}
    assert not Confirmation.objects.exists()


def test_anothers_and_answered_payments_are_named():
    foreign = sent_run(approved())
    run = sent_run(approved(), approved())
    one, two = payments_of(run)
    services.mark_paid(one, by=finance())
    theirs = foreign.payments.get().reference

    with pytest.raises(RowsRefused) as refusal:
        confirm(run, (theirs, "paid", today(), "", ""), (one.reference, "failed", "", "", "Closed."))

    assert refusal.value.rows == [
        f"Row 2: {theirs} belongs to another run, {foreign.reference}.",
        f"Row 3: {one.reference} has been confirmed already: paid.",
    ]
    assert two.status == "authorised"


def test_only_finance_and_only_of_a_sent_run():
    run = sent_run(approved())
    row = (run.payments.get().reference, "paid", today(), "", "")

    with pytest.raises(NotAllowed):
        confirm(run, row, by=lead())
    other = authorised_run(approved())
    with pytest.raises(Refused, match="Send it first"):
        confirm(other, (other.payments.get().reference, "paid", today(), "", ""))


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04", b"a,b\n1,2", HEADING.encode(), b'"', b"payment,result,date\nP,,"]
)
def test_what_is_no_such_file_is_refused(content):
    with pytest.raises(Refused):
        services.confirm(sent_run(approved()), content=content, filename="x.csv", by=finance())


def test_by_hand_a_payment_takes_a_date_and_a_reference():
    payment = sent_run(approved()).payments.get()

    with pytest.raises(Refused, match="hasn’t come yet"):
        services.mark_paid(payment, on=clock.today() + datetime.timedelta(days=1), by=finance())
    paid = services.mark_paid(payment, on=clock.today(), finance_reference=" BACS 18 ", by=finance())

    assert (paid.paid_on, paid.finance_reference) == (clock.today(), "BACS 18")

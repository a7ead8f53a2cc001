import hashlib
from collections import Counter

from django.db import transaction

from claims import permissions
from claims.confirmation_file import FAILED, PAID, read
from claims.models import Confirmation, Payment
from claims.services.paying import fail, finish, pay, sent_run, why_not_paid_on
from claims.workflow import PaymentStatus
from core.exceptions import Refused
from core.permissions import require


class RowsRefused(Refused):
    """A file with rows that can't be applied, so none was. `rows` says of each what is wrong."""

    def __init__(self, rows):
        super().__init__("Nothing has been marked, since not every row is right.")
        self.rows = rows


@transaction.atomic
def confirm(run, *, content, filename, by):
    """Mark the payments of a sent run as a file from finance says, all of its rows or none.

    The run is locked, and each file, by its SHA-256, is applied once. Returns the `Confirmation`, with `is_new`.
    """
    require(permissions.can_pay(by), "Only SATC finance says what has been paid.")
    run, sha256 = sent_run(run), hashlib.sha256(content).hexdigest()
    if before := Confirmation.objects.filter(run=run, sha256=sha256).first():
        before.is_new = False
        return before
    rows = read(content)
    if not rows:
        raise Refused("The file says of no payment whether it was paid or has failed.")
    found = run.payments.select_for_update(of=("self",)).select_related("school", "run").order_by("pk")
    payments = {payment.reference: payment for payment in found}
    if wrong := _wrong(run, rows, payments):
        raise RowsRefused(wrong)
    for row in rows:
        _apply(payments[row.payment], row, by)
    counted = Counter(row.result for row in rows)
    made = Confirmation.objects.create(
        run=run, filename=filename[:200], sha256=sha256, paid=counted[PAID], failed=counted[FAILED], by=by
    )
    finish(run, by)
    made.is_new = True
    return made


def _apply(payment, row, by):
    if row.result == PAID:
        pay(payment, by=by, on=row.on, finance_reference=row.reference)
    else:
        fail(payment, reason=row.reason, by=by)


def _wrong(run, rows, payments):
    """What is wrong, row by row, in the words that finance reads."""
    twice = {reference for reference, times in Counter(row.payment for row in rows).items() if times > 1}
    unknown = {row.payment for row in rows} - set(payments)
    foreign = dict(Payment.objects.filter(reference__in=unknown).values_list("reference", "run__reference"))
    said = [(row.number, _why_not(run, row, payments.get(row.payment), twice, foreign)) for row in rows]
    return [f"Row {number}: {why}" for number, why in said if why]


def _why_not(run, row, payment, twice, foreign):
    if not row.payment:
        return "it names no payment."
    if row.payment in foreign:
        return f"{row.payment} belongs to another run, {foreign[row.payment]}."
    if payment is None:
        return f"there is no payment {row.payment[:20]}."
    if row.payment in twice:
        return f"{row.payment} is in the file more than once."
    if payment.status != PaymentStatus.AUTHORISED:
        return f"{row.payment} has been confirmed already: {payment.get_status_display().lower()}."
    return row.wrong or (why_not_paid_on(run, row.on) if row.on else "")

"""What of the books is a state: what a day stands on, how far claims, payments and runs are, and what is recorded."""

from claims.books.snapshot import WITH_A_FLOW
from claims.models import Claim, Correction, FundedDay, Payment, PaymentRun


def grounds(books):
    """A live day stands on what stands (rule 2); one that is paid may have lost it if what was paid is taken back."""
    for day in books.days.values():
        if day.acceptance_id and day.acceptance__author_id == day.acceptance__accepted_by_id:
            yield f"the report of day {day.pk} ({day.on}) was accepted by its author."
        if day.status == "live" and not _stands(day) and not _is_taken_back(books, day):
            yield f"day {day.pk} ({day.on}) is live, and what it stood on has gone."
    for line in books.claim_lines.values():
        day = books.days[line.day_id]
        if line.is_live and day.status != "live":
            yield f"{books.claims[line.claim_id].reference} holds day {day.pk} ({day.on}), which is {day.status}."


def _stands(day):
    return day.acceptance__withdrawn_at is None and day.attendance__taken_back_at is None


def _is_taken_back(books, day):
    """Whether all that paid the day is taken back, or a reversal of it was asked for: a refused one is for people."""
    paid = [
        paying for line in books.lines_of_day[day.pk] for paying in books.payments_of_line[line.pk] if paying.paid_at
    ]
    return bool(paid) and all(_is_reversed(books, line) for line in paid)


def _is_reversed(books, line):
    of_it = [each for each in books.corrections.values() if each.line_id == line.pk]
    left = line.amount_pence + sum(each.amount_pence for each in of_it if each.status != "refused")
    return left == 0 or any(each.is_reversal for each in of_it)


def states(books):
    for payment in books.payments.values():
        run = books.runs[payment.run_id]
        is_live, is_paid = payment.status in ("authorised", "paid"), payment.status == "paid"
        lines = (*books.lines_of_payment[payment.pk], *books.corrections_of_payment[payment.pk])
        if any(line.is_live != is_live or bool(line.paid_at) != is_paid for line in lines):
            yield f"{payment.reference} is {payment.status}, and its lines are not."
        if not lines:
            yield f"{payment.reference} has no lines."
        yield from _apart(payment, run)
        yield from _left_behind(books, payment, lines)
    for each in (*books.claims.values(), *books.corrections.values()):
        run = books.runs.get(each.run_id)
        if each.status == "in_run" and (run is None or run.status in ("cancelled", "reconciled")):
            yield f"{each.reference} is being paid, in a run that is {run.status if run else 'none'}."
        if each.status not in ("in_run", "paid") and run:
            yield f"{each.reference} is {each.status}, and still in {run.reference}."


def _apart(payment, run):
    """How far the payments of a run may be, by how far it is."""
    may = {
        "open": (),
        "cancelled": ("cancelled",),
        "authorised": ("authorised",),
        "sent": ("authorised", "paid", "failed"),
        "reconciled": ("paid", "failed"),
    }
    if payment.status not in may[run.status]:
        yield f"{payment.reference} is {payment.status}, and {run.reference} is {run.status}."


def _left_behind(books, payment, lines):
    """What a live payment pays is being paid, and what a paid one pays is paid."""
    expected = {"authorised": "in_run", "paid": "paid"}.get(payment.status)
    for line in lines if expected else ():
        what = (
            books.corrections[line.correction_id]
            if hasattr(line, "correction_id")
            else books.claims[books.claim_lines[line.claim_line_id].claim_id]
        )
        if what.status != expected or what.run_id != payment.run_id:
            yield f"{payment.reference} is {payment.status}, and {what.reference} is {what.status}."


def changes(books):
    """The newest change of a thing says the state that it is in (rule 9)."""
    rows = {
        FundedDay: books.days,
        Claim: books.claims,
        PaymentRun: books.runs,
        Payment: books.payments,
        Correction: books.corrections,
    }
    for model in WITH_A_FLOW:
        for key, row in rows[model].items():
            recorded = books.last_changes.get((model, key))
            if recorded and recorded != row.status:
                name = getattr(row, "reference", f"{key}")
                yield f"the {model._meta.verbose_name} {name} is {row.status}, and {recorded} was recorded."

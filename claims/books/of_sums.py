"""What of the books is a sum: lines, claims, payments, runs, corrections, pools and payment summaries."""

from collections import Counter

from core.words import pounds

# A claim in one of these has given its days up.
ENDED = ("rejected", "withdrawn")
WRITTEN = ("authorised", "sent", "reconciled")
STANDING = ("authorised", "paid")


def lines(books):
    for line in (*books.claim_lines.values(), *books.payment_lines):
        if line.amount_pence * 2 != line.pence_per_day * line.halves:
            rate = pounds(line.pence_per_day)
            yield f"{_name(books, line)} is {line.halves} halves at {rate}, written as {_sum(line)}."
    for line in books.claim_lines.values():
        day = books.days[line.day_id]
        if line.is_live and line.halves != day.morning + day.afternoon:
            yield f"{_name(books, line)} has {line.halves} halves, its day {day.morning + day.afternoon}."


def claims(books):
    for claim in books.claims.values():
        live = [line for line in books.lines_of_claim[claim.pk] if line.is_live]
        if claim.status in ENDED:
            if live:
                yield f"{claim.reference} has ended ({claim.status}) and still holds {len(live)} days."
        elif claim.amount_pence != _pence(live):
            yield f"{claim.reference} says {pounds(claim.amount_pence)}, its live lines {pounds(_pence(live))}."
        elif not live:
            yield f"{claim.reference} ({claim.status}) has no days."


def payments(books):
    for payment in books.payments.values():
        come_to = _pence(books.lines_of_payment[payment.pk]) + _pence(books.corrections_of_payment[payment.pk])
        if payment.amount_pence != come_to:
            yield f"{payment.reference} says {pounds(payment.amount_pence)}, its lines {pounds(come_to)}."
        if payment.amount_pence <= 0:
            yield f"{payment.reference} pays {pounds(payment.amount_pence)}."


def runs(books):
    """What was put in is what is paid, unless it failed; school by school, and nothing below nought."""
    put_in, paid = Counter(), Counter()
    for each in (*books.claims.values(), *books.corrections.values()):
        if each.run_id and books.runs[each.run_id].status in WRITTEN and each.status in ("in_run", "paid"):
            put_in[each.run_id, each.school_id] += each.amount_pence
    for payment in books.payments.values():
        if payment.status in STANDING:
            paid[payment.run_id, payment.school_id] += payment.amount_pence
    for run, school in sorted({*put_in, *paid}):
        if put_in[run, school] != paid[run, school]:
            yield (
                f"{books.runs[run].reference} has {pounds(put_in[run, school])} in it for the school {school}, "
                f"and payments of {pounds(paid[run, school])}."
            )


def days_in_payments(books):
    for line in books.claim_lines.values():
        claim, paying = books.claims[line.claim_id], books.payments_of_line[line.pk]
        is_written = claim.status == "paid" or (claim.status == "in_run" and books.runs[claim.run_id].status in WRITTEN)
        if not (is_written and line.is_live):
            if paying:
                yield f"{_name(books, line)} is in a payment, and its claim is {claim.status}."
            continue
        if (_halves(paying), _pence(paying)) != (line.halves, line.amount_pence):
            yield f"{_name(books, line)} comes to {_sum(line)}, what pays it to {pounds(_pence(paying))}."
        for payment_line in paying:
            yield from _differs(books, line, payment_line)


def _differs(books, line, paying):
    """Rate, date and source of what pays a day are those of the claim and of the day."""
    day = books.days[line.day_id]
    due = {"morning": day.morning_source_id, "afternoon": day.afternoon_source_id}
    if (paying.pence_per_day, paying.on) != (line.pence_per_day, day.on):
        yield f"{_name(books, paying)} has another rate or date than {books.claims[line.claim_id].reference}."
    if any(getattr(paying, half) and source != paying.source_id for half, source in due.items()):
        yield f"{_name(books, paying)} is paid by another source than its day."


def corrections(books):
    lines = {line.pk: line for line in books.payment_lines}
    for correction in books.corrections.values():
        is_written = correction.status == "paid" or (
            correction.status == "in_run" and books.runs[correction.run_id].status in WRITTEN
        )
        paying = books.payments_of_correction[correction.pk]
        expected = [(correction.amount_pence, correction.source_id)] if is_written else []
        if [(line.amount_pence, line.source_id) for line in paying] != expected:
            paid = pounds(_pence(paying))
            yield f"{correction.reference} ({correction.status}) is {_sum(correction)}, paid as {paid}."
        if correction.is_reversal and correction.line_id and not lines[correction.line_id].paid_at:
            yield f"{correction.reference} takes back what was never paid."
    for line, found in books.corrections_of_line.items():
        if _pence(found) + lines[line].amount_pence < 0:
            yield f"{_name(books, lines[line])} was {_sum(lines[line])}; {pounds(-_pence(found))} of it is taken back."


def pools(books):
    for pool in books.pools:
        if (pool.reserved_halves, pool.used_halves) != (pool.entered_reserved, pool.entered_used):
            yield (
                f"{pool.name} counts {pool.reserved_halves} halves reserved and {pool.used_halves} used; its entries "
                f"come to {pool.entered_reserved} and {pool.entered_used}."
            )
        if pool.reserved_halves + pool.used_halves > pool.total_halves:
            yield f"{pool.name} is over-committed."


def summaries(books):
    """Each version of a paid payment's summary says its amount, and each of its lines."""
    for payment in books.payments.values():
        versions = books.summaries.get(f"payment_summary:{payment.pk}", [])
        if (payment.status == "paid") != bool(versions):
            yield f"{payment.reference} is {payment.status} and has {len(versions)} payment summaries."
        lines = (*books.lines_of_payment[payment.pk], *books.corrections_of_payment[payment.pk])
        paid = sorted(pounds(line.amount_pence) for line in lines)
        for reference, context in versions:
            said = sorted(line["amount"] for name in ("lines", "corrections") for line in context.get(name, []))
            if (context.get("total"), said) != (pounds(payment.amount_pence), paid):
                yield f"{reference} says {context.get('total')} for {payment.reference}, which paid {_sum(payment)}."


def _name(books, line):
    """A line, by the reference of what it is in and its date."""
    if hasattr(line, "claim_id"):
        return f"{books.claims[line.claim_id].reference}, {books.days[line.day_id].on}"
    return f"{books.payments[line.payment_id].reference}, {line.on}"


def _sum(row):
    return pounds(row.amount_pence)


def _pence(rows):
    return sum(row.amount_pence for row in rows)


def _halves(rows):
    return sum(row.halves for row in rows)

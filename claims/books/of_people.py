"""What of the books is about people and schools: whose half-day, which three people, which school.

Records that were joined are one person (ADR 0011).
"""

from collections import Counter

HALVES = ("morning", "afternoon")


def halves(books):
    """Over live days, and over live payment lines: a person has each half of a date once."""
    days = [(books.one(day.person_id), day) for day in books.days.values() if day.status == "live"]
    paid = [(books.one(line.beneficiary_id), line) for line in books.payment_lines if line.is_live]
    for what, found in (("funded", days), ("paid", paid)):
        taken = Counter((person, row.on, half) for person, row in found for half in HALVES if getattr(row, half))
        for (person, on, half), times in taken.items():
            if times > 1:
                yield f"the {half} of {on} of person {person} is {what} {times} times."


def three_people(books):
    for line in books.payment_lines:
        claim = books.claims[books.claim_lines[line.claim_line_id].claim_id]
        name = f"{books.payments[line.payment_id].reference}, {line.on},"
        one = [books.one(person) for person in (line.claimant_id, line.approver_id, line.authoriser_id)]
        if len(set(one)) < 3 or books.one(line.beneficiary_id) in one[1:]:
            yield f"{name} has not three people who claim, approve and authorise, or whose day it is decided."
        if one[:2] != [books.one(person) for person in (claim.submitted_by_id, claim.approved_by_id)] and line.is_live:
            yield f"{name} names others than {claim.reference}."
    yield from _corrections(books)
    yield from _authorisers(books)
    yield from _spot_checks(books)


def _corrections(books):
    for line in books.correction_lines:
        correction = books.corrections[line.correction_id]
        name = f"{books.payments[line.payment_id].reference}, {correction.reference},"
        one = [books.one(person) for person in (line.proposer_id, line.agreer_id, line.authoriser_id)]
        if len(set(one)) < 3 or books.one(line.beneficiary_id) in one[1:]:
            yield f"{name} has not three people who propose, agree and authorise, or whose day it is decided."
        made = [books.one(person) for person in (correction.proposed_by_id, correction.agreed_by_id)]
        if one[:2] != made and line.is_live:
            yield f"{name} names others than the correction."


def _authorisers(books):
    """Whoever authorised a run is who authorised each line of it."""
    for line in (*books.payment_lines, *books.correction_lines):
        payment = books.payments[line.payment_id]
        run = books.runs[payment.run_id]
        if books.one(line.authoriser_id) != books.one(run.authorised_by_id):
            yield f"a line of {payment.reference} names another who authorised it than {run.reference}."


def _spot_checks(books):
    """A claim that was drawn is not paid before a second person has looked."""
    for check in books.spot_checks:
        claim = books.claims[check.claim_id]
        if check.is_live and check.is_drawn and not check.passed_by_id and claim.status in ("in_run", "paid"):
            yield f"{claim.reference} was drawn for a second look that nobody has had, and is being paid."


def schools(books):
    for line in books.claim_lines.values():
        claim, day = books.claims[line.claim_id], books.days[line.day_id]
        if not line.is_live:
            continue
        if claim.school_id != day.school_id:
            yield f"{claim.reference} is for the school {claim.school_id}, its day {day.on} of {day.school_id}."
        if books.one(claim.person_id) != books.one(day.person_id):
            yield f"{claim.reference} holds a day ({day.on}) of somebody else’s."
    for line in books.payment_lines:
        payment, claim = books.payments[line.payment_id], books.claims[books.claim_lines[line.claim_line_id].claim_id]
        if line.is_live and payment.school_id != claim.school_id:
            yield f"{payment.reference} pays another school than {claim.reference} is for."
        if books.one(line.beneficiary_id) != books.one(claim.person_id):
            yield f"{payment.reference} pays a day ({line.on}) of somebody else than {claim.reference}."
    for line in books.correction_lines:
        payment, correction = books.payments[line.payment_id], books.corrections[line.correction_id]
        if payment.school_id != correction.school_id:
            yield f"{payment.reference} pays another school than {correction.reference} is for."

"""What each break of the books starts from, and how a row is altered past the services."""

from claims.books.checks import rules_now
from claims.models import Correction, CorrectionLine, PaymentLine
from core import clock
from tests.factories.claims import approved, authorised_run, paid
from tests.factories.schools import PersonFactory, lead


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

"""The file in which finance says what was paid and what failed, as rows; and the template to fill in.

What a row says is checked here as far as the file alone can tell; the rest is for the service.
"""

import datetime
from dataclasses import dataclass

from core.csv_files import rows_of, text_of
from core.spreadsheets import plain_pounds, sheet

PAYMENT, RESULT, DATE, REFERENCE, REASON = "payment", "result", "date", "finance reference", "reason"
COLUMNS = [PAYMENT, "result (paid or failed)", "date (DD/MM/YYYY)", REFERENCE, "reason (if failed)", "school", "amount"]
MOST_ROWS = 5_000
PAID, FAILED = "paid", "failed"


@dataclass(frozen=True)
class Row:
    """What one row says of one payment; `wrong` is why it can't be read, or empty."""

    number: int
    payment: str
    result: str
    on: datetime.date | None
    reference: str
    reason: str
    wrong: str = ""


def template(payments):
    """The file for these payments, with everything but the answers."""
    return sheet(
        COLUMNS,
        [[each.reference, "", "", "", "", each.school_name, plain_pounds(each.amount_pence)] for each in payments],
    )


def read(content):
    """The rows that say something. One in which only the payment is named says nothing yet, and is left out."""
    found = rows_of(text_of(content), needed=[PAYMENT, RESULT, DATE], most=MOST_ROWS)
    saying = [row for row in found if any(row[1].get(name) for name in (RESULT, DATE, REFERENCE, REASON))]
    return [_row(number, values) for number, values in saying]


def _row(number, values):
    on, wrong = _date(values.get(DATE, ""))
    result, reason = values.get(RESULT, "").lower(), values.get(REASON, "")
    if result not in (PAID, FAILED):
        wrong = "say “paid” or “failed” as the result."
    elif result == FAILED and not reason:
        wrong = "say why it failed, as the reason."
    elif result == PAID and not values.get(DATE):
        wrong = "say on which date it was paid."
    reference = values.get(REFERENCE, "")
    if len(reference) > 60:
        wrong = "finance’s reference has more than 60 characters."
    return Row(number, values.get(PAYMENT, "").upper(), result, on, reference, reason[:2000], wrong)


def _date(typed):
    """A date as finance writes it, and what is wrong with it."""
    for pattern in ("%d/%m/%Y", "%Y-%m-%d"):
        try:
            return datetime.datetime.strptime(typed, pattern).date(), ""
        except ValueError:
            continue
    return None, f"“{typed[:20]}” isn’t a date like 03/03/2027." if typed else ""

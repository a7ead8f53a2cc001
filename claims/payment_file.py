"""The file that finance takes to whatever pays: CSV, a row for each payment of a run.

It begins with a byte-order mark, without which Excel misreads it. It says only what was frozen when the run was
authorised, so the same run always gives the same bytes.
"""

import csv
import io

from claims.workflow import RunStatus

COLUMNS = ["run", "payment", "URN", "school", "local authority code", "days", "amount", "description"]
WRITTEN_ON = (RunStatus.AUTHORISED, RunStatus.SENT, RunStatus.RECONCILED)


def payment_file(run):
    """The bytes of the run's file. Amounts are pounds like 1250.00, days like 2.5."""
    text = io.StringIO(newline="")
    rows = csv.writer(text, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    for payment in run.payments.with_halves().order_by("school_id"):
        rows.writerow([safe(cell) for cell in _row(run, payment)])
    return text.getvalue().encode("utf-8-sig")


def safe(cell):
    """The cell as a spreadsheet shows it: what it would take for a formula is put behind an apostrophe."""
    text = str(cell)
    return f"'{text}" if text.lstrip()[:1] in ("=", "+", "-", "@") or text[:1] in ("\t", "\r", "\n") else text


def _row(run, payment):
    pounds, pence = divmod(payment.amount_pence, 100)
    return [
        run.reference,
        payment.reference,
        payment.school_id,
        payment.school_name,
        payment.la_code,
        f"{payment.halves / 2:g}",
        f"{pounds}.{pence:02d}",
        f"Science Across The City, release of staff, {payment.reference}",
    ]

"""The files that finance takes to whatever pays: CSV, what each payment draws on each source in each financial year.

They say only what was frozen when the run was authorised, so the same run always gives the same bytes.
"""

from dataclasses import dataclass
from decimal import Decimal

from claims.models import CorrectionLine, PaymentLine, RunFile
from claims.workflow import RunStatus
from core.financial_years import called, year_of
from core.spreadsheets import plain_pounds, sheet

COLUMNS = [
    "run",
    "payment",
    "URN",
    "school",
    "local authority code",
    "type group",
    "payee",
    "days",
    "amount",
    "financial year",
    "funding source",
    "description",
]
TOTALS = ["run", "financial year", "funding source", "payments", "days", "amount"]
WRITTEN_ON = (RunStatus.AUTHORISED, RunStatus.SENT, RunStatus.RECONCILED)


@dataclass
class Part:
    """What one payment draws on one source in one financial year."""

    payment: object
    year: int
    source: str
    halves: int = 0
    pence: int = 0
    is_release: bool = False
    is_corrected: bool = False

    @property
    def what(self):
        said = ["release of staff"] * self.is_release + ["corrections"] * self.is_corrected
        return f"Science Across The City, {' and '.join(said)}, {self.payment.reference}"


def file_of(run, file):
    """The bytes of one of the run's two files."""
    return {RunFile.PAYMENTS: payment_file, RunFile.TOTALS: totals_file}[RunFile(file)](run)


def payment_file(run):
    """A row for each part of each payment. Amounts are pounds like 1250.00, days like 2.5."""
    return sheet(COLUMNS, [_row(run, part) for part in parts_of(run)])


def totals_file(run):
    """What it comes to in each financial year by source, and in all."""
    parts, rows = parts_of(run), []
    for key in sorted({(part.year, part.source) for part in parts}):
        own = [part for part in parts if (part.year, part.source) == key]
        rows.append([run.reference, called(key[0]), key[1], *_sums(own)])
    return sheet(TOTALS, [*rows, [run.reference, "in all", "in all", *_sums(parts)]])


def parts_of(run):
    """The parts of every payment of a run, by the school's URN, year and source."""
    parts = {}
    for line in PaymentLine.objects.filter(payment__run=run).select_related("payment"):
        part = _part(parts, line)
        part.halves, part.is_release = part.halves + line.halves, True
    for line in CorrectionLine.objects.filter(payment__run=run).select_related("payment"):
        _part(parts, line).is_corrected = True
    return [part for _, part in sorted(parts.items(), key=lambda each: each[0])]


def _part(parts, line):
    key = (line.payment.school_id, year_of(line.on), line.source_id)
    part = parts.setdefault(key, Part(line.payment, key[1], line.source_name))
    part.pence += line.amount_pence
    return part


def _sums(parts):
    payments = len({part.payment.pk for part in parts})
    return [payments, f"{sum(part.halves for part in parts) / 2:g}", _pounds(sum(part.pence for part in parts))]


def _pounds(pence):
    """A number, not words: one below nought is no formula."""
    return Decimal(plain_pounds(pence))


def _row(run, part):
    payment = part.payment
    return [
        run.reference,
        payment.reference,
        payment.school_id,
        payment.school_name,
        payment.la_code,
        payment.type_group,
        payment.payee,
        f"{part.halves / 2:g}",
        _pounds(part.pence),
        called(part.year),
        part.source,
        part.what,
    ]

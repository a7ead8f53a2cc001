"""CSV for spreadsheets: with a byte-order mark, without which Excel misreads it, and without formulas."""

import csv
import io
from decimal import Decimal


def sheet(columns, rows):
    """The bytes of a CSV file: a heading, then the rows. What is a number stays one, below nought too."""
    text = io.StringIO(newline="")
    written = csv.writer(text, lineterminator="\r\n")
    written.writerow(columns)
    for row in rows:
        written.writerow([str(cell) if isinstance(cell, int | Decimal) else safe(cell) for cell in row])
    return text.getvalue().encode("utf-8-sig")


def safe(cell):
    """The cell as a spreadsheet shows it: what it would take for a formula is put behind an apostrophe."""
    text = str(cell)
    return f"'{text}" if text.lstrip()[:1] in ("=", "+", "-", "@") or text[:1] in ("\t", "\r", "\n") else text


def plain_pounds(pence):
    """Whole pence as a spreadsheet adds them up: 125000 is "1250.00", and -50 is "-0.50"."""
    return f"{'-' if pence < 0 else ''}{abs(pence) // 100}.{abs(pence) % 100:02d}"

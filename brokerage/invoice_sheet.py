"""Finance's list of invoices as a CSV file."""

from core.spreadsheets import plain_pounds, sheet

COLUMNS = [
    "quote", "URN", "school", "amount", "status", "accepted on", "purchase order", "invoice number", "raised on",
    "received on",
]  # fmt: skip


def made(invoices):
    """The file's bytes. Amounts are pounds like 1250.00, dates like 2026-03-03."""
    return sheet(COLUMNS, [_row(invoice) for invoice in invoices])


def _row(invoice):
    return [
        invoice.reference,
        invoice.school_id,
        invoice.school.name,
        plain_pounds(invoice.amount_pence),
        invoice.get_status_display(),
        f"{invoice.acceptance.accepted_at:%Y-%m-%d}",
        invoice.purchase_order,
        invoice.number,
        invoice.raised_on or "",
        invoice.received_on or "",
    ]

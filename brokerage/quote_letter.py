"""What the quote says to the head, in words, frozen with the document."""

from core import clock
from core.words import days, long_date, pounds


def title(quote):
    return f"Quote for science support, {quote.reference}" if quote.reference else "Quote for science support"


def context(quote):
    """Everything that the quote's letter says. The rest of `both` is what the coaching pool pays."""
    request, school = quote.request, quote.school
    funded = request.reserved_halves
    return {
        "addressee_lines": [quote.sent_to.name, *school.address_lines],
        "letter_date": clock.today().isoformat(),
        "is_demo_city": school.is_invented,
        "greeting": quote.sent_to.name,
        "school": school.name,
        "quote": quote.reference,
        "request": request.reference,
        "lines": _lines(quote),
        "total": pounds(quote.total_pence),
        "funded": days(funded) if funded else "",
        "note": quote.note,
        "valid_until": long_date(quote.valid_until),
        "lead": quote.sent_by.name,
    }


def _lines(quote):
    rate = pounds(quote.pence_per_day)
    shares = [("Preparation", quote.preparation_halves), ("At your school", quote.delivery_halves)]
    lines = [
        {
            "what": what,
            "days": f"{halves / 2:g}",
            "rate": rate,
            "amount": pounds(quote.pence_per_day * halves // 2),
        }
        for what, halves in shares
        if halves
    ]
    if quote.extras:
        lines.append({"what": quote.extras, "days": "–", "rate": "–", "amount": pounds(quote.extras_pence)})
    return lines

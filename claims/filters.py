"""What of the books somebody asks for in an address: by what, and which of it. What can't be read is left out."""

from claims.books.facts import STAGES
from claims.books.ledger import BY
from core import clock, financial_years

NONE = "none"


def by_of(query):
    """By what the ledger is shown: by source unless something else is asked for."""
    return query.get("by") if query.get("by") in BY else "source"


def where_of(query, *, by=""):
    """What the facts have to fit. The current year unless another is chosen, or the years themselves are shown."""
    where = {}
    if by != "year" and query.get("year") != "all":
        where["year"] = _year(query.get("year", ""))
    if query.get("stage") in STAGES:
        where["stage"] = query["stage"]
    if query.get("source"):
        where["source"] = query["source"][:20]
    if query.get("school") == NONE:
        where["school"] = None
    elif query.get("school", "").isascii() and query.get("school", "").isdigit() and len(query["school"]) == 6:
        where["school"] = int(query["school"])
    if _is_month(query.get("month", "")):
        where["month"] = query["month"]
    return where


def _year(typed):
    found = int(typed) if typed.isascii() and typed.isdigit() and len(typed) == 4 else 0
    return found if 2000 <= found <= 2100 else financial_years.year_of(clock.today())


def _is_month(typed):
    year, _, month = typed.partition("-")
    return (
        len(typed) == 7
        and typed.isascii()
        and year.isdigit()
        and month.isdigit()
        and year > "0"
        and 1 <= int(month) <= 12
    )

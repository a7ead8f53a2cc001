"""School terms as SATC counts them, to say how much somebody does in one (not when schools are open)."""

import datetime

from dateutil.easter import easter


def term_of(date):
    """The first and the last day of the term: September to December, January to Easter, Easter to August."""
    spring_ends = easter(date.year)
    if date.month >= 9:
        return datetime.date(date.year, 9, 1), datetime.date(date.year, 12, 31)
    if date <= spring_ends:
        return datetime.date(date.year, 1, 1), spring_ends
    return spring_ends + datetime.timedelta(days=1), datetime.date(date.year, 8, 31)

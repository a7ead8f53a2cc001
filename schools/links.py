"""The register's links between schools (GIAS), as published: which school took over from which.

Layout: https://get-information-schools.service.gov.uk/Downloads, "Links CSV". Each link is told from both sides, as
"Successor …" of one school and "Predecessor …" of the other; links of other kinds are left out.
"""

import csv
import re
from dataclasses import dataclass

from django.db import transaction

from schools.models import School, Succession
from schools.register import BadRow, NotTheRegister, clean, date, encoding_of

NEEDED = ("URN", "LinkURN", "LinkType")
SINCE = "LinkEstablishedDate"
AT_ONCE = 1000


@dataclass
class LinkCounts:
    """What an import of links did. `left_out`: links of other kinds, and of schools that aren't here."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0
    left_out: int = 0
    refused: int = 0

    def __str__(self):
        return (
            f"Links: created {self.created}, changed {self.changed}, unchanged {self.unchanged}, "
            f"left out {self.left_out}, refused {self.refused}."
        )


def import_links(path, *, refused):
    """Store the successors that a GIAS links file names; run again, it changes nothing.

    Calls `refused(row, reason)` for each row left out as wrong, the heading being row 1. Raises NotTheRegister.
    """
    counts = LinkCounts()
    try:
        with open(path, encoding=encoding_of(path), errors="replace", newline="") as file:
            rows = csv.reader(file, strict=True)
            places = _places(rows)
            pairs = _pairs(rows, places, counts, refused)
    except OSError as error:
        raise NotTheRegister(f"{path} can’t be read: {error.strerror}.") from error
    _store(pairs, counts, has_dates=SINCE in places)
    return counts


def _places(rows):
    """Where the columns are; a file that lacks one of those needed is refused."""
    try:
        heading = [name.strip() for name in next(rows, [])]
    except csv.Error as error:
        raise NotTheRegister("This is not a CSV file, with commas between the values.") from error
    for name in NEEDED:
        if name not in heading:
            raise NotTheRegister(f"This is not the register’s file of links: it has no column called “{name}”.")
    return {name: heading.index(name) for name in (*NEEDED, SINCE) if name in heading}


def _pairs(rows, places, counts, refused):
    """Each closed school and its successor, with since when; a link told from both sides is one."""
    pairs, number = {}, 1
    while True:
        number += 1
        try:
            row = next(rows, None)
            if row is None:
                return pairs
            if link := _link(row, places):
                school, successor, since = link
                pairs[school, successor] = pairs.get((school, successor)) or since
            elif any(row):
                counts.left_out += 1
        except (BadRow, csv.Error) as error:
            counts.refused += 1
            refused(number, str(error) if isinstance(error, BadRow) else "its quotation marks don’t match.")


def _link(row, places):
    """(school, successor, since) as a row tells it; None for a blank row and for links of other kinds."""
    row = row + [""] * (1 + max(places.values()) - len(row))
    kind = clean("LinkType", row[places["LinkType"]]).casefold()
    if not any(row) or not kind.startswith(("successor", "predecessor")):
        return None
    this, other = (_urn(name, row[places[name]].strip()) for name in ("URN", "LinkURN"))
    if this == other:
        raise BadRow(f"it links URN {this} to itself.")
    since = date(SINCE, clean(SINCE, row[places[SINCE]]), None) if SINCE in places else None
    return (this, other, since) if kind.startswith("successor") else (other, this, since)


def _urn(column, value):
    if not re.fullmatch(r"[1-9][0-9]{5}", value):
        raise BadRow(f"its {column} is “{value}”, not six digits." if value else f"it has no {column}.")
    return int(value)


@transaction.atomic
def _store(pairs, counts, *, has_dates):
    here = _those_here({urn for pair in pairs for urn in pair})
    stored = {(one.school_id, one.successor_id): one for one in Succession.objects.select_for_update()}
    to_create, to_change = [], []
    for (school, successor), since in pairs.items():
        one = stored.get((school, successor))
        if school not in here or successor not in here:
            counts.left_out += 1
        elif one is None:
            to_create.append(Succession(school_id=school, successor_id=successor, since=since))
        elif has_dates and one.since != since:
            one.since = since
            to_change.append(one)
        else:
            counts.unchanged += 1
    Succession.objects.bulk_create(to_create, batch_size=AT_ONCE)
    Succession.objects.bulk_update(to_change, ["since"], batch_size=AT_ONCE)
    counts.created, counts.changed = len(to_create), len(to_change)


def _those_here(urns):
    """Those of the URNs whose schools the portal has."""
    urns, found = sorted(urns), set()
    for start in range(0, len(urns), AT_ONCE):
        found |= set(School.objects.filter(pk__in=urns[start : start + AT_ONCE]).values_list("pk", flat=True))
    return found

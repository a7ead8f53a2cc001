"""The DfE's register of schools (GIAS), as published: read by column name, and stored by URN.

Layout: https://get-information-schools.service.gov.uk/Downloads, "Establishment fields CSV". Other copies have been
through a spreadsheet, lack columns or have ragged rows, so nothing but a URN and a name is taken for granted.
"""

import codecs
import csv
import datetime
import itertools
import re
from dataclasses import dataclass

from django.db import transaction

from core.exceptions import Refused
from core.workflow import record
from schools.models import School, SchoolStatus
from schools.search import text_of

BATCH = 1000
BLOCK = 1 << 16
NEEDED = ("URN", "EstablishmentName")
LA_CODE = "LA (code)"
HEAD = ("HeadTitle (name)", "HeadFirstName", "HeadLastName")

STATUSES = {status.label: status for status in SchoolStatus}
STEPS = {
    SchoolStatus.OPEN: "open",
    SchoolStatus.CLOSING: "propose_closing",
    SchoolStatus.PROPOSED: "propose_opening",
    SchoolStatus.CLOSED: "close",
}


class NotTheRegister(Refused):
    """The file as a whole can't be imported; the message says why, for the person who gave it."""


class BadRow(Refused):
    """One row can't be imported; the message says why."""


@dataclass
class Counts:
    """What an import did. A school that closed is counted among the changed ones too."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0
    closed: int = 0
    refused: int = 0


def import_file(path, *, la="", refused):
    """Store the schools of a GIAS file, all or those of one local authority, a batch at a time.

    Calls `refused(row, reason)` for each row left out, rows counted as a spreadsheet does (the heading is row 1).
    Fields that the file has no column for, and the portal's own, keep their values. Raises NotTheRegister.
    """
    counts = Counts()
    try:
        with open(path, encoding=encoding_of(path), errors="replace", newline="") as file:
            rows = csv.reader(file, strict=True)
            reading = Reading(heading_of(rows), la)
            good = (values for values in _readable(rows, reading, counts, refused) if values)
            while batch := list(itertools.islice(good, BATCH)):
                store(batch, counts)
    except OSError as error:
        raise NotTheRegister(f"{path} can’t be read: {error.strerror}.") from error
    return counts


def encoding_of(path):
    """UTF-8 if the whole file is (a byte order mark is skipped), otherwise cp1252, as the DfE publishes it."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with open(path, "rb") as file:
        block = file.read(BLOCK)
        if not block.strip():
            raise NotTheRegister(f"{path} is empty.")
        if block.startswith(b"PK\x03\x04"):
            raise NotTheRegister(f"{path} is a zip file. Unzip it, and import the CSV file that is in it.")
        try:
            while block:
                decoder.decode(block)
                block = file.read(BLOCK)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8-sig"


def heading_of(rows):
    """The names of the columns; a file that lacks one of those needed is refused."""
    try:
        heading = [name.strip() for name in next(rows, [])]
    except csv.Error as error:
        raise NotTheRegister("This is not a CSV file, with commas between the values.") from error
    for name in NEEDED:
        if name not in heading:
            raise NotTheRegister(f"This is not the register’s CSV file: it has no column called “{name}”.")
    for name in (*NEEDED, LA_CODE, *COLUMNS, *HEAD):
        if heading.count(name) > 1:
            raise NotTheRegister(f"The file has two columns called “{name}”.")
    return heading


class Reading:
    """How to read the rows of one file: which of its columns are known, and where they are."""

    def __init__(self, heading, la):
        if la and LA_CODE not in heading:
            raise NotTheRegister(f"The file can’t be limited to one authority: it has no column called “{LA_CODE}”.")
        self.width, self.la = len(heading), la
        self.places = {name: heading.index(name) for name in (*NEEDED, LA_CODE, *COLUMNS, *HEAD) if name in heading}
        self.known = [(name, *COLUMNS[name]) for name in COLUMNS if name in self.places]
        self.head = [name for name in HEAD if name in self.places]
        self.seen = bytearray(1_000_000)  # a byte for each URN there can be, so that memory stays flat

    def values(self, row):
        """A row's values by the school's field; None for a row that isn't wanted. Raises BadRow."""
        row = row + [""] * (self.width - len(row))  # too short: what is missing is blank
        if not any(row) or (self.la and row[self.places[LA_CODE]].strip() != self.la):
            return None
        if len(row) > self.width:
            raise BadRow(f"it has {len(row)} values for {self.width} columns.")
        values = {"urn": self.urn(row)}
        for column, field, read in self.known:
            values[field] = read(column, clean(column, row[self.places[column]]), School._meta.get_field(field))
        if self.head:
            values["head_name"] = " ".join(clean(name, row[self.places[name]]) for name in self.head).strip(" /")
        return values

    def urn(self, row):
        urn = row[self.places["URN"]].strip()
        if not re.fullmatch(r"[1-9][0-9]{5}", urn):
            raise BadRow(f"its URN is “{urn}”, not six digits." if urn else "it has no URN.")
        if self.seen[int(urn)]:
            raise BadRow(f"URN {urn} is in the file twice; the first row counts.")
        self.seen[int(urn)] = 1
        return int(urn)


def clean(column, value):
    """The value without needless blanks. A character that can't be read makes the row a bad one."""
    if "\ufffd" in value or "\0" in value:
        raise BadRow(f"{column} has a character that can’t be read.")
    return " ".join(value.split())


def text(column, value, field):
    if len(value) > field.max_length:
        raise BadRow(f"{column} is longer than {field.max_length} characters.")
    return value


def name(column, value, field):
    if not value:
        raise BadRow(f"it has no {column}.")
    return text(column, value, field)


def status(column, value, field):
    if not value:
        raise BadRow(f"it has no {column}.")
    if value not in STATUSES:
        raise BadRow(f"{column} is “{value}”, which is not a status of the register.")
    return STATUSES[value]


def four_digits(column, value, field):
    """A code of four digits: a spreadsheet may have lost the zeros in front."""
    return text(column, value.zfill(4) if value else "", field)


def telephone(column, value, field):
    """A telephone number: a spreadsheet may have lost the zero in front."""
    return text(column, f"0{value}" if re.fullmatch(r"[1-9][0-9]{8,9}", value) else value, field)


def number(column, value, field):
    most = 9999 if field.get_internal_type() == "PositiveSmallIntegerField" else 9_999_999
    if not value:
        return None
    if not re.fullmatch(r"[0-9]{1,7}", value) or int(value) > most:
        raise BadRow(f"{column} is “{value}”, which is not a whole number up to {most:,}.")
    return int(value)


def date(column, value, field):
    """A date as the register writes it, 31-12-1999, or as a spreadsheet does, 31/12/1999."""
    if not value:
        return None
    parts = re.fullmatch(r"([0-9]{1,2})([-/])([0-9]{1,2})\2([0-9]{4})", value)
    try:
        return datetime.date(int(parts[4]), int(parts[3]), int(parts[1]))
    except (TypeError, ValueError) as error:
        raise BadRow(f"{column} is “{value}”, which is not a date like 31-12-1999.") from error


COLUMNS = {
    "EstablishmentName": ("name", name),
    "EstablishmentStatus (name)": ("status", status),
    "LA (code)": ("la_code", text),
    "LA (name)": ("la_name", text),
    "EstablishmentNumber": ("establishment_number", four_digits),
    "TypeOfEstablishment (name)": ("type_name", text),
    "EstablishmentTypeGroup (name)": ("type_group", text),
    "PhaseOfEducation (name)": ("phase", text),
    "StatutoryLowAge": ("low_age", number),
    "StatutoryHighAge": ("high_age", number),
    "Street": ("street", text),
    "Locality": ("locality", text),
    "Address3": ("address3", text),
    "Town": ("town", text),
    "County (name)": ("county", text),
    "Postcode": ("postcode", text),
    "SchoolWebsite": ("website", text),
    "TelephoneNum": ("telephone", telephone),
    "Trusts (name)": ("trust_name", text),
    "Easting": ("easting", number),
    "Northing": ("northing", number),
    "OpenDate": ("opened_on", date),
    "CloseDate": ("closed_on", date),
}


def _readable(rows, reading, counts, refused):
    """The values of each good row, and None for each that isn't wanted; bad rows are told of and counted."""
    number_of_row = 1
    while True:
        number_of_row += 1
        try:
            row = next(rows, None)
            if row is None:
                return
            yield reading.values(row)
        except (BadRow, csv.Error) as error:
            counts.refused += 1
            reason = str(error) if isinstance(error, BadRow) else "its quotation marks don’t match."
            refused(number_of_row, reason)


@transaction.atomic
def store(batch, counts):
    """Write the schools that are new or differ, and record each change of status."""
    urns = [values["urn"] for values in batch]
    stored = {school.urn: school for school in School.objects.select_for_update().filter(pk__in=urns).order_by("pk")}
    to_write, moved = [], []
    for values in batch:
        school = stored.get(values["urn"])
        if school is None:
            to_write.append(School(**values))
            counts.created += 1
            continue
        before = school.status
        if not alter(school, values):
            counts.unchanged += 1
            continue
        to_write.append(school)
        counts.changed += 1
        if school.status != before:
            moved.append((school, before))
    fields = [*(field for field in batch[0] if field != "urn"), "search_text"]
    School.objects.bulk_create(to_write, update_conflicts=True, unique_fields=["urn"], update_fields=fields)
    for school, before in moved:
        record(school, STEPS[school.status], by=None, reason="The register says so.", before=before)
        counts.closed += school.status == SchoolStatus.CLOSED


def alter(school, values):
    """Set the values on the school; whether any of them, or what the school is found by, differs."""
    differs = False
    for field, value in values.items():
        if getattr(school, field) != value:
            setattr(school, field, value)
            differs = True
    return differs or text_of(school) != school.search_text

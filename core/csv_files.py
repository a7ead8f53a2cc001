"""CSV files that somebody gives us, from whatever spreadsheet they were saved by."""

import csv
import io

from core.exceptions import Refused


def text_of(content):
    """The words of a file: UTF-8 if all of it is (a byte order mark is skipped), otherwise cp1252."""
    if content.startswith(b"PK\x03\x04"):
        raise Refused("That is a spreadsheet. Save it as CSV, and choose that file.")
    try:
        return content.decode("utf-8-sig").replace("\0", "")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace").replace("\0", "")


def rows_of(text, *, needed, most):
    """The rows with something in them, as (number in a spreadsheet, values by column).

    A column's name is read without capitals and without what stands in brackets after it. Raises Refused when the
    file lacks a column that is needed, has no rows or more than `most`.
    """
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise Refused("This isn’t a CSV file, with commas between the values.") from error
    heading = [name.partition("(")[0].strip().lower() for name in rows[0]] if rows else []
    for name in needed:
        if name not in heading:
            raise Refused(f"The file has no column called “{name}”. Begin with the template.")
    found = [
        (number, {name: value.strip() for name, value in zip(heading, row, strict=False)})
        for number, row in enumerate(rows[1:], start=2)
        if any(value.strip() for value in row)
    ]
    if not found:
        raise Refused("The file has no rows below its heading.")
    if len(found) > most:
        raise Refused(f"The file has more than {most} rows. Split it.")
    return found

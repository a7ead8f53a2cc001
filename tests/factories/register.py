"""Files laid out as the DfE publishes its register, with invented schools in them."""

import csv
from pathlib import Path

INVENTED = Path(__file__).parent.parent / "data" / "gias_invented.csv"
ROW = {
    "URN": "900201",
    "LA (code)": "861",
    "LA (name)": "Stoke-on-Trent",
    "EstablishmentNumber": "2201",
    "EstablishmentName": "Clay End Primary School",
    "EstablishmentStatus (name)": "Open",
    "OpenDate": "",
    "CloseDate": "",
    "PhaseOfEducation (name)": "Primary",
    "StatutoryLowAge": "",
    "StatutoryHighAge": "",
    "Town": "Stoke-on-Trent",
    "Postcode": "ST9 9BA",
    "TelephoneNum": "",
}


def school_row(**values):
    """One school's values by column. Names with blanks in them are given as `**{"LA (code)": "860"}`."""
    return ROW | values


def register_file(folder, *rows, without=(), encoding="cp1252", name="register.csv"):
    """Write rows (dicts by column, or lists as they are) under a heading; returns the path."""
    columns = [column for column in ROW if column not in without]
    path = folder / name
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        for row in rows:
            writer.writerow([row[column] for column in columns] if isinstance(row, dict) else row)
    return path


def long_register_file(folder, length):
    """A file of many schools, written a row at a time."""
    path = folder / "long.csv"
    with path.open("w", encoding="cp1252", newline="") as file:
        writer = csv.DictWriter(file, ROW)
        writer.writeheader()
        for n in range(length):
            writer.writerow(school_row(URN=str(100000 + n), EstablishmentName=f"Clay End School {n}"))
    return path

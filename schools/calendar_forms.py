import datetime

from django import forms

from core import csv_files
from core.exceptions import Refused
from core.forms import KeyedForm
from schools.calendar import why_not
from schools.fields import SchoolField
from schools.models import PeriodKind, School

COLUMNS = ("kind", "first day", "last day", "name", "authority", "school")
# How rows look; shown on the page, and not in the template, where they would be imported.
EXAMPLES = [
    ("School holiday", "25/10/2027", "29/10/2027", "Autumn half term", "861", ""),
    ("INSET day", "01/11/2027", "", "", "", "900123"),
    ("SATs week", "08/05/2028", "11/05/2028", "", "", ""),
]
LARGEST_FILE = 500_000
MOST_ROWS = 1000
LONGEST_NAME = 60
DATES = ("%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d/%m/%y")
KINDS = {word.lower(): kind for kind in PeriodKind for word in (kind.label, kind.value)} | {
    "inset": PeriodKind.INSET,
    "sats": PeriodKind.SATS,
    "phonics": PeriodKind.PHONICS,
    "half term": PeriodKind.HOLIDAY,
}


def authorities():
    """Every authority that a school of ours is in, as (code, name)."""
    found = School.objects.exclude(la_code="").order_by("la_name").values_list("la_code", "la_name").distinct()
    return [(code, name or code) for code, name in found]


def date_field(label, missing, **more):
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date", "class": "input-10"}, format="%Y-%m-%d"),
        error_messages={"required": missing, "invalid": "Enter a date, like 3/3/2027."},
        **more,
    )


class PeriodForm(KeyedForm):
    """One entry of the school calendar."""

    kind = forms.ChoiceField(
        label="What is it?",
        choices=PeriodKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it is.", "invalid_choice": "Choose what it is."},
    )
    name = forms.CharField(
        label="Name",
        required=False,
        max_length=LONGEST_NAME,
        help_text="Like “Easter” or “May half term”.",
        error_messages={"max_length": f"Keep it to {LONGEST_NAME} characters."},
    )
    starts_on = date_field("First day", "Enter the first day.")
    ends_on = date_field("Last day", "Enter the last day.", required=False, help_text="Leave it empty for one day.")
    la_code = forms.ChoiceField(
        label="For which schools?",
        required=False,
        error_messages={"invalid_choice": "Choose from the list."},
    )
    school = SchoolField(label="Or for one school only", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["la_code"].choices = [("", "All of England"), *authorities()]

    @classmethod
    def initial_of(cls, period):
        """The entry as it is."""
        return {name: getattr(period, name) for name in ("kind", "name", "starts_on", "ends_on", "la_code", "school")}

    def clean(self):
        data = super().clean()
        if data.get("la_code") and data.get("school"):
            self.add_error("school", "Choose schools of one authority, or one school, not both.")
        if "starts_on" in data and "ends_on" in data:
            data["ends_on"] = data["ends_on"] or data["starts_on"]
            if reason := why_not(data["starts_on"], data["ends_on"]):
                self.add_error("ends_on", reason)
        return data

    def details(self):
        """What the service is called with."""
        return {name: value for name, value in self.cleaned_data.items() if name != "form_key"}


class CalendarFileForm(KeyedForm):
    """A CSV file of the school calendar: every row is read, and each that can't be is named in `bad_rows`."""

    file = forms.FileField(
        label="The file",
        help_text="CSV, with the columns of the template. In a spreadsheet: Save as, CSV.",
        error_messages={
            "required": "Choose the file.",
            "invalid": "Choose the file.",
            "empty": "The file is empty.",
            "missing": "Choose the file.",
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.rows, self.bad_rows = [], []

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError("That file is too large to be a calendar. Choose another.")
        try:
            rows = csv_files.rows_of(csv_files.text_of(file.read()), needed=("kind", "first day"), most=MOST_ROWS)
        except Refused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        seen, known = set(), Known(row for _, row in rows)
        for number, row in rows:
            entry, wrong = read_row(row, known)
            if not wrong and (same := tuple(value for key, value in entry.items() if key != "name")) in seen:
                wrong = ["This row is in the file twice."]
            if wrong:
                self.bad_rows.append((number, " ".join(wrong)))
            else:
                seen.add(same)
                self.rows.append(entry)
        if self.bad_rows:
            raise forms.ValidationError("Nothing was added, because some rows can’t be read. Mend them and try again.")
        return file


class Known:
    """The authorities, and those schools that the rows of a file name, by their codes."""

    def __init__(self, rows):
        self.authorities = dict(authorities())
        urns = {int(urn) for row in rows if _is_urn(urn := row.get("school", ""))}
        self.schools = School.objects.in_bulk(urns)

    def school(self, urn):
        return self.schools.get(int(urn)) if _is_urn(urn) else None


def _is_urn(typed):
    return len(typed) == 6 and typed.isascii() and typed.isdigit()


def read_row(row, known):
    """A row as the service takes it, and what is wrong with it in sentences."""
    wrong = []
    kind = KINDS.get(row.get("kind", "").lower())
    if kind is None:
        wrong.append(f"kind: write one of {', '.join(kind.label for kind in PeriodKind)}.")
    starts_on, ends_on = _date(row.get("first day", "")), _date(row.get("last day", "") or row.get("first day", ""))
    for column, date in (("first day", starts_on), ("last day", ends_on)):
        if date is None:
            wrong.append(f"{column}: write a date, like 03/03/2027.")
    if starts_on and ends_on and (reason := why_not(starts_on, ends_on)):
        wrong.append(reason)
    name, la_code = row.get("name", ""), row.get("authority", "")
    if len(name) > LONGEST_NAME:
        wrong.append(f"name: keep it to {LONGEST_NAME} characters.")
    if la_code and la_code not in known.authorities:
        wrong.append(f"authority: we know no schools of “{la_code[:20]}”. Write its three digits, like 861.")
    urn = row.get("school", "")
    school = known.school(urn)
    if urn and school is None:
        wrong.append(f"school: we know none with the URN “{urn[:20]}”.")
    if la_code and school:
        wrong.append("Write an authority or a school, not both.")
    entry = {"kind": kind, "starts_on": starts_on, "ends_on": ends_on}
    return entry | {"name": name, "la_code": la_code, "school": school}, wrong


def _date(typed):
    for form in DATES:
        try:
            return datetime.datetime.strptime(typed, form).date()
        except ValueError:
            continue
    return None

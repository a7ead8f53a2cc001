"""The CSV file of the influencers there are already: every row is read, and all that is wrong with it is said."""

import difflib

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from core import csv_files
from core.exceptions import Refused
from core.forms import KeyedForm
from core.privacy import NO_CONTACT_DETAILS, has_contact_details
from influencers.forms import LONGEST_NAME
from influencers.models import Expertise, ExpressionOfInterest, Influencer, KeyStage, NomineeRole
from influencers.self_forms import LONGEST_BIOGRAPHY, LONGEST_LINES
from programmes.models import Opportunity
from schools.models import Person, School

NEEDED = ("name", "e-mail", "urn", "strengths", "key stages")
COLUMNS = (*(f"{name} (needed)" for name in NEEDED), "role", "biography", "could ask for", "achieved")
LARGEST_FILE = 500_000
MOST_ROWS = 200
SHOWN = 40
ROLES = {words.lower(): role for role in NomineeRole for words in (role.label, role.value)}


class BringInForm(KeyedForm):
    """The file, or, once it has been checked, its text: nothing is kept between the two pages but the form."""

    file = forms.FileField(
        label="The file",
        help_text="CSV, with the columns of the template. In a spreadsheet: Save as, CSV.",
        error_messages={
            "required": "Choose the file.",
            "empty": "The file is empty.",
            "invalid": "Choose the file.",
            "missing": "Choose the file.",
        },
    )
    text = forms.CharField(required=False, strip=False, widget=forms.HiddenInput, max_length=LARGEST_FILE)

    def __init__(self, *args, by=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.by, self.rows, self.bad_rows = by, [], []
        self.fields["file"].required = not self.data.get("text")

    def clean(self):
        data = super().clean()
        if self.errors:
            return data
        try:
            data["text"] = self._text(data)
            rows = csv_files.rows_of(data["text"], needed=NEEDED, most=MOST_ROWS)
        except Refused as refusal:
            self.add_error("file", str(refusal))
            return data
        self._read(rows)
        if self.bad_rows:
            self.add_error("file", "Nobody was brought in, because some rows can’t be. Mend them and try again.")
        return data

    def _text(self, data):
        if file := data.get("file"):
            if file.size > LARGEST_FILE:
                raise Refused("That file is too large to be a list of influencers. Choose another.")
            return csv_files.text_of(file.read())
        if not data.get("text", "").strip():
            raise Refused("Choose the file.")
        return data["text"].replace("\0", "")

    def _read(self, rows):
        known, seen = Known(rows), {}
        for number, row in rows:
            reading = Reading(row, known, self.by)
            email = reading.entry["email"]
            if email and email in seen:
                reading.is_wrong("e-mail", f"it is in row {seen[email]} too.")
            seen.setdefault(email, number)
            self.bad_rows += [(number, column, wrong) for column, wrong in reading.wrong]
            self.rows.append(reading.entry)

    @property
    def new(self):
        """The rows of those who aren't influencers yet."""
        there = set(Influencer.objects.values_list("person__email", flat=True))
        there |= set(Person.objects.filter(merged_into__influencer__isnull=False).values_list("email", flat=True))
        return [row for row in self.rows if row["email"] not in there]


class Known:
    """What the rows may name, read once for all of them."""

    def __init__(self, rows):
        self.schools = School.objects.in_bulk({int(urn) for _, row in rows if _is_urn(urn := row.get("urn", ""))})
        self.successors = {}
        self.terms = _by_word(Expertise.objects.all())
        self.opportunities = _by_word(Opportunity.objects.all())
        self.stages = {word: stage for stage in KeyStage for word in (stage.value, stage.label.lower())}
        emails = {row.get("e-mail", "").lower() for _, row in rows}
        live = ExpressionOfInterest.objects.live().filter(person__email__in=emails)
        self.on_their_way = dict(live.values_list("person__email", "reference"))
        self.off = set(Person.objects.filter(email__in=emails, is_active=False, merged_into=None)
                       .values_list("email", flat=True))  # fmt: skip

    def instead_of(self, school):
        """What to write in place of a school that isn't open: the register's successors, each with its URN."""
        if school.pk not in self.successors:
            found = School.objects.successors_of(school)
            self.successors[school.pk] = " or ".join(f"{one} (URN {one.urn})" for one in found)
        if named := self.successors[school.pk]:
            return f"Its successor is {named}. Give the school they work at now."
        return "Give the school they work at now."


def _by_word(things):
    return {word.lower(): thing for thing in things for word in (thing.slug, thing.name)}


class Reading:
    """One row as the service takes it, in `entry`, and all that is `wrong` with it, as (column, words)."""

    def __init__(self, row, known, by):
        self.row, self.known, self.by, self.wrong = row, known, by, []
        self.entry = {
            "name": self.text("name", LONGEST_NAME, is_needed=True),
            "email": self.email(),
            "school": self.school(),
            "role": self.role(),
            "expertise": self.chosen("strengths", known.terms, is_needed=True),
            "stages": self.chosen("key stages", known.stages, is_needed=True),
            "biography": self.text("biography", LONGEST_BIOGRAPHY),
            "offer": "\n".join(self.parts("could ask for")),
            "achieved": self.chosen("achieved", known.opportunities),
        }
        self.check_words("could ask for", self.entry["offer"], LONGEST_LINES)

    def is_wrong(self, column, words):
        self.wrong.append((column, words))

    def text(self, column, longest, *, is_needed=False):
        text = self.row.get(column, "")
        if is_needed and not text:
            self.is_wrong(column, "it is empty.")
        self.check_words(column, text, longest)
        return text

    def check_words(self, column, text, longest):
        if len(text) > longest:
            self.is_wrong(column, f"keep it to {longest} characters. This is {len(text)}.")
        if has_contact_details(text):
            self.is_wrong(column, NO_CONTACT_DETAILS)
        if "\ufffd" in text:
            self.is_wrong(column, "it has a character that can’t be read.")

    def email(self):
        email = self.row.get("e-mail", "").lower()
        try:
            validate_email(email)
        except ValidationError:
            self.is_wrong("e-mail", f"“{email[:SHOWN]}” is not an e-mail address." if email else "it is empty.")
            return email
        if email in self.known.on_their_way:
            self.is_wrong("e-mail", f"they are on their way already, by {self.known.on_their_way[email]}.")
        if email in self.known.off:
            self.is_wrong("e-mail", "somebody known by it can’t sign in any more.")
        if self.by is not None and email in self.by.addresses:
            self.is_wrong("e-mail", "this is you. Another SATC lead has to bring you in.")
        return email

    def school(self):
        urn = self.row.get("urn", "")
        school = self.known.schools.get(int(urn)) if _is_urn(urn) else None
        if not urn:
            self.is_wrong("urn", "it is empty.")
        elif school is None:
            self.is_wrong("urn", f"the register has no school with the URN “{urn[:SHOWN]}”.")
        elif not school.is_open:
            self.is_wrong("urn", f"{school} is {school.get_status_display().lower()}. {self.known.instead_of(school)}")
        return school

    def role(self):
        typed = self.row.get("role", "").lower()
        if typed and typed not in ROLES:
            self.is_wrong("role", "write science leader or teacher, or leave it empty for teacher.")
        return ROLES.get(typed, NomineeRole.TEACHER)

    def parts(self, column):
        return [part.strip() for part in self.row.get(column, "").split(";") if part.strip()]

    def chosen(self, column, words, *, is_needed=False):
        """What the parts of a value name, each once."""
        found = []
        for part in self.parts(column):
            if part.lower() in words:
                found.append(words[part.lower()])
            else:
                self.is_wrong(column, f"we don’t know “{part[:SHOWN]}”.{_nearest(part, words)}")
        if is_needed and not self.parts(column):
            self.is_wrong(column, "give at least one, with a semicolon between two.")
        return list(dict.fromkeys(found))


def _nearest(part, words):
    if any(isinstance(word, KeyStage) for word in words.values()):
        return " Write EYFS, KS1 or KS2."
    near = difflib.get_close_matches(part.lower(), words, n=1, cutoff=0.5)
    if not near:
        return ""
    return f" Do you mean “{words[near[0]].name}”?"


def _is_urn(typed):
    return len(typed) == 6 and typed.isascii() and typed.isdigit()

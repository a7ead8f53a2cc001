from dataclasses import dataclass, field

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy

from core.words import long_date
from schools.models import School, SchoolStatus

MOST_SHOWN = 10
LONGEST = 200


@dataclass(frozen=True)
class Typed:
    """What came from a school box: the text, and the URN that was picked while the box said `picked_for`."""

    text: str = ""
    urn: str = ""
    picked_for: str = ""
    # Where a form starts with a school, so that it needn't be looked up again.
    school: School | None = field(default=None, compare=False)

    def __bool__(self):
        return bool(self.text)

    @classmethod
    def of(cls, school):
        return cls(school.label, str(school.urn), school.label, school)

    @property
    def pick(self):
        """The URN picked, unless the text was edited after it."""
        return self.urn if self.picked_for.strip() == self.text else ""


def with_urn(text):
    """The school with this URN, or None."""
    return School.objects.filter(pk=text).first() if text.isascii() and text.isdigit() and len(text) == 6 else None


class SchoolInput(forms.Widget):
    """A text box that a script makes a combobox and, where several schools match, a list to choose from."""

    template_name = "schools/school_box.html"
    to_choose_from = ()
    are_there_more = False

    class Media:
        js = [forms.Script("js/school-picker.js", defer=True)]

    def value_from_datadict(self, data, files, name):
        parts = (data.get(key) or "" for key in (name, f"{name}_urn", f"{name}_picked_for"))
        return Typed(*(part.strip() for part in parts))

    def value_omitted_from_data(self, data, files, name):
        return name not in data

    def get_context(self, name, value, attrs):
        picked = (value.school or with_urn(value.pick)) if value else None
        # What was chosen from a list is shown by its name, not by the words that were looked for.
        value = Typed.of(picked) if picked and picked.is_open else value or Typed()
        context = super().get_context(name, None, attrs)
        context["widget"] |= {
            "typed": value,
            "pick": value.pick,
            "to_choose_from": self.to_choose_from,
            "are_there_more": self.are_there_more,
            "longest": LONGEST,
            "search_url": reverse_lazy("schools:search"),
        }
        return context


class SchoolHidden(SchoolInput):
    """The same values, posted again unseen."""

    input_type = "hidden"
    template_name = "schools/school_hidden.html"


class SchoolField(forms.Field):
    """An open school, found by name, postcode or URN; the cleaned value is a School.

    What was picked from a list counts while the text stands as it was when it was picked. Otherwise the text must be a
    URN, or fit one open school; if it fits several, the form comes back with a list of them.
    """

    widget = SchoolInput
    hidden_widget = SchoolHidden
    default_error_messages = {
        "required": "Enter the school’s name, its postcode or its URN.",
        "none": "No open school matches “%(text)s”. Try its postcode, or its URN.",
        "several": "Several schools match “%(text)s”. Choose which one it is.",
        "closed": "%(school)s is closed in the register.",
        "succeeded": "%(school)s closed%(when)s. %(next)s Choose it below, or enter another school.",
        "proposed": "%(school)s is not open yet in the register.",
        "long": "That is too long. Enter the school’s name, its postcode or its URN.",
    }

    def __init__(self, *, label="School", help_text="Its name, its postcode or its URN.", **kwargs):
        super().__init__(label=label, help_text=help_text, **kwargs)

    def prepare_value(self, value):
        if isinstance(value, School):
            return Typed.of(value)
        return value

    def to_python(self, value):
        if not value:
            return None
        if len(value.text) > LONGEST or "\0" in value.text:
            raise self._error("long")
        return self._by_urn(value) or self._by_text(value.text)

    def validate(self, value):
        if value is None and self.required:
            raise self._error("required")

    def has_changed(self, initial, data):
        return (self.prepare_value(initial) or Typed()) != (data or Typed())

    def _by_urn(self, value):
        """The school that was picked, or whose URN was typed; None when there is no such school."""
        school = with_urn(value.pick or value.text)
        if school is None or school.is_open:
            return school
        if school.status == SchoolStatus.CLOSED:
            raise self._closed(school)
        raise self._error("proposed", school=school.name)

    def _by_text(self, text):
        found = list(School.objects.found_by(text)[: MOST_SHOWN + 1])
        if not found:
            closed = list(School.objects.closed_and_found_by(text)[:2])
            raise self._closed(closed[0]) if len(closed) == 1 else self._error("none", text=text)
        if len(found) == 1:
            return found[0]
        self.widget.to_choose_from, self.widget.are_there_more = found[:MOST_SHOWN], len(found) > MOST_SHOWN
        raise self._error("several", text=text)

    def _closed(self, school):
        """What is wrong with a closed school; its successors are listed to choose from."""
        successors = list(School.objects.successors_of(school)[:MOST_SHOWN])
        if not successors:
            return self._error("closed", school=school.name)
        self.widget.to_choose_from = successors
        names = " or ".join(each.name for each in successors)
        following = f"Its successor is {names}." if len(successors) == 1 else f"Its successors are {names}."
        when = f" on {long_date(school.closed_on)}" if school.closed_on else ""
        return self._error("succeeded", school=school.name, when=when, next=following)

    def _error(self, code, **params):
        return ValidationError(self.error_messages[code], code=code, params=params)

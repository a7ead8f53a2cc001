"""The action plan's form: objectives, each with its actions. It grows by buttons that post, so it needs no script."""

from dataclasses import dataclass

from django import forms

from brokerage.forms.visits import date, line

MOST_OBJECTIVES = 5
MOST_ACTIONS = 8
ANOTHER_OBJECTIVE = "objective"


class ObjectiveForm(forms.Form):
    text = line("What should be different?", "Say what should be different.")


class ActionForm(forms.Form):
    """One step. It may be left empty as a whole, not in part."""

    text = line("What will be done?", "Say what will be done.")
    who = forms.CharField(
        label="Who does it?",
        max_length=150,
        error_messages={"required": "Say who does it.", "max_length": "Keep it to 150 characters."},
    )
    by_when = date("By when?", "Enter the date by which it is done.")
    how_we_will_know = line("How will we know that it worked?", "Say how you will know that it worked.")


@dataclass
class Row:
    """One objective and its actions, as forms."""

    form: ObjectiveForm
    actions: list
    prefix: str

    @property
    def may_grow(self):
        return len(self.actions) < MOST_ACTIONS


class PlanForm:
    """All of the plan's forms as one; it speaks like a form to the error summary."""

    def __init__(self, data=None, *, initial=None, unchecked=False):
        """From what was posted, or from objectives as `services.save_plan` takes them.

        `unchecked` shows what was posted again without finding fault, when a row was added.
        """
        self.data, self.is_bound = data, data is not None and not unchecked
        rows = _posted(data) if data is not None else initial or [{"text": "", "actions": [{}]}]
        self.rows = [self._row(number, row) for number, row in enumerate(rows)]

    def _row(self, number, row):
        prefix = f"o{number}"
        actions = [self._form(ActionForm, f"{prefix}-a{place}", action) for place, action in enumerate(row["actions"])]
        return Row(self._form(ObjectiveForm, prefix, {"text": row["text"]}), actions, prefix)

    def _form(self, form, prefix, values):
        options = {"prefix": prefix, "empty_permitted": True, "use_required_attribute": False}
        if self.is_bound:
            return form(self.data, **options)
        return form(initial=values, **options)

    @property
    def may_grow(self):
        return len(self.rows) < MOST_OBJECTIVES

    def grown(self, wanted):
        """The same with one more row: an objective, or an action of the objective with that prefix."""
        rows = _posted(self.data)
        if wanted == ANOTHER_OBJECTIVE and len(rows) < MOST_OBJECTIVES:
            rows.append({"text": "", "actions": [{}]})
        for number, row in enumerate(rows):
            if wanted == f"o{number}" and len(row["actions"]) < MOST_ACTIONS:
                row["actions"].append({})
        return PlanForm(initial=rows)

    def is_valid(self):
        """Check every row that was begun; an objective with actions needs its words."""
        is_valid = all(form.is_valid() for form in self._forms())
        for row in self.rows:
            begun = any(action.has_changed() for action in row.actions)
            if begun and not row.form.cleaned_data.get("text"):
                row.form.add_error("text", "Say what should be different.")
                is_valid = False
        return is_valid

    def objectives(self):
        """What was written, without the empty rows, as `services.save_plan` takes it."""
        return [
            {
                "text": row.form.cleaned_data["text"],
                "actions": [action.cleaned_data for action in row.actions if action.has_changed()],
            }
            for row in self.rows
            if row.form.cleaned_data.get("text")
        ]

    def add_error(self, field, error):
        """A refusal, which the summary shows."""
        self.rows[0].form.add_error(field, error)

    def _forms(self):
        for row in self.rows:
            yield row.form
            yield from row.actions

    def __iter__(self):
        """Every box, for the error summary."""
        for form in self._forms():
            yield from form

    @property
    def errors(self):
        return [form.errors for form in self._forms() if form.errors] if self.is_bound else []

    def non_field_errors(self):
        return self.rows[0].form.non_field_errors()


def _posted(data):
    """What was posted, as typed. Counts that make no sense count as the least or the most."""
    objectives = _count(data.get("objectives"), MOST_OBJECTIVES)
    return [
        {
            "text": data.get(f"o{number}-text", ""),
            "actions": [
                {name: data.get(f"o{number}-a{place}-{name}", "") for name in ActionForm.base_fields}
                for place in range(_count(data.get(f"o{number}-actions"), MOST_ACTIONS))
            ],
        }
        for number in range(objectives)
    ]


def _count(text, most):
    number = int(text) if text and text.isascii() and text.isdigit() and len(text) < 4 else 1
    return min(max(number, 1), most)

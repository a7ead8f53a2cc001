"""The action plan's form: objectives, each with its actions. It grows by buttons that post, so it needs no script."""

from dataclasses import dataclass

from django import forms

from brokerage.forms.visits import date, line
from brokerage.models.plan import Confidence
from core.forms import KeyedForm

MOST_OBJECTIVES = 5
MOST_ACTIONS = 8
ANOTHER_OBJECTIVE = "objective"


class RowForm(forms.Form):
    """A row of the plan. `origin` is the row of an earlier version with which it began; nobody types it."""

    origin = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def has_changed(self):
        return any(name != "origin" for name in self.changed_data)


class ObjectiveForm(RowForm):
    text = line("What should be different?", "Say what should be different.")
    confidence_before = forms.TypedChoiceField(
        label="How confident does the science leader feel in this now?",
        help_text="They say it themselves. At the end we ask again.",
        choices=[("", "Not asked yet"), *Confidence.choices],
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.Select(attrs={"class": "form-select w-auto"}),
        error_messages={"invalid_choice": "Choose from the list."},
    )


class ActionForm(RowForm):
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
        return Row(self._form(ObjectiveForm, prefix, row), actions, prefix)

    def _form(self, form, prefix, values):
        options = {"prefix": prefix, "empty_permitted": True, "use_required_attribute": False}
        if self.is_bound:
            return form(self.data, **options)
        return form(initial=values, **options)

    @property
    def may_grow(self):
        return len(self.rows) < MOST_OBJECTIVES

    def grown(self, wanted, tasks=()):
        """The same with one more row: an objective, an action of the objective with that prefix, or a gap task.

        A gap task becomes an action of the last objective.
        """
        rows = _posted(self.data)
        if wanted == ANOTHER_OBJECTIVE and len(rows) < MOST_OBJECTIVES:
            rows.append({"text": "", "actions": [{}]})
        for number, row in enumerate(rows):
            if wanted == f"o{number}" and len(row["actions"]) < MOST_ACTIONS:
                row["actions"].append({})
        for task in tasks:
            if wanted == f"task-{task.pk}":
                _pick(task, rows[-1]["actions"])
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
                **row.form.cleaned_data,
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


def _pick(task, actions):
    """Into the first action that is still empty, or one more."""
    empty = next((action for action in actions if not any(action.values())), None)
    if empty is not None:
        empty["text"] = task.text
    elif len(actions) < MOST_ACTIONS:
        actions.append({"text": task.text})


def _posted(data):
    """What was posted, as typed. Counts that make no sense count as the least or the most."""
    objectives = _count(data.get("objectives"), MOST_OBJECTIVES)
    return [
        {
            **_typed(data, ObjectiveForm, f"o{number}"),
            "actions": [
                _typed(data, ActionForm, f"o{number}-a{place}")
                for place in range(_count(data.get(f"o{number}-actions"), MOST_ACTIONS))
            ],
        }
        for number in range(objectives)
    ]


def _typed(data, form, prefix):
    return {name: data.get(f"{prefix}-{name}", "") for name in form.base_fields}


def _count(text, most):
    number = int(text) if text and text.isascii() and text.isdigit() and len(text) < 4 else 1
    return min(max(number, 1), most)


def confidence_form(plan, data=None):
    """How confident the science leader feels now, objective by objective."""
    choices = [*Confidence.choices]
    fields = {
        f"objective_{objective.pk}": forms.TypedChoiceField(
            label=objective.text,
            help_text=f"Before: {objective.get_confidence_before_display()}" if objective.confidence_before else "",
            choices=choices,
            coerce=int,
            initial=objective.confidence_after,
            widget=forms.RadioSelect,
            error_messages={"required": "Choose from 1 to 5.", "invalid_choice": "Choose from 1 to 5."},
        )
        for objective in plan.objectives.all()
    }
    return type("ConfidenceForm", (KeyedForm,), fields)(data)


def ratings_of(form, plan):
    """What the service is called with."""
    return {objective: form.cleaned_data[f"objective_{objective.pk}"] for objective in plan.objectives.all()}

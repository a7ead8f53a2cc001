"""A step in a flow that no service takes is a promise that nobody keeps."""

import ast
from pathlib import Path

import pytest
from django.conf import settings

from core.workflow import Flow
from tests.architecture.test_relations_point_down import OURS

# The outbox takes its steps for whatever it makes, in core.
STEPS_TAKEN_IN = {"correspondence": ["core/outbox.py", "correspondence/services.py"]}
# What moves a thing, and what passes the name of a step on to it.
MOVERS = {"move", "move_all", "record"}

FLOWS = [(model.flow, model._meta.app_label) for model in OURS if isinstance(getattr(model, "flow", None), Flow)]
STEPS = [pytest.param(app, action, id=f"{flow.name}: {action}") for flow, app in FLOWS for action in flow.transitions]


def sources(app):
    root = Path(settings.BASE_DIR)
    if app in STEPS_TAKEN_IN:
        return [root / path for path in STEPS_TAKEN_IN[app]]
    return [*root.glob(f"{app}/services.py"), *root.glob(f"{app}/services/*.py")]


def steps_taken(app):
    """Every text that a service passes to `move`, or to a function of its own that passes it to `move`."""
    taken = set()
    trees = [ast.parse(path.read_text()) for path in sources(app)]
    functions = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    movers = MOVERS | {function.name for function in functions if passes_on(function)}
    for tree in trees:
        tables = tables_of(tree)
        taken |= {text for call in calls(tree, movers) for text in texts(call, tables)}
    return taken


def passes_on(function):
    """Whether the function hands one of its own arguments to `move` as the step."""
    names = {argument.arg for argument in function.args.args}
    given = {arg.id for call in calls(function, MOVERS) for arg in call.args[1:2] if isinstance(arg, ast.Name)}
    return bool(names & given)


def calls(tree, names):
    return [node for node in ast.walk(tree)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names]  # fmt: skip


def tables_of(tree):
    """The texts in each table that a module keeps: `STEPS = {…: "a step"}`."""
    return {
        node.targets[0].id: {value.value for value in node.value.values if isinstance(value, ast.Constant)}
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and isinstance(node.value, ast.Dict)
    }


def texts(call, tables):
    """The steps that a call may name: `move(x, "a")`, `move(x, "a" if … else "b")`, `move(x, STEPS[…])`."""
    named = set()
    for node in (node for arg in call.args[1:2] for node in ast.walk(arg)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            named.add(node.value)
        elif isinstance(node, ast.Name):
            named |= tables.get(node.id, set())
    return named


@pytest.mark.parametrize(("app", "action"), STEPS)
def test_every_step_is_taken_by_a_service(app, action):
    assert action in steps_taken(app)


def test_services_are_read():
    assert {app: bool(steps_taken(app)) for _, app in FLOWS} == dict.fromkeys((app for _, app in FLOWS), True)


@pytest.mark.parametrize(("flow", "app"), FLOWS, ids=lambda value: getattr(value, "name", ""))
def test_every_state_can_be_reached_from_the_start(flow, app):
    reached = set(flow.starts)
    while more := {step.target for step in flow.transitions.values() if reached & set(step.sources)} - reached:
        reached |= more

    assert reached == set(flow.statuses)

"""Where a model says who did something and when, a constraint sets the two together."""

import pytest
from django.apps import apps

from tests.architecture.test_relations_point_down import OURS


def pairs(model):
    names = {field.name for field in model._meta.local_fields if field.null}
    return [(f"{stem}_by", f"{stem}_at") for name in names if (stem := name.removesuffix("_by")) + "_at" in names
            and name.endswith("_by")]  # fmt: skip


def set_together(model):
    return [
        {name.removesuffix("__isnull") for name, _ in _leaves(constraint.condition)}
        for constraint in model._meta.constraints
        if hasattr(constraint, "condition") and constraint.condition
    ]


def _leaves(condition):
    for child in condition.children:
        if isinstance(child, tuple):
            yield child
        else:
            yield from _leaves(child)


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_by_and_at_are_held_together(model):
    assert [pair for pair in pairs(model) if not any(set(pair) <= held for held in set_together(model))] == []


def test_the_search_finds_pairs():
    assert ("approved_by", "approved_at") in pairs(apps.get_model("claims.Claim"))

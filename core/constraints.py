"""The CHECKs that several apps need, by the rule that each states."""

from django.db.models import CheckConstraint, F, Q


def set_together(*fields, name):
    """All of the fields are set, or none of them is."""
    none = Q(**{f"{field}__isnull": True for field in fields})
    every = Q(**{f"{field}__isnull": False for field in fields})
    return CheckConstraint(condition=none | every, name=name)


def different_people(one, other, *, name):
    """Where both are known, they are two different people."""
    condition = Q(**{f"{one}__isnull": True}) | Q(**{f"{other}__isnull": True}) | ~Q(**{one: F(other)})
    return CheckConstraint(condition=condition, name=name)


def pairs_apart(model):
    """The pairs of columns of a model that `different_people` holds apart."""
    conditions = [each.condition for each in model._meta.constraints if isinstance(each, CheckConstraint)]
    children = [child for condition in conditions for child in condition.children if isinstance(child, Q)]
    return [
        (child.children[0][0], child.children[0][1].name)
        for child in children
        if child.negated and isinstance(child.children[0], tuple) and isinstance(child.children[0][1], F)
    ]


def exactly_one(*fields, name):
    """One of the fields is set, and no other."""
    condition = Q()
    for chosen in fields:
        condition |= Q(**{f"{field}__isnull": field != chosen for field in fields})
    return CheckConstraint(condition=condition, name=name)


def one_of(field, choices, *, name):
    """The field holds one of the values that the choices name."""
    return CheckConstraint(condition=Q(**{f"{field}__in": choices.values}), name=name)


def is_set(field, *, when, name):
    """Where `when` holds, the field is set."""
    return CheckConstraint(condition=~when | Q(**{f"{field}__isnull": False}), name=name)


def set_where(flag, field, *, name):
    """The field is set where the flag is true, and only there."""
    return CheckConstraint(
        condition=Q(**{flag: True, f"{field}__isnull": False}) | Q(**{flag: False, f"{field}__isnull": True}), name=name
    )

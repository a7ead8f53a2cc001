"""Where the portal may hold something on a person: walked from the models, so that a later column is not forgotten."""

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models

# Public records of schools, and tables that hold no words of or about anybody.
NOT_ABOUT_PEOPLE = ("schools.School", "contenttypes.ContentType", "auth.Permission", "auth.Group", "sessions.Session")


def tables():
    """Every table that may hold something on a person."""
    return [model for model in apps.get_models() if model._meta.label not in NOT_ABOUT_PEOPLE]


def relations():
    """Every column, and every list, that points at a person."""
    person = get_user_model()
    return [
        (model, field)
        for model in tables()
        for field in (*model._meta.local_fields, *model._meta.local_many_to_many)
        if field.related_model is person
    ]


def typed_addresses():
    """Every column in which an e-mail address is kept."""
    return [
        (model, field)
        for model in tables()
        for field in model._meta.local_fields
        if isinstance(field, models.EmailField)
    ]


def text_columns():
    """Every column of text, and every column of JSON, that holds what somebody wrote or was written about them."""
    return [
        (model, field)
        for model in tables()
        for field in model._meta.local_fields
        if isinstance(field, (models.CharField, models.TextField, models.JSONField)) and not field.choices
    ]


def name_beside(model, field):
    """The column that holds the name of whom a column of e-mail, or of a person, is about; None if there is none.

    `head_email` and `head` have `head_name` beside them; a bare address has a bare `name`.
    """
    stem = field.name.removesuffix("email").removesuffix("address").rstrip("_")
    return _column(model, f"{stem}_name" if stem else "name")


def address_beside(model, field):
    """The column of e-mail that belongs to a column that points at a person, or None."""
    return _column(model, f"{field.name}_email")


def _column(model, name):
    return next((field for field in model._meta.local_fields if field.name == name), None)


def with_address(emails):
    """Every row in which one of the addresses was typed, as (model, field, rows)."""
    for model, field in typed_addresses():
        yield model, field, model._base_manager.filter(**{f"{field.name}__in": emails})


def pointing_at(person):
    """Every row that points at the person, or at a record that was joined into theirs, as (model, field, rows)."""
    selves = get_user_model().objects.selves_of(person).values("pk")
    for model, field in relations():
        yield model, field, model._base_manager.filter(**{f"{field.name}__in": selves})

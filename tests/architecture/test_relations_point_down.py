"""An app's models point only at apps below; import-linter can't see a foreign key that is given as text."""

import pytest
from django.apps import apps
from django.conf import settings

LAYERS = ["satc", "claims", "brokerage", "influencers", "programmes", "correspondence", "schools", "core"]
OURS = [model for model in apps.get_models(include_auto_created=True) if model._meta.app_label in LAYERS]


def relations(model):
    fields = [*model._meta.local_fields, *model._meta.local_many_to_many]
    return [field for field in fields if field.is_relation and field.related_model]


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_no_relation_points_up(model):
    here = LAYERS.index(model._meta.app_label)
    up = [
        f"{field.name} → {field.related_model._meta.label}"
        for field in relations(model)
        if field.related_model._meta.app_label in LAYERS
        and LAYERS.index(field.related_model._meta.app_label) < here
        and field.related_model._meta.label != settings.AUTH_USER_MODEL
    ]
    assert up == []


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_nothing_is_deleted_along_with_a_person_or_a_school(model):
    """Forgetting somebody keeps the books (rule 11): only parts of one thing go with it."""
    cascades = [
        field.name
        for field in model._meta.local_fields
        if field.is_relation
        and field.remote_field.on_delete.__name__ == "CASCADE"
        and field.related_model._meta.label in ("schools.Person", "schools.School")
        and not model._meta.auto_created
    ]
    assert cascades == []

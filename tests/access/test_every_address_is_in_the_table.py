"""No address is forgotten: each URL pattern of the portal has its row in the access table."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.urls import URLPattern, get_resolver

from tests.access.table import ACTS, ADMIN_PAGES, DESK, DEVELOPMENT, LOOKED_UP, OWN, PUBLIC, SIGN_IN_PAGES


def names(patterns, namespace=""):
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield f"{namespace}:{pattern.name}".strip(":")
        else:
            yield from names(pattern.url_patterns, pattern.namespace or namespace)


def in_the_table():
    rows = {row.name for row in [*PUBLIC, *OWN, *DESK, *ACTS]}
    models = {apps.get_model(label)._meta for label in LOOKED_UP}
    of_models = {f"admin:{meta.app_label}_{meta.model_name}_{page}" for meta in models
                 for page in ("changelist", "add", "history", "delete", "change")}  # fmt: skip
    # The nameless ones are the admin's own redirection from an object to its page, and its last resort.
    return rows | set(SIGN_IN_PAGES) | of_models | {f"admin:{page}" for page in ADMIN_PAGES} | {"admin:None"}


def test_every_address_is_in_the_table():
    assert set(names(get_resolver().url_patterns)) - set(DEVELOPMENT) == in_the_table()


def test_every_model_in_the_admin_is_in_the_table():
    assert {model._meta.label for model in admin.site._registry} == set(LOOKED_UP)


@pytest.mark.parametrize("row", ACTS, ids=lambda row: row.name)
def test_an_act_that_has_a_page_of_its_own_is_a_page_in_the_table_too(row):
    assert row.is_post_only is (row.name not in {page.name for page in [*PUBLIC, *OWN, *DESK]})

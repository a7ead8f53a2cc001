"""Triggers that keep rows from being altered, on PostgreSQL and SQLite alike (rules 5 and 9).

They are put in place after every `migrate`, not in a migration: SQLite rebuilds a table to alter it,
and a rebuilt table has lost its triggers. See docs/adr/0003-triggers-after-migrate.md.
"""

from dataclasses import dataclass

from django.apps import apps
from django.db import connections


@dataclass(frozen=True)
class Protection:
    """Rows of a model that, once `when` holds, are neither updated nor deleted."""

    model: str
    name: str
    message: str
    when: str


PROTECTIONS = {}


def protect(model, *, name, message, when="TRUE"):
    """Ask for a protection; `when` is a condition on OLD in SQL that both databases read."""
    PROTECTIONS[name] = Protection(model, name, message, when)


def install(app_config, using, **kwargs):
    """Create, or create anew, the triggers on the tables of one app (a `post_migrate` receiver)."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    for protection in PROTECTIONS.values():
        model = apps.get_model(protection.model)
        if model._meta.app_label == app_config.label and model._meta.db_table in tables:
            _create(connection, protection, model._meta.db_table)


def _create(connection, protection, table):
    create = {"postgresql": _postgresql, "sqlite": _sqlite}[connection.vendor]
    with connection.cursor() as cursor:
        for statement in create(protection, table):
            cursor.execute(statement)


def _postgresql(protection, table):
    yield f"""
        CREATE OR REPLACE FUNCTION {protection.name}() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION '{protection.message}' USING ERRCODE = 'check_violation'; END $$
    """
    yield f"DROP TRIGGER IF EXISTS {protection.name} ON {table}"
    yield f"""
        CREATE TRIGGER {protection.name} BEFORE UPDATE OR DELETE ON {table}
        FOR EACH ROW WHEN ({protection.when}) EXECUTE FUNCTION {protection.name}()
    """


def _sqlite(protection, table):
    for event in ("UPDATE", "DELETE"):
        name = f"{protection.name}_{event.lower()}"
        yield f"DROP TRIGGER IF EXISTS {name}"
        yield f"""
            CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW WHEN {protection.when}
            BEGIN SELECT RAISE(ABORT, '{protection.message}'); END
        """

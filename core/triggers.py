"""Triggers that keep rows from being altered, on PostgreSQL and SQLite alike (rules 5 and 9).

They are put in place after every `migrate`, not in a migration: SQLite rebuilds a table to alter it,
and a rebuilt table has lost its triggers. See docs/adr/0003-triggers-after-migrate.md.
"""

from dataclasses import dataclass

from django.apps import apps
from django.db import connections


@dataclass(frozen=True)
class Protection:
    """Rows of a model that, once `when` holds, are neither updated nor deleted.

    `may_become` is the one way out: a column and the fixed words that it may be overwritten with, nothing else
    about the row being altered.
    """

    model: str
    name: str
    message: str
    when: str
    may_become: tuple | None


PROTECTIONS = {}


def protect(model, *, name, message, when="TRUE", may_become=None):
    """Ask for a protection; `when` is a condition on OLD in SQL that both databases read."""
    PROTECTIONS[name] = Protection(model, name, message, when, may_become)


def install(app_config, using, **kwargs):
    """Create, or create anew, the triggers on the tables of one app (a `post_migrate` receiver)."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    for protection in PROTECTIONS.values():
        model = apps.get_model(protection.model)
        if model._meta.app_label == app_config.label and model._meta.db_table in tables:
            _create(connection, protection, model._meta)


def _create(connection, protection, meta):
    create = {"postgresql": _postgresql, "sqlite": _sqlite}[connection.vendor]
    conditions = {"UPDATE": _refused_update(protection, meta), "DELETE": protection.when}
    with connection.cursor() as cursor:
        for statement in create(protection, meta.db_table, conditions):
            cursor.execute(statement)


def _refused_update(protection, meta):
    """When an update is refused: always, or unless it goes through the one way out."""
    if protection.may_become is None:
        return protection.when
    column, words = protection.may_become
    same = " AND ".join(
        f"(NEW.{field.column} = OLD.{field.column} OR (NEW.{field.column} IS NULL AND OLD.{field.column} IS NULL))"
        for field in meta.local_fields
        if field.column != column
    )
    return f"({protection.when}) AND NOT (NEW.{column} = '{words}' AND {same})"


def _postgresql(protection, table, conditions):
    yield f"""
        CREATE OR REPLACE FUNCTION {protection.name}() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION '{protection.message}' USING ERRCODE = 'check_violation'; END $$
    """
    yield f"DROP TRIGGER IF EXISTS {protection.name} ON {table}"
    for event, condition in conditions.items():
        name = f"{protection.name}_{event.lower()}"
        yield f"DROP TRIGGER IF EXISTS {name} ON {table}"
        yield f"""
            CREATE TRIGGER {name} BEFORE {event} ON {table}
            FOR EACH ROW WHEN ({condition}) EXECUTE FUNCTION {protection.name}()
        """


def _sqlite(protection, table, conditions):
    for event, condition in conditions.items():
        name = f"{protection.name}_{event.lower()}"
        yield f"DROP TRIGGER IF EXISTS {name}"
        yield f"""
            CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW WHEN {condition}
            BEGIN SELECT RAISE(ABORT, '{protection.message}'); END
        """

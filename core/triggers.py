"""Triggers that keep rows from being altered, on PostgreSQL and SQLite alike (rules 5 and 9).

They are put in place after every `migrate`, not in a migration: SQLite rebuilds a table to alter it,
and a rebuilt table has lost its triggers. There they also stand aside while it migrates.
See docs/adr/0003-triggers-after-migrate.md.
"""

from dataclasses import dataclass

from django.apps import apps
from django.db import connections


@dataclass(frozen=True)
class Protection:
    """Rows of a model that, once `when` holds, are neither updated nor deleted, nor added once `inserts` holds.

    `may_become` is the one way out: a column and the fixed words that it may be overwritten with, nothing else
    about the row being altered. `may_change` names columns that the protection isn't about.
    """

    model: str
    name: str
    message: str
    when: str
    may_become: tuple | None
    inserts: str
    may_change: tuple


PROTECTIONS = {}
EVENTS = ("UPDATE", "DELETE", "INSERT")


def protect(model, *, name, message, when="TRUE", may_become=None, inserts="", may_change=()):
    """Ask for a protection; `when` is a condition on OLD, `inserts` one on NEW, in SQL that both databases read."""
    PROTECTIONS[name] = Protection(model, name, message, when, may_become, inserts, may_change)


def lift(app_config, using, plan, **kwargs):
    """Let go of the triggers of one app before SQLite migrates anything (a `pre_migrate` receiver).

    It rebuilds a table to alter it, and refuses that while a trigger on another table reads the one that is rebuilt.
    """
    connection = connections[using]
    if connection.vendor != "sqlite" or not plan:
        return
    with connection.cursor() as cursor:
        for protection in PROTECTIONS.values():
            if apps.get_model(protection.model)._meta.app_label == app_config.label:
                for event in EVENTS:
                    cursor.execute(f"DROP TRIGGER IF EXISTS {_called(protection, event)}")


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
    if protection.inserts:
        conditions["INSERT"] = protection.inserts
    with connection.cursor() as cursor:
        for statement in create(protection, meta.db_table, conditions):
            cursor.execute(statement)


def _refused_update(protection, meta):
    """When an update is refused: always, but for what may be altered about the row."""
    if protection.may_become:
        column, words = protection.may_become
        return f"({protection.when}) AND NOT (NEW.{column} = '{words}' AND {_same(meta, {column})})"
    if protection.may_change:
        return f"({protection.when}) AND NOT ({_same(meta, set(protection.may_change))})"
    return protection.when


def _same(meta, but):
    """All columns are as they were, but for these."""
    columns = (f'"{field.column}"' for field in meta.local_fields if field.column not in but)
    return " AND ".join(f"(NEW.{name} = OLD.{name} OR (NEW.{name} IS NULL AND OLD.{name} IS NULL))" for name in columns)


def _called(protection, event):
    return f"{protection.name}_{event.lower()}"


def _postgresql(protection, table, conditions):
    """A function and a trigger for each event; the condition is in the function, where it may look at other tables."""
    for event, condition in conditions.items():
        name = _called(protection, event)
        row = "OLD" if event == "DELETE" else "NEW"
        yield f"""
            CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                IF {condition} THEN RAISE EXCEPTION '{protection.message}' USING ERRCODE = 'check_violation'; END IF;
                RETURN {row};
            END $$
        """
        yield f"DROP TRIGGER IF EXISTS {name} ON {table}"
        yield f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"


def _sqlite(protection, table, conditions):
    for event, condition in conditions.items():
        name = _called(protection, event)
        yield f"DROP TRIGGER IF EXISTS {name}"
        yield f"""
            CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW WHEN {condition}
            BEGIN SELECT RAISE(ABORT, '{protection.message}'); END
        """

"""After a test that commits: every table emptied, and what the migrations wrote put back, for whichever test is next.

Django's own way truncates every table and saves each row anew: more than a second for each such test, and until the
next of them the tables stay empty.
"""

from contextlib import contextmanager

from django.db import connection, transaction
from django.test import TransactionTestCase

# Here in PostgreSQL the rows are kept.
KEPT = "kept_by_the_tests"


@contextmanager
def quickly():
    """Meanwhile, on PostgreSQL, `put_back` follows each test that commits; elsewhere they stay as Django has them."""
    if connection.vendor != "postgresql":
        yield
        return
    tables = keep()
    of_django = TransactionTestCase.__dict__["_fixture_setup"], TransactionTestCase._fixture_teardown
    TransactionTestCase._fixture_setup = classmethod(lambda cls: None)
    TransactionTestCase._fixture_teardown = lambda self: put_back(tables)
    try:
        yield
    finally:
        TransactionTestCase._fixture_setup, TransactionTestCase._fixture_teardown = of_django


@transaction.atomic
def keep():
    """Copy each table that has rows; the names of these tables."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP SCHEMA IF EXISTS {KEPT} CASCADE")
        cursor.execute(f"CREATE SCHEMA {KEPT}")
        tables = with_rows(cursor)
        for table in tables:
            cursor.execute(f'CREATE TABLE {KEPT}."{table}" AS TABLE "{table}"')
    return tables


@transaction.atomic
def put_back(tables):
    """Empty every table, and fill those that were kept; the triggers that guard what is never deleted stand aside."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal")
        guarded = [table for (table,) in cursor.fetchall()]
        for table in guarded:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for table in with_rows(cursor):
            cursor.execute(f'DELETE FROM "{table}"')
        for table in tables:
            cursor.execute(f'INSERT INTO "{table}" SELECT * FROM {KEPT}."{table}"')
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in guarded:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def with_rows(cursor):
    names = [name for name in connection.introspection.table_names(cursor) if name != "django_migrations"]
    cursor.execute(" UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT FROM \"{name}\")" for name in names))
    return [name for (name,) in cursor.fetchall()]

"""The database without what it holds of itself, until the test's transaction is rolled back."""

from django.db import connection

MONEY = (
    "claims_fundedday",
    "claims_claim",
    "claims_claimline",
    "claims_paymentrun",
    "claims_payment",
    "claims_paymentline",
    "claims_correction",
    "claims_correctionline",
    "claims_spotcheck",
    "brokerage_coachingpool",
    "brokerage_reportacceptance",
)


def loosen():
    """No CHECK, no partial unique index and no trigger on the tables of the money."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in MONEY:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            for name in _checks(cursor, table):
                cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
            for name in _indexes(cursor, table):
                cursor.execute(f'DROP INDEX "{name}"')


def _checks(cursor, table):
    cursor.execute("SELECT conname FROM pg_constraint WHERE contype = 'c' AND conrelid = %s::regclass", [table])
    return [name for (name,) in cursor.fetchall()]


def _indexes(cursor, table):
    cursor.execute(
        "SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid "
        "WHERE i.indrelid = %s::regclass AND i.indisunique AND i.indpred IS NOT NULL",
        [table],
    )
    return [name for (name,) in cursor.fetchall()]

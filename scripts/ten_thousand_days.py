"""How long a payment run of 10,000 days over 500 schools takes, beside plain SQL that does the same work.

    DATABASE_URL=postgresql://… DEBUG=1 .venv/bin/python scripts/ten_thousand_days.py [days] [schools]

It works in one transaction on a migrated PostgreSQL database and takes all of it back, so nothing stays there.
"""

import os
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "satc.settings")

import django  # noqa: E402

django.setup()

from django.contrib.contenttypes.models import ContentType  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from claims import services  # noqa: E402
from claims.books.checks import wrongs  # noqa: E402
from claims.models import Claim, Payment  # noqa: E402
from tests.claims.many_days import approved_days  # noqa: E402
from tests.factories.schools import finance  # noqa: E402

MOST_DAYS = 20_000
CHANGE = """INSERT INTO core_change (subject_type_id, subject_id, reference, flow, action, from_status, to_status,
    by_id, at, reason, school_urn) """
OPEN = """INSERT INTO claims_paymentrun (reference, status, opened_by_id, opened_at)
    VALUES ('RUN-SQL22', 'open', %(by)s, now()) RETURNING id"""
PUT_IN = [
    "SELECT id FROM claims_claim WHERE status = 'approved' ORDER BY id FOR UPDATE",
    "UPDATE claims_claim SET status = 'in_run', run_id = %(run)s WHERE status = 'approved'",
    CHANGE
    + """SELECT %(claim)s, id, reference, 'claim', 'add_to_run', 'approved', 'in_run', %(by)s, now(), 'RUN-SQL22',
        school_id FROM claims_claim WHERE run_id = %(run)s""",
]
AUTHORISE = [
    """UPDATE claims_paymentrun SET status = 'authorised', authorised_by_id = %(by)s, authorised_at = now()
        WHERE id = %(run)s""",
    """INSERT INTO claims_payment (reference, run_id, school_id, school_name, la_code, type_group, payee,
            purchase_order, amount_pence, status, finance_reference)
        SELECT 'PAY-' || lpad((s.urn - 900000)::text, 5, '0'), %(run)s, s.urn, s.name, s.la_code, s.type_group,
            s.la_name, '', SUM(c.amount_pence), 'authorised', ''
        FROM claims_claim c JOIN schools_school s ON s.urn = c.school_id WHERE c.run_id = %(run)s GROUP BY s.urn""",
    """INSERT INTO claims_paymentline (payment_id, claim_line_id, is_live, "on", morning, afternoon, why, source_id,
            source_name, halves, pence_per_day, amount_pence, beneficiary_id, claimant_id, approver_id, authoriser_id)
        SELECT p.id, l.id, TRUE, d."on", d.morning, d.afternoon, d.why, d.morning_source_id, 'CPD fund', l.halves,
            l.pence_per_day, l.amount_pence, c.person_id, c.submitted_by_id, c.approved_by_id, %(by)s
        FROM claims_claimline l JOIN claims_claim c ON c.id = l.claim_id JOIN claims_fundedday d ON d.id = l.day_id
            JOIN claims_payment p ON p.run_id = c.run_id AND p.school_id = c.school_id
        WHERE c.run_id = %(run)s AND l.is_live""",
    CHANGE
    + """SELECT %(payment)s, id, reference, 'payment', 'authorise', '', 'authorised', %(by)s, now(), '', school_id
        FROM claims_payment WHERE run_id = %(run)s""",
]
SEND = ["UPDATE claims_paymentrun SET status = 'sent', sent_by_id = %(by)s, sent_at = now() WHERE id = %(run)s"]


def measured(what, act):
    started = time.perf_counter()
    with CaptureQueriesContext(connection) as asked:
        done = act()
    print(f"{what:32} {len(asked):5} queries {time.perf_counter() - started:8.2f} s")
    return done


def by_services(payer):
    run = measured("open, by the portal", lambda: services.open_run(by=payer))
    measured("authorise, by the portal", lambda: services.authorise(run, by=payer))
    measured("send, by the portal", lambda: services.send_run(run, by=payer))
    print(f"{run.payments.count()} payments; wrong in the books: {len(measured('check the books', wrongs))}")


def by_sql(payer):
    """The same rows, as an administrator would write them who leaves the rules out."""
    kinds = {
        kind: ContentType.objects.get_for_model(model).pk for kind, model in (("claim", Claim), ("payment", Payment))
    }
    with connection.cursor() as cursor:
        cursor.execute(OPEN, {"by": payer.pk})
        values = {"by": payer.pk, "run": cursor.fetchone()[0], **kinds}
        for what, statements in (("open", PUT_IN), ("authorise", AUTHORISE), ("send", SEND)):
            measured(f"{what}, by SQL", lambda: [cursor.execute(each, values) for each in statements])  # noqa: B023


def main(days=10_000, schools=500):
    if connection.vendor != "postgresql":
        sys.exit("Set DATABASE_URL to a migrated PostgreSQL database.")
    if not 5 <= days <= MOST_DAYS or not 1 <= schools <= days // 5:
        sys.exit(f"Between 5 and {MOST_DAYS} days, and a person with five of them for each school at least.")
    with transaction.atomic():
        started = time.perf_counter()
        approved_days(days=days, schools=schools)
        payer = finance()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        print(f"{days} days over {schools} schools, built in {time.perf_counter() - started:.1f} s")
        for way in (by_services, by_sql):
            with transaction.atomic():
                way(payer)
                transaction.set_rollback(True)
        transaction.set_rollback(True)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))

"""The embedded database holds what is paid as well as PostgreSQL does, and can be migrated on: a file of its own."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TRIAL = """
import django
django.setup()
from django.core.management import call_command
from django.db import IntegrityError, connection

call_command("migrate", verbosity=0)
from claims.models import Claim
from core.models import Change
from tests.factories.claims import open_run, paid_run

assert connection.vendor == "sqlite"
run = open_run()
assert Claim.objects.update(amount_pence=20002) == 1, "what is not paid yet can be edited"
Claim.objects.update(amount_pence=20000)
from claims import services
from tests.factories.schools import finance
run = services.authorise(run, by=finance())
run = services.send_run(run, by=finance())
run = services.mark_all_paid(run, by=finance())
# Tables with what is paid are rebuilt, while triggers on others read them.
call_command("migrate", "claims", "0003", verbosity=0)
call_command("migrate", verbosity=0)
payment = run.payments.get()
for row in (payment, payment.lines.get(), Claim.objects.get(), Change.objects.first()):
    rows = type(row).objects.filter(pk=row.pk)
    field = "amount_pence" if hasattr(row, "amount_pence") else "reason"
    for act in (lambda: rows.update(**{field: 20002}), lambda: rows._raw_delete(using="default")):
        try:
            act()
        except IntegrityError as refusal:
            print(type(row).__name__, refusal)
        else:
            raise SystemExit(f"{row!r} was altered")
"""


def test_what_is_paid_is_neither_edited_nor_deleted_however_the_tables_were_migrated(tmp_path):
    environment = os.environ | {
        "DATABASE_URL": f"sqlite:///{tmp_path}/trial.sqlite3",
        "VAR_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "satc.settings",
    }

    done = subprocess.run(
        [sys.executable, "-c", TRIAL], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300
    )

    assert done.returncode == 0, done.stderr
    kept, change = "What is paid is never edited.", "A recorded change is never altered."
    expected = [f"{name} {kept}" for name in ("Payment", "PaymentLine", "Claim") for _ in range(2)]
    assert done.stdout.splitlines() == [*expected, f"Change {change}", f"Change {change}"]

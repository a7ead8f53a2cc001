from django.db import migrations
from django.db.models import F
from django.db.models.functions import TruncDate

TRIGGERS = [("paid_line_is_kept", "claims_paymentline"), ("paid_payment_is_kept", "claims_payment")]


def say_what_paid(apps, schema_editor):
    """Each half-day there is gets its source, as a day earned today would; each payment its payee and date."""
    _let_in(schema_editor)
    _sources_of_days(apps)
    _sources_of_lines(apps)
    payments = apps.get_model("claims", "Payment").objects
    payments.filter(paid_at__isnull=False).update(paid_on=TruncDate("paid_at"))
    payments.filter(payee="").update(payee=F("school_name"))


def _let_in(schema_editor):
    """The triggers that keep what is paid stand aside; they are put in place anew after every migrate (ADR 0003)."""
    for name, table in TRIGGERS:
        for event in ("update", "delete"):
            on = f" ON {table}" if schema_editor.connection.vendor == "postgresql" else ""
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}_{event}{on}")


def _sources_of_days(apps):
    sources = apps.get_model("claims", "FundingSource").objects
    entries = apps.get_model("brokerage", "PoolEntry").objects.filter(reserved_change__gt=0)
    for day in apps.get_model("claims", "FundedDay").objects.select_related("acceptance__report__visit__deployment"):
        paying = []
        if day.acceptance:
            deployment = day.acceptance.report.visit.deployment
            entry = deployment and entries.filter(request=deployment.request_id).order_by("at", "pk").last()
            if entry and day.acceptance.pool_halves:
                paying += [sources.get_or_create(kind="pool", pool=entry.pool)[0]] * day.acceptance.pool_halves
            if day.acceptance.quote_halves:
                paying += [sources.get_or_create(kind="quote", pool=None)[0]] * day.acceptance.quote_halves
        if len(paying) != day.morning + day.afternoon:
            paying = [sources.get_or_create(kind="cpd", pool=None)[0]] * (day.morning + day.afternoon)
        day.morning_source = paying.pop(0) if day.morning else None
        day.afternoon_source = paying.pop(0) if day.afternoon else None
        day.save(update_fields=["morning_source", "afternoon_source"])


def _sources_of_lines(apps):
    """A line names one source: that of its morning, or of its afternoon; none was paid by two before there were two."""
    lines = apps.get_model("claims", "PaymentLine").objects.select_related("claim_line__day__morning_source__pool")
    for line in lines.select_related("claim_line__day__afternoon_source__pool"):
        day = line.claim_line.day
        line.source = day.morning_source or day.afternoon_source
        line.source_name = line.source.pool.name if line.source.pool else line.source.get_kind_display()
        line.save(update_fields=["source", "source_name"])


class Migration(migrations.Migration):
    dependencies = [("claims", "0002_the_books"), ("brokerage", "0012_unanswered")]

    operations = [migrations.RunPython(say_what_paid, migrations.RunPython.noop)]

from django.db import migrations
from django.db.models import F, Q

HALVES = {"morning": 1, "afternoon": 1, "whole_day": 2}


def say(apps, schema_editor):
    """Whatever was funded before there were quotes came from a coaching pool."""
    requests = apps.get_model("brokerage", "SupportRequest").objects
    drawn = Q(status__in=["funded", "matched", "under_way", "completed"]) | Q(pool_entries__isnull=False)
    requests.filter(pk__in=requests.filter(drawn).values("pk")).update(route="funded")
    acceptances = apps.get_model("brokerage", "ReportAcceptance").objects
    for part, halves in HALVES.items():
        acceptances.filter(report__visit__part=part).update(halves=halves)
    acceptances.filter(report__visit__deployment__isnull=False).update(pool_halves=F("halves"))


class Migration(migrations.Migration):
    dependencies = [("brokerage", "0007_quotes")]

    operations = [migrations.RunPython(say, migrations.RunPython.noop)]

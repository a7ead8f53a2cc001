import datetime

from django.db import migrations


def make(apps, schema_editor):
    """The 35 funded coaching days of phase one, counted in half-days."""
    apps.get_model("brokerage", "CoachingPool").objects.get_or_create(
        name="Phase one",
        defaults={
            "total_halves": 70,
            "starts_on": datetime.date(2026, 9, 1),
            "ends_on": datetime.date(2027, 8, 31),
        },
    )


class Migration(migrations.Migration):
    dependencies = [("brokerage", "0002_initial")]

    operations = [migrations.RunPython(make, migrations.RunPython.noop)]

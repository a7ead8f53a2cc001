from django.db import migrations


class Migration(migrations.Migration):
    """Nothing: 0001 makes each table whole, with its relations and constraints. Databases know this one by name."""

    dependencies = [("brokerage", "0001_initial")]

    operations = []

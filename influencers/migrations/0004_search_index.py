"""The index by which PostgreSQL finds influencers; SQLite reads the text itself (influencers/search.py)."""

from django.db import migrations

CREATE = """
    CREATE INDEX influencer_search ON influencers_influencer USING gin (to_tsvector('simple', search_text))
    WITH (fastupdate = off)
"""
# Knowing how common a word is, PostgreSQL would read all the profiles for it and take each apart again, which costs a
# hundred times what the index does. Not knowing, it always takes the index.
DONT_COUNT_WORDS = "ALTER INDEX influencer_search ALTER COLUMN 1 SET STATISTICS 0"
DROP = "DROP INDEX influencer_search"


def on_postgresql(*statements):
    def run(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            for statement in statements:
                schema_editor.execute(statement)

    return run


class Migration(migrations.Migration):
    dependencies = [("influencers", "0003_directory")]

    operations = [migrations.RunPython(on_postgresql(CREATE, DONT_COUNT_WORDS), on_postgresql(DROP))]

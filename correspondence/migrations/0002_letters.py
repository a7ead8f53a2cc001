from django.db import migrations, models

import core.references


def give_codes(apps, schema_editor):
    Document = apps.get_model("correspondence", "Document")
    for pk in Document.objects.values_list("pk", flat=True):
        Document.objects.filter(pk=pk).update(code=core.references.new_code())


class Migration(migrations.Migration):
    dependencies = [("correspondence", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="document",
            name="code",
            field=models.CharField(default="", editable=False, max_length=11, verbose_name="verification code"),
        ),
        migrations.RunPython(give_codes, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="document",
            name="code",
            field=models.CharField(
                default=core.references.new_code,
                editable=False,
                max_length=11,
                unique=True,
                verbose_name="verification code",
            ),
        ),
    ]

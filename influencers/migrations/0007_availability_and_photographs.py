import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import core.clock
import core.privacy


class Migration(migrations.Migration):
    dependencies = [
        ("influencers", "0006_bringing_in"),
        ("programmes", "0004_opportunity_facts"),
        ("schools", "0003_forgetting"),
        ("schools", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Photograph",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.CharField(editable=False, max_length=43, unique=True)),
                ("large", models.FileField(upload_to="", verbose_name="photograph")),
                ("small", models.FileField(upload_to="", verbose_name="photograph for lists")),
                ("added_at", models.DateTimeField(default=core.clock.now, editable=False, verbose_name="added")),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="photograph",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="expressionofinterest",
            name="biography_before",
            field=models.TextField(blank=True, editable=False, verbose_name="biography before it was returned"),
        ),
        migrations.AddField(
            model_name="expressionofinterest",
            name="friday",
            field=models.BooleanField(default=False, verbose_name="a Friday suits"),
        ),
        migrations.AddField(
            model_name="expressionofinterest",
            name="halves_a_term",
            field=models.PositiveSmallIntegerField(
                blank=True,
                null=True,
                validators=[django.core.validators.MaxValueValidator(20)],
                verbose_name="half-days possible in a term",
            ),
        ),
        migrations.AddField(
            model_name="expressionofinterest",
            name="leads_elsewhere",
            field=models.TextField(
                blank=True,
                validators=[core.privacy.no_contact_details],
                verbose_name="what they lead elsewhere, one on each line",
            ),
        ),
        migrations.AddField(
            model_name="expressionofinterest",
            name="monday",
            field=models.BooleanField(default=False, verbose_name="a Monday suits"),
        ),
        migrations.AddField(
            model_name="expressionofinterest",
            name="thursday",
            field=models.BooleanField(default=False, verbose_name="a Thursday suits"),
        ),
        migrations.AddField(
            model_name="expressionofinterest",
            name="tuesday",
            field=models.BooleanField(default=False, verbose_name="a Tuesday suits"),
        ),
        migrations.AddField(
            model_name="expressionofinterest",
            name="wednesday",
            field=models.BooleanField(default=False, verbose_name="a Wednesday suits"),
        ),
        migrations.AddField(
            model_name="influencer",
            name="friday",
            field=models.BooleanField(default=False, verbose_name="a Friday suits"),
        ),
        migrations.AddField(
            model_name="influencer",
            name="halves_a_term",
            field=models.PositiveSmallIntegerField(
                blank=True,
                null=True,
                validators=[django.core.validators.MaxValueValidator(20)],
                verbose_name="half-days possible in a term",
            ),
        ),
        migrations.AddField(
            model_name="influencer",
            name="leads_elsewhere",
            field=models.TextField(
                blank=True,
                validators=[core.privacy.no_contact_details],
                verbose_name="what they lead elsewhere, one on each line",
            ),
        ),
        migrations.AddField(
            model_name="influencer",
            name="monday",
            field=models.BooleanField(default=False, verbose_name="a Monday suits"),
        ),
        migrations.AddField(
            model_name="influencer",
            name="thursday",
            field=models.BooleanField(default=False, verbose_name="a Thursday suits"),
        ),
        migrations.AddField(
            model_name="influencer",
            name="tuesday",
            field=models.BooleanField(default=False, verbose_name="a Tuesday suits"),
        ),
        migrations.AddField(
            model_name="influencer",
            name="wednesday",
            field=models.BooleanField(default=False, verbose_name="a Wednesday suits"),
        ),
        migrations.AddConstraint(
            model_name="expressionofinterest",
            constraint=models.CheckConstraint(
                condition=models.Q(("halves_a_term__isnull", True), ("halves_a_term__lte", 20), _connector="OR"),
                name="interest_time_possible",
            ),
        ),
        migrations.AddConstraint(
            model_name="influencer",
            constraint=models.CheckConstraint(
                condition=models.Q(("halves_a_term__isnull", True), ("halves_a_term__lte", 20), _connector="OR"),
                name="influencer_time_possible",
            ),
        ),
    ]

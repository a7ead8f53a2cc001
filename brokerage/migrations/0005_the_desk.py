import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import core.clock


class Migration(migrations.Migration):
    dependencies = [
        ("brokerage", "0004_the_request_and_the_desk"),
        ("influencers", "0005_progress"),
        ("schools", "0004_calendar"),
        ("schools", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="LoggedContact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("call", "Call"), ("meeting", "Meeting"), ("note", "Note")], max_length=10
                    ),
                ),
                ("on", models.DateField(verbose_name="date")),
                ("with_whom", models.CharField(blank=True, max_length=150, verbose_name="with")),
                ("text", models.TextField(verbose_name="what was said")),
                ("at", models.DateTimeField(default=core.clock.now, editable=False, verbose_name="written down")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contacts",
                        to="brokerage.supportrequest",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="schools.school"
                    ),
                ),
            ],
            options={
                "ordering": ["-on", "-pk"],
                "indexes": [models.Index(fields=["school", "on"], name="contact_school")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["call", "meeting", "note"])), name="contact_kind_known"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PreparedAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=100, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[("elsewhere", "Somebody else can help better"), ("exists", "It exists already")],
                        max_length=10,
                    ),
                ),
                ("words", models.TextField(verbose_name="what the school reads")),
                ("link", models.URLField(blank=True)),
                ("is_offered", models.BooleanField(default=True, verbose_name="offered to leads")),
                ("position", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "ordering": ["position", "name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["elsewhere", "exists"])), name="prepared_answer_kind_known"
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="supportrequest",
            name="referral_kind",
            field=models.CharField(
                blank=True,
                choices=[("elsewhere", "Somebody else can help better"), ("exists", "It exists already")],
                editable=False,
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="supportrequest",
            name="referral_words",
            field=models.TextField(blank=True, editable=False, verbose_name="where the school was sent"),
        ),
        migrations.AddConstraint(
            model_name="supportrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("referral_kind", ""),
                    models.Q(("referral_kind__in", ["elsewhere", "exists"]), ("status", "referred")),
                    _connector="OR",
                ),
                name="request_referral_of_a_referred_one",
            ),
        ),
    ]

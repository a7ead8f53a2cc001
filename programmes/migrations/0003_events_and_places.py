import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import core.clock
import core.privacy


class Migration(migrations.Migration):
    dependencies = [
        ("programmes", "0002_rate_and_opportunities"),
        ("schools", "0003_forgetting"),
        ("schools", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="CalendarFeed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token_hash", models.CharField(editable=False, max_length=64, unique=True)),
                ("made_at", models.DateTimeField(default=core.clock.now, editable=False)),
                ("revoked_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="calendar_feeds",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-made_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("revoked_at__isnull", True)),
                        fields=("person",),
                        name="calendar_feed_one_works",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EventSeries",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=100, unique=True, validators=[core.privacy.no_contact_details])),
                (
                    "between",
                    models.CharField(
                        blank=True,
                        help_text="What happens at school between them, such as a coaching visit.",
                        max_length=250,
                        validators=[core.privacy.no_contact_details],
                        verbose_name="between the days",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "event series",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="GapTask",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "text",
                    models.CharField(
                        max_length=300, validators=[core.privacy.no_contact_details], verbose_name="what to try"
                    ),
                ),
                ("set_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="gap_tasks", to="programmes.event"
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["set_at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="gap_task_says_something"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="GapTaskAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                ("comment", models.TextField(blank=True)),
                ("answered_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "attendance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="gap_task_answers",
                        to="programmes.attendance",
                    ),
                ),
                (
                    "task",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="programmes.gaptask"
                    ),
                ),
            ],
            options={
                "ordering": ["task", "pk"],
                "constraints": [models.UniqueConstraint(fields=("task", "attendance"), name="gap_task_answered_once")],
            },
        ),
        migrations.RemoveConstraint(
            model_name="place",
            name="place_status_known",
        ),
        migrations.RenameField(
            model_name="place",
            old_name="booked_at",
            new_name="asked_at",
        ),
        migrations.AddField(
            model_name="event",
            name="agenda",
            field=models.TextField(blank=True, validators=[core.privacy.no_contact_details]),
        ),
        migrations.AddField(
            model_name="event",
            name="audience",
            field=models.CharField(
                choices=[
                    ("influencers", "Science influencers"),
                    ("target_leaders", "Science leaders of target schools"),
                    ("both", "Science influencers, and science leaders of target schools"),
                    ("all", "Anybody we know"),
                ],
                default="influencers",
                max_length=20,
                verbose_name="who may book",
            ),
        ),
        migrations.AddField(
            model_name="event",
            name="called_off_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="event",
            name="called_off_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="event",
            name="ends_at",
            field=models.TimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="event",
            name="open_minutes",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="minutes of open time for discussion"),
        ),
        migrations.AddField(
            model_name="event",
            name="revision",
            field=models.PositiveSmallIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name="event",
            name="starts_at",
            field=models.TimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="event",
            name="taken",
            field=models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="places taken"),
        ),
        migrations.AddField(
            model_name="event",
            name="tutor",
            field=models.ForeignKey(
                blank=True,
                help_text="May set gap tasks for those who come.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="event",
            name="venue_school",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="schools.school",
                verbose_name="at the school",
            ),
        ),
        migrations.AddField(
            model_name="opportunity",
            name="involves",
            field=models.TextField(
                blank=True, validators=[core.privacy.no_contact_details], verbose_name="what it involves"
            ),
        ),
        migrations.AddField(
            model_name="opportunity",
            name="tag",
            field=models.CharField(
                choices=[("engage", "Engage"), ("enable", "Enable"), ("empower", "Empower")],
                default="engage",
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="event",
            name="venue",
            field=models.CharField(
                blank=True, max_length=200, validators=[core.privacy.no_contact_details], verbose_name="room or place"
            ),
        ),
        migrations.AlterField(
            model_name="place",
            name="status",
            field=models.CharField(
                choices=[
                    ("offered", "Offered"),
                    ("booked", "Booked"),
                    ("waiting", "On the waiting list"),
                    ("attended", "Attended"),
                    ("absent", "Absent"),
                    ("cancelled", "Cancelled"),
                ],
                default="booked",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="event",
            name="series",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="events",
                to="programmes.eventseries",
            ),
        ),
        migrations.AddConstraint(
            model_name="opportunity",
            constraint=models.CheckConstraint(
                condition=models.Q(("tag__in", ["engage", "enable", "empower"])), name="opportunity_tag_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="place",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["offered", "booked", "waiting", "attended", "absent", "cancelled"])),
                name="place_status_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(("audience__in", ["influencers", "target_leaders", "both", "all"])),
                name="event_audience_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(("taken__lte", models.F("capacity"))), name="event_never_overbooked"
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(condition=models.Q(("capacity__gt", 0)), name="event_has_places"),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("venue_school__isnull", False), models.Q(("venue", ""), _negated=True), _connector="OR"
                ),
                name="event_is_somewhere",
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ends_at__isnull", True), ("starts_at__isnull", True)),
                    models.Q(("ends_at__isnull", False), ("starts_at__isnull", False)),
                    _connector="OR",
                ),
                name="event_hours_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("starts_at__isnull", True),
                    ("ends_at__isnull", True),
                    ("ends_at__gt", models.F("starts_at")),
                    _connector="OR",
                ),
                name="event_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("called_off_at__isnull", True), ("called_off_by__isnull", True)),
                    models.Q(("called_off_at__isnull", False), ("called_off_by__isnull", False)),
                    _connector="OR",
                ),
                name="event_called_off_whole",
            ),
        ),
    ]

import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

import core.clock
import core.references


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("influencers", "0001_initial"),
        ("schools", "0002_staff_roles"),
        ("schools", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="CoachingPool",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=100, unique=True)),
                ("total_halves", models.PositiveIntegerField(verbose_name="half-days in all")),
                ("reserved_halves", models.PositiveIntegerField(default=0, verbose_name="half-days reserved")),
                ("used_halves", models.PositiveIntegerField(default=0, verbose_name="half-days used")),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
            ],
            options={
                "ordering": ["starts_on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "total_halves__gte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("reserved_halves"), "+", models.F("used_halves")
                                ),
                            )
                        ),
                        name="pool_never_over_committed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))), name="pool_ends_after_it_starts"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SupportRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", core.references.ReferenceField(prefix="SUP")),
                ("requester_name", models.CharField(max_length=150, verbose_name="your name")),
                ("requester_email", models.EmailField(max_length=254, verbose_name="your e-mail")),
                (
                    "requester_role",
                    models.CharField(
                        choices=[("headteacher", "Headteacher"), ("science_leader", "Science leader")],
                        max_length=20,
                        verbose_name="your role",
                    ),
                ),
                ("head_name", models.CharField(max_length=150, verbose_name="headteacher's name")),
                ("head_email", models.EmailField(max_length=254, verbose_name="headteacher's e-mail")),
                ("science_leader_name", models.CharField(max_length=150, verbose_name="science leader's name")),
                ("science_leader_email", models.EmailField(max_length=254, verbose_name="science leader's e-mail")),
                ("need", models.TextField(verbose_name="what would help")),
                ("why_now", models.TextField(blank=True, verbose_name="why now")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("submitted", "Waiting for its e-mail to be confirmed"),
                            ("confirmed", "We have your request"),
                            ("triaged", "We are working out how to help"),
                            ("funded", "We are finding the right person"),
                            ("matched", "We have asked an influencer"),
                            ("under_way", "Support is under way"),
                            ("completed", "Completed"),
                            ("referred", "Referred elsewhere"),
                            ("declined", "Declined"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="submitted",
                        max_length=20,
                    ),
                ),
                ("submitted_at", models.DateTimeField(default=core.clock.now, editable=False)),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                ("areas", models.ManyToManyField(blank=True, related_name="+", to="influencers.expertise")),
                (
                    "entered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "head",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "interest_in",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="influencers.influencer",
                        verbose_name="would like",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="schools.school"
                    ),
                ),
                (
                    "science_leader",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-submitted_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "status__in",
                                [
                                    "submitted",
                                    "confirmed",
                                    "triaged",
                                    "funded",
                                    "matched",
                                    "under_way",
                                    "completed",
                                    "referred",
                                    "declined",
                                    "withdrawn",
                                ],
                            )
                        ),
                        name="request_status_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("confirmed_at__isnull", True), ("head__isnull", True), ("science_leader__isnull", True)
                            ),
                            models.Q(
                                ("confirmed_at__isnull", False),
                                ("head__isnull", False),
                                ("science_leader__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="request_confirmation_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["submitted", "withdrawn"]), ("confirmed_at__isnull", False), _connector="OR"
                        ),
                        name="request_confirmed_first",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("head_email", django.db.models.functions.text.Lower(models.F("head_email"))),
                            ("requester_email", django.db.models.functions.text.Lower(models.F("requester_email"))),
                            (
                                "science_leader_email",
                                django.db.models.functions.text.Lower(models.F("science_leader_email")),
                            ),
                        ),
                        name="request_emails_lower_case",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Deployment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", core.references.ReferenceField(prefix="DEP")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("champion", "Champion coaching"),
                            ("led", "Led by the national lead, with the champion alongside"),
                            ("peer", "Peer support"),
                        ],
                        max_length=10,
                    ),
                ),
                ("halves", models.PositiveSmallIntegerField(verbose_name="half-days agreed")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("proposed", "Waiting for the influencer's answer"),
                            ("accepted", "Accepted by the influencer"),
                            ("turned_down", "Not this time"),
                            ("active", "Under way"),
                            ("completed", "Completed"),
                            ("ended_early", "Ended early"),
                        ],
                        default="proposed",
                        max_length=12,
                    ),
                ),
                ("proposed_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "influencer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deployments",
                        to="influencers.influencer",
                    ),
                ),
                (
                    "national_lead",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deployments",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="schools.school"
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deployments",
                        to="brokerage.supportrequest",
                    ),
                ),
            ],
            options={
                "ordering": ["-proposed_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "status__in",
                                ["proposed", "accepted", "turned_down", "active", "completed", "ended_early"],
                            )
                        ),
                        name="deployment_status_known",
                    ),
                    models.CheckConstraint(condition=models.Q(("halves__gt", 0)), name="deployment_has_days"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("person__isnull", True),
                            ("national_lead__isnull", True),
                            models.Q(("person", models.F("national_lead")), _negated=True),
                            _connector="OR",
                        ),
                        name="deployment_led_by_another",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status__in", ["proposed", "accepted", "active"])),
                        fields=("request",),
                        name="deployment_one_live_a_request",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ActionPlan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveSmallIntegerField(default=1)),
                (
                    "status",
                    models.CharField(
                        choices=[("draft", "Draft"), ("shared", "Shared, waiting for the head"), ("agreed", "Agreed")],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("shared_at", models.DateTimeField(blank=True, null=True)),
                ("agreed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "deployment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="plans", to="brokerage.deployment"
                    ),
                ),
            ],
            options={
                "ordering": ["version"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["draft", "shared", "agreed"])), name="plan_status_known"
                    ),
                    models.UniqueConstraint(fields=("deployment", "version"), name="plan_version_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Objective",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.CharField(max_length=300, verbose_name="objective")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="objectives",
                        to="brokerage.actionplan",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="PlanAction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.CharField(max_length=300, verbose_name="action")),
                ("who", models.CharField(max_length=150)),
                ("by_when", models.DateField()),
                ("how_we_will_know", models.CharField(max_length=300)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "objective",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="actions", to="brokerage.objective"
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="PlanSeat",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "seat",
                    models.CharField(
                        choices=[
                            ("head", "Headteacher"),
                            ("science_leader", "Science leader"),
                            ("influencer", "Influencer"),
                        ],
                        max_length=15,
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        blank=True, choices=[("yes", "Agrees"), ("comment", "Has a comment")], max_length=10
                    ),
                ),
                ("comment", models.TextField(blank=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plan_seats",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="seats", to="brokerage.actionplan"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("plan", "seat"), name="plan_seat_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_at__isnull", True)),
                            models.Q(models.Q(("answer", ""), _negated=True), ("answered_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="plan_seat_answer_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PoolEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reserved_change", models.IntegerField()),
                ("used_change", models.IntegerField(default=0)),
                (
                    "support_level",
                    models.CharField(
                        choices=[("universal", "Universal"), ("targeted", "Targeted"), ("intensive", "Intensive")],
                        max_length=10,
                    ),
                ),
                ("at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "pool",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="entries", to="brokerage.coachingpool"
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pool_entries",
                        to="brokerage.supportrequest",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "pool entries",
                "ordering": ["at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("support_level", "intensive")), name="pool_serves_intensive_schools_only"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Visit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", core.references.ReferenceField(prefix="VIS")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("coaching", "Coaching"),
                            ("shadowing", "Shadowing"),
                            ("gap_task", "Buddy-school gap task"),
                            ("other", "Another day agreed beforehand"),
                        ],
                        max_length=10,
                    ),
                ),
                ("on", models.DateField(verbose_name="date")),
                (
                    "part",
                    models.CharField(
                        choices=[("morning", "Morning"), ("afternoon", "Afternoon"), ("whole_day", "Whole day")],
                        max_length=10,
                        verbose_name="part of day",
                    ),
                ),
                ("purpose", models.CharField(blank=True, max_length=300)),
                (
                    "status",
                    models.CharField(
                        choices=[("planned", "Planned"), ("took_place", "Took place"), ("cancelled", "Cancelled")],
                        default="planned",
                        max_length=12,
                    ),
                ),
                (
                    "deployment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visits",
                        to="brokerage.deployment",
                    ),
                ),
                (
                    "national_lead",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visits",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="influencer",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.school",
                        verbose_name="school visited",
                    ),
                ),
            ],
            options={
                "ordering": ["on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["planned", "took_place", "cancelled"])),
                        name="visit_status_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("part__in", ["morning", "afternoon", "whole_day"])),
                        name="visit_in_school_hours",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("person__isnull", True),
                            ("national_lead__isnull", True),
                            models.Q(("person", models.F("national_lead")), _negated=True),
                            _connector="OR",
                        ),
                        name="visit_led_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "coaching"), _negated=True),
                            ("deployment__isnull", False),
                            _connector="OR",
                        ),
                        name="visit_coaching_has_deployment",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="VisitReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("what_we_did", models.TextField()),
                ("what_changed", models.TextField()),
                ("what_next", models.TextField()),
                ("who_was_there", models.CharField(max_length=300)),
                ("comment", models.TextField(blank=True, verbose_name="comment from the national lead")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Waiting to be read"),
                            ("returned", "Returned with a comment"),
                            ("accepted", "Accepted"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("submitted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reports", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "visit",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="report", to="brokerage.visit"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["draft", "submitted", "returned", "accepted"])),
                        name="report_status_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status", "draft"), ("submitted_at__isnull", False), _connector="OR"),
                        name="report_submitted_first",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportAcceptance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("accepted_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "accepted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "report",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="acceptance",
                        to="brokerage.visitreport",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("author__isnull", True),
                            ("accepted_by__isnull", True),
                            models.Q(("author", models.F("accepted_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="report_accepted_by_another",
                    )
                ],
            },
        ),
    ]

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import core.clock
import core.references


class Migration(migrations.Migration):
    dependencies = [
        ("brokerage", "0012_unanswered"),
        ("claims", "0001_initial"),
        ("programmes", "0005_taking_back_an_attendance"),
        ("schools", "0006_posts_networks_successions"),
        ("schools", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="ClaimPolicy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "window_months",
                    models.PositiveSmallIntegerField(default=12, verbose_name="months within which a day is claimed"),
                ),
                (
                    "spot_check_percent",
                    models.PositiveSmallIntegerField(
                        default=0, verbose_name="share of approved claims that a second person looks at, in per cent"
                    ),
                ),
                ("set_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "set_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "claim policies",
                "ordering": ["-set_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("window_months__range", (1, 60))), name="policy_window_makes_sense"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("spot_check_percent__lte", 100)), name="policy_share_makes_sense"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Confirmation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("filename", models.CharField(blank=True, max_length=200)),
                ("sha256", models.CharField(max_length=64)),
                ("paid", models.PositiveIntegerField(verbose_name="payments paid")),
                ("failed", models.PositiveIntegerField(verbose_name="payments that failed")),
                ("at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="confirmations",
                        to="claims.paymentrun",
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-pk"],
                "constraints": [models.UniqueConstraint(fields=("run", "sha256"), name="confirmation_applied_once")],
            },
        ),
        migrations.CreateModel(
            name="FileDownload",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file", models.CharField(choices=[("payments", "Payments"), ("totals", "Totals")], max_length=10)),
                ("sha256", models.CharField(max_length=64)),
                ("at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="downloads", to="claims.paymentrun"
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="FundingSource",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("pool", "Coaching pool"), ("quote", "Support by quote"), ("cpd", "CPD fund")],
                        max_length=5,
                    ),
                ),
                (
                    "pool",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="funding_source",
                        to="brokerage.coachingpool",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["pool", "quote", "cpd"])), name="source_kind_known"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "pool"), _negated=True),
                        fields=("kind",),
                        name="source_one_of_a_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "pool"), ("pool__isnull", False)),
                            models.Q(models.Q(("kind", "pool"), _negated=True), ("pool__isnull", True)),
                            _connector="OR",
                        ),
                        name="source_pool_names_its_pool",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Budget",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        verbose_name="the calendar year in which the financial year begins"
                    ),
                ),
                ("amount_pence", models.PositiveIntegerField(verbose_name="pence")),
                ("set_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "set_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="budgets", to="claims.fundingsource"
                    ),
                ),
            ],
            options={
                "ordering": ["year", "source"],
                "constraints": [
                    models.UniqueConstraint(fields=("source", "year"), name="budget_once_a_year"),
                    models.CheckConstraint(
                        condition=models.Q(("year__range", (2000, 2100))), name="budget_year_makes_sense"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Correction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", core.references.ReferenceField(prefix="COR")),
                ("is_reversal", models.BooleanField(default=False, verbose_name="takes the whole line back")),
                ("on", models.DateField(verbose_name="date that it is about")),
                (
                    "amount_pence",
                    models.IntegerField(verbose_name="pence, less than nought where the school has had too much"),
                ),
                ("reason", models.TextField()),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("proposed", "Waiting for a second person"),
                            ("agreed", "Agreed"),
                            ("in_run", "Being paid"),
                            ("paid", "Paid"),
                            ("refused", "Refused"),
                        ],
                        default="proposed",
                        max_length=10,
                    ),
                ),
                ("proposed_at", models.DateTimeField(default=core.clock.now, editable=False)),
                ("agreed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "agreed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="claims.paymentline",
                        verbose_name="corrects",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="whose day it is",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="claims.paymentrun",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="schools.school"
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="claims.fundingsource"
                    ),
                ),
            ],
            options={
                "ordering": ["-proposed_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["proposed", "agreed", "in_run", "paid", "refused"])),
                        name="correction_status_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount_pence", 0), _negated=True), name="correction_changes_something"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="correction_has_reason"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("agreed_at__isnull", True), ("agreed_by__isnull", True)),
                            models.Q(("agreed_at__isnull", False), ("agreed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="correction_agreement_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("proposed_by__isnull", True),
                            ("agreed_by__isnull", True),
                            models.Q(("proposed_by", models.F("agreed_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="correction_agreed_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("person__isnull", True),
                            ("agreed_by__isnull", True),
                            models.Q(("person", models.F("agreed_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="correction_beneficiary_not_agreer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ("agreed", "in_run", "paid")), _negated=True),
                            ("agreed_by__isnull", False),
                            _connector="OR",
                        ),
                        name="correction_agreed_has_agreer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["in_run", "paid"]), _negated=True),
                            ("run__isnull", False),
                            _connector="OR",
                        ),
                        name="correction_in_run_has_run",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_reversal", False),
                            models.Q(("amount_pence__lt", 0), ("line__isnull", False)),
                            _connector="OR",
                        ),
                        name="correction_reverses_a_line",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("is_reversal", True), ("status__in", ("proposed", "agreed", "in_run", "paid"))
                        ),
                        fields=("line",),
                        name="correction_reverses_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CorrectionLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("is_live", models.BooleanField(default=True, verbose_name="neither failed nor cancelled")),
                ("on", models.DateField(verbose_name="date that it is about")),
                ("why", models.TextField()),
                ("source_name", models.CharField(max_length=100, verbose_name="source's name when it was authorised")),
                ("amount_pence", models.IntegerField(verbose_name="pence")),
                ("paid_at", models.DateTimeField(blank=True, null=True)),
                (
                    "agreer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "authoriser",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "beneficiary",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "correction",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="lines", to="claims.correction"
                    ),
                ),
                (
                    "payment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="correction_lines",
                        to="claims.payment",
                    ),
                ),
                (
                    "proposer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="claims.fundingsource"
                    ),
                ),
            ],
            options={
                "ordering": ["on", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_live", True)), fields=("correction",), name="correction_line_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount_pence", 0), _negated=True), name="correction_line_changes_something"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("proposer__isnull", True),
                            ("agreer__isnull", True),
                            models.Q(("proposer", models.F("agreer")), _negated=True),
                            _connector="OR",
                        ),
                        name="correction_line_proposer_not_agreer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("proposer__isnull", True),
                            ("authoriser__isnull", True),
                            models.Q(("proposer", models.F("authoriser")), _negated=True),
                            _connector="OR",
                        ),
                        name="correction_line_proposer_not_authoriser",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("agreer__isnull", True),
                            ("authoriser__isnull", True),
                            models.Q(("agreer", models.F("authoriser")), _negated=True),
                            _connector="OR",
                        ),
                        name="correction_line_agreer_not_authoriser",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("beneficiary__isnull", True),
                            ("agreer__isnull", True),
                            models.Q(("beneficiary", models.F("agreer")), _negated=True),
                            _connector="OR",
                        ),
                        name="correction_line_beneficiary_not_agreer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("beneficiary__isnull", True),
                            ("authoriser__isnull", True),
                            models.Q(("beneficiary", models.F("authoriser")), _negated=True),
                            _connector="OR",
                        ),
                        name="correction_line_beneficiary_not_authoriser",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SchoolPayee",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200)),
                ("set_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "school",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="payee", to="schools.school"
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
                "ordering": ["school"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="school_payee_has_name"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SpotCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("is_live", models.BooleanField(default=True, verbose_name="of the approval that stands")),
                ("percent", models.PositiveSmallIntegerField(verbose_name="share in force, in per cent")),
                ("is_drawn", models.BooleanField()),
                ("drawn_at", models.DateTimeField(default=core.clock.now, editable=False)),
                ("passed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "approver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "beneficiary",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="spot_checks", to="claims.claim"
                    ),
                ),
                (
                    "claimant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "passed_by",
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
                "ordering": ["drawn_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_live", True)), fields=("claim",), name="spot_check_one_an_approval"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("passed_at__isnull", True), ("passed_by__isnull", True)),
                            models.Q(("passed_at__isnull", False), ("passed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="spot_check_passing_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("is_drawn", True), ("passed_by__isnull", True), _connector="OR"),
                        name="spot_check_passed_was_drawn",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("beneficiary__isnull", True),
                            ("passed_by__isnull", True),
                            models.Q(("beneficiary", models.F("passed_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="spot_check_beneficiary_not_second",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("claimant__isnull", True),
                            ("passed_by__isnull", True),
                            models.Q(("claimant", models.F("passed_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="spot_check_claimant_not_second",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approver__isnull", True),
                            ("passed_by__isnull", True),
                            models.Q(("approver", models.F("passed_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="spot_check_approver_not_second",
                    ),
                ],
            },
        ),
        migrations.RemoveConstraint(
            model_name="claim",
            name="claim_status_known",
        ),
        migrations.RemoveConstraint(
            model_name="payment",
            name="payment_paid_has_date",
        ),
        migrations.RemoveConstraint(
            model_name="paymentline",
            name="payment_line_once",
        ),
        migrations.AddField(
            model_name="fundedday",
            name="reminded_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="reminded that it can be claimed"),
        ),
        migrations.AddField(
            model_name="payment",
            name="finance_reference",
            field=models.CharField(blank=True, max_length=60, verbose_name="finance's reference"),
        ),
        migrations.AddField(
            model_name="payment",
            name="paid_on",
            field=models.DateField(blank=True, null=True, verbose_name="date on which finance paid it"),
        ),
        migrations.AddField(
            model_name="payment",
            name="payee",
            field=models.CharField(default="", max_length=200, verbose_name="whom finance pays"),
        ),
        migrations.AddField(
            model_name="payment",
            name="purchase_order",
            field=models.CharField(blank=True, max_length=40, verbose_name="purchase order number"),
        ),
        migrations.AddField(
            model_name="payment",
            name="type_group",
            field=models.CharField(blank=True, max_length=100, verbose_name="kind of school when it was authorised"),
        ),
        migrations.AddField(
            model_name="paymentline",
            name="source_name",
            field=models.CharField(default="", max_length=100, verbose_name="source's name when it was authorised"),
        ),
        migrations.AlterField(
            model_name="claim",
            name="status",
            field=models.CharField(
                choices=[
                    ("submitted", "Waiting for approval"),
                    ("approved", "Approved"),
                    ("returned", "Returned with a comment"),
                    ("rejected", "Rejected"),
                    ("in_run", "Being paid"),
                    ("paid", "Paid"),
                    ("withdrawn", "Taken back"),
                ],
                default="submitted",
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status__in", ["submitted", "approved", "returned", "rejected", "in_run", "paid", "withdrawn"])
                ),
                name="claim_status_known",
            ),
        ),
        migrations.AddField(
            model_name="fundedday",
            name="afternoon_source",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="claims.fundingsource",
                verbose_name="pays the afternoon",
            ),
        ),
        migrations.AddField(
            model_name="fundedday",
            name="morning_source",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="claims.fundingsource",
                verbose_name="pays the morning",
            ),
        ),
        migrations.AddField(
            model_name="paymentline",
            name="source",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="claims.fundingsource"
            ),
        ),
        migrations.AddConstraint(
            model_name="paymentline",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_live", True), ("morning", True)),
                fields=("claim_line",),
                name="payment_line_one_morning",
            ),
        ),
        migrations.AddConstraint(
            model_name="paymentline",
            constraint=models.UniqueConstraint(
                condition=models.Q(("afternoon", True), ("is_live", True)),
                fields=("claim_line",),
                name="payment_line_one_afternoon",
            ),
        ),
    ]

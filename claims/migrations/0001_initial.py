import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

import core.clock
import core.references


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("brokerage", "0003_phase_one"),
        ("programmes", "0002_rate_and_opportunities"),
        ("schools", "0002_staff_roles"),
        ("schools", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="FundedDay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField(verbose_name="date")),
                ("morning", models.BooleanField(default=False)),
                ("afternoon", models.BooleanField(default=False)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("live", "Funded"),
                            ("held", "Waiting for an answer from SATC"),
                            ("void", "Not funded"),
                        ],
                        default="live",
                        max_length=10,
                    ),
                ),
                ("held_because", models.TextField(blank=True)),
                ("why", models.CharField(max_length=250, verbose_name="what it was for")),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "acceptance",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="funded_day",
                        to="brokerage.reportacceptance",
                    ),
                ),
                (
                    "attendance",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="funded_day",
                        to="programmes.attendance",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="funded_days",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.school",
                    ),
                ),
            ],
            options={
                "ordering": ["on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("morning", True), ("afternoon", True), _connector="OR"),
                        name="day_has_a_half",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("morning", True), ("status", "live")),
                        fields=("person", "on"),
                        name="day_one_live_morning",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("afternoon", True), ("status", "live")),
                        fields=("person", "on"),
                        name="day_one_live_afternoon",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("acceptance__isnull", False), ("attendance__isnull", True)),
                            models.Q(("acceptance__isnull", True), ("attendance__isnull", False)),
                            _connector="OR",
                        ),
                        name="day_has_one_source",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["live", "held", "void"])), name="day_status_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "live"), _negated=True), ("school__isnull", False), _connector="OR"
                        ),
                        name="day_live_has_school",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "held"), _negated=True),
                            models.Q(("held_because", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="day_held_has_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PaymentRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", core.references.ReferenceField(prefix="RUN")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("authorised", "Authorised"),
                            ("sent", "Sent for payment"),
                            ("reconciled", "Finished"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("opened_at", models.DateTimeField(default=core.clock.now, editable=False)),
                ("authorised_at", models.DateTimeField(blank=True, null=True)),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                (
                    "authorised_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "sent_by",
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
                "ordering": ["-opened_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["open", "authorised", "sent", "reconciled", "cancelled"])),
                        name="run_status_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("authorised_at__isnull", True), ("authorised_by__isnull", True)),
                            models.Q(("authorised_at__isnull", False), ("authorised_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="run_authorisation_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sent_at__isnull", True), ("sent_by__isnull", True)),
                            models.Q(("sent_at__isnull", False), ("sent_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="run_sending_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["authorised", "sent", "reconciled"]), _negated=True),
                            ("authorised_by__isnull", False),
                            _connector="OR",
                        ),
                        name="run_authorised_has_authoriser",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Claim",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", core.references.ReferenceField(prefix="CLM")),
                ("submitted_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("submitted", "Waiting for approval"),
                            ("approved", "Approved"),
                            ("returned", "Returned with a comment"),
                            ("rejected", "Rejected"),
                            ("in_run", "Being paid"),
                            ("paid", "Paid"),
                        ],
                        default="submitted",
                        max_length=10,
                    ),
                ),
                ("comment", models.TextField(blank=True, verbose_name="comment from SATC")),
                ("approved_at", models.DateTimeField(blank=True, null=True)),
                ("amount_pence", models.PositiveIntegerField(verbose_name="pence in all")),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="claims", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="schools.school"
                    ),
                ),
                (
                    "submitted_by",
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
                        related_name="claims",
                        to="claims.paymentrun",
                    ),
                ),
            ],
            options={
                "ordering": ["-submitted_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["submitted", "approved", "returned", "rejected", "in_run", "paid"])
                        ),
                        name="claim_status_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("approved_at__isnull", True), ("approved_by__isnull", True)),
                            models.Q(("approved_at__isnull", False), ("approved_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="claim_approval_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("submitted_by__isnull", True),
                            ("approved_by__isnull", True),
                            models.Q(("submitted_by", models.F("approved_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="claim_approved_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("person__isnull", True),
                            ("approved_by__isnull", True),
                            models.Q(("person", models.F("approved_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="claim_beneficiary_not_approver",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ("approved", "in_run", "paid")), _negated=True),
                            ("approved_by__isnull", False),
                            _connector="OR",
                        ),
                        name="claim_approved_has_approver",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["in_run", "paid"]), _negated=True),
                            ("run__isnull", False),
                            _connector="OR",
                        ),
                        name="claim_in_run_has_run",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ClaimLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("is_live", models.BooleanField(default=True)),
                ("halves", models.PositiveSmallIntegerField(verbose_name="half-days")),
                ("pence_per_day", models.PositiveIntegerField(verbose_name="rate, pence a day")),
                ("amount_pence", models.PositiveIntegerField(verbose_name="pence")),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="lines", to="claims.claim"
                    ),
                ),
                (
                    "day",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="lines", to="claims.fundedday"
                    ),
                ),
            ],
            options={
                "ordering": ["day__on", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_live", True)), fields=("day",), name="claim_line_day_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "pence_per_day",
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("pence_per_day"), "/", models.Value(2)
                                    ),
                                    "*",
                                    models.Value(2),
                                ),
                            ),
                            ("pence_per_day__gt", 0),
                        ),
                        name="claim_line_rate_even",
                    ),
                    models.CheckConstraint(condition=models.Q(("halves__in", [1, 2])), name="claim_line_halves"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "amount_pence",
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("pence_per_day"), "*", models.F("halves")
                                    ),
                                    "/",
                                    models.Value(2),
                                ),
                            )
                        ),
                        name="claim_line_amount",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Payment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", core.references.ReferenceField(prefix="PAY")),
                ("school_name", models.CharField(max_length=200, verbose_name="school's name when it was authorised")),
                (
                    "la_code",
                    models.CharField(
                        blank=True, max_length=3, verbose_name="local authority code when it was authorised"
                    ),
                ),
                ("amount_pence", models.PositiveIntegerField(verbose_name="pence")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("authorised", "Authorised"),
                            ("paid", "Paid"),
                            ("failed", "Payment failed"),
                            ("cancelled", "Cancelled with its run"),
                        ],
                        default="authorised",
                        max_length=10,
                    ),
                ),
                ("paid_at", models.DateTimeField(blank=True, null=True)),
                (
                    "marked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="schools.school"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="payments", to="claims.paymentrun"
                    ),
                ),
            ],
            options={
                "ordering": ["run", "school__name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["authorised", "paid", "failed", "cancelled"])),
                        name="payment_status_known",
                    ),
                    models.CheckConstraint(condition=models.Q(("amount_pence__gt", 0)), name="payment_positive"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("paid_at__isnull", False), ("status", "paid")),
                            models.Q(models.Q(("status", "paid"), _negated=True), ("paid_at__isnull", True)),
                            _connector="OR",
                        ),
                        name="payment_paid_has_date",
                    ),
                    models.UniqueConstraint(fields=("run", "school"), name="payment_one_a_school"),
                ],
            },
        ),
        migrations.CreateModel(
            name="PaymentLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("is_live", models.BooleanField(default=True, verbose_name="neither failed nor cancelled")),
                ("on", models.DateField(verbose_name="date")),
                ("morning", models.BooleanField()),
                ("afternoon", models.BooleanField()),
                ("why", models.CharField(max_length=250, verbose_name="what it was for")),
                ("halves", models.PositiveSmallIntegerField(verbose_name="half-days")),
                ("pence_per_day", models.PositiveIntegerField(verbose_name="rate, pence a day")),
                ("amount_pence", models.PositiveIntegerField(verbose_name="pence")),
                ("paid_at", models.DateTimeField(blank=True, null=True)),
                (
                    "approver",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "claim_line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="payment_lines", to="claims.claimline"
                    ),
                ),
                (
                    "claimant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "payment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="lines", to="claims.payment"
                    ),
                ),
            ],
            options={
                "ordering": ["on", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_live", True)), fields=("claim_line",), name="payment_line_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("afternoon", True), ("halves", 2), ("morning", True)),
                            models.Q(("afternoon", False), ("halves", 1), ("morning", True)),
                            models.Q(("afternoon", True), ("halves", 1), ("morning", False)),
                            _connector="OR",
                        ),
                        name="payment_line_halves",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "pence_per_day",
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("pence_per_day"), "/", models.Value(2)
                                    ),
                                    "*",
                                    models.Value(2),
                                ),
                            ),
                            ("pence_per_day__gt", 0),
                        ),
                        name="payment_line_rate_even",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "amount_pence",
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("pence_per_day"), "*", models.F("halves")
                                    ),
                                    "/",
                                    models.Value(2),
                                ),
                            )
                        ),
                        name="payment_line_amount",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("claimant__isnull", True),
                            ("approver__isnull", True),
                            models.Q(("claimant", models.F("approver")), _negated=True),
                            _connector="OR",
                        ),
                        name="line_claimant_not_approver",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("claimant__isnull", True),
                            ("authoriser__isnull", True),
                            models.Q(("claimant", models.F("authoriser")), _negated=True),
                            _connector="OR",
                        ),
                        name="line_claimant_not_authoriser",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approver__isnull", True),
                            ("authoriser__isnull", True),
                            models.Q(("approver", models.F("authoriser")), _negated=True),
                            _connector="OR",
                        ),
                        name="line_approver_not_authoriser",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("beneficiary__isnull", True),
                            ("approver__isnull", True),
                            models.Q(("beneficiary", models.F("approver")), _negated=True),
                            _connector="OR",
                        ),
                        name="line_beneficiary_not_approver",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("beneficiary__isnull", True),
                            ("authoriser__isnull", True),
                            models.Q(("beneficiary", models.F("authoriser")), _negated=True),
                            _connector="OR",
                        ),
                        name="line_beneficiary_not_authoriser",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_live", True), ("morning", True)),
                        fields=("beneficiary", "on"),
                        name="line_one_live_morning",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("afternoon", True), ("is_live", True)),
                        fields=("beneficiary", "on"),
                        name="line_one_live_afternoon",
                    ),
                ],
            },
        ),
    ]

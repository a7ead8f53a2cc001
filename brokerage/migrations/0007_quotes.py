import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

import core.clock
import core.references


class Migration(migrations.Migration):
    dependencies = [
        ("brokerage", "0006_prepared_answers"),
        ("influencers", "0005_progress"),
        ("schools", "0003_forgetting"),
        ("schools", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Quote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", core.references.ReferenceField(prefix="QUO")),
                ("version", models.PositiveSmallIntegerField()),
                ("preparation_halves", models.PositiveSmallIntegerField(verbose_name="half-days of preparation")),
                ("delivery_halves", models.PositiveSmallIntegerField(verbose_name="half-days at the school")),
                ("pence_per_day", models.PositiveIntegerField(verbose_name="rate, pence a day")),
                ("extras", models.CharField(blank=True, max_length=200, verbose_name="what else is in it")),
                ("extras_pence", models.PositiveIntegerField(default=0, verbose_name="what that costs, pence")),
                ("total_pence", models.PositiveIntegerField(verbose_name="pence in all")),
                ("note", models.TextField(blank=True)),
                ("valid_until", models.DateField()),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("sent", "Waiting for the headteacher"),
                            ("accepted", "Accepted"),
                            ("declined", "Declined"),
                            ("expired", "Run out"),
                            ("replaced", "Replaced by a newer one"),
                            ("withdrawn", "Taken back"),
                        ],
                        default="sent",
                        max_length=10,
                    ),
                ),
                ("sent_at", models.DateTimeField(default=core.clock.now, editable=False)),
                ("warned_at", models.DateTimeField(blank=True, null=True, verbose_name="warned that it runs out")),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="quotes",
                        to="brokerage.supportrequest",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="schools.school"
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "sent_to",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["-sent_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["sent", "accepted", "declined", "expired", "replaced", "withdrawn"])
                        ),
                        name="quote_status_known",
                    ),
                    models.UniqueConstraint(fields=("request", "version"), name="quote_version_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("status__in", ["sent", "accepted"])),
                        fields=("request",),
                        name="quote_one_stands_a_request",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("delivery_halves__gt", 0)), name="quote_delivers_something"
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
                        name="quote_rate_even",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("extras", ""), ("extras_pence", 0)),
                            models.Q(models.Q(("extras", ""), _negated=True), ("extras_pence__gt", 0)),
                            _connector="OR",
                        ),
                        name="quote_extras_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "total_pence",
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("pence_per_day"),
                                            "*",
                                            django.db.models.expressions.CombinedExpression(
                                                models.F("preparation_halves"), "+", models.F("delivery_halves")
                                            ),
                                        ),
                                        "/",
                                        models.Value(2),
                                    ),
                                    "+",
                                    models.F("extras_pence"),
                                ),
                            )
                        ),
                        name="quote_total",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="QuoteAcceptance",
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
                    "quote",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="acceptance", to="brokerage.quote"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Invoice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("amount_pence", models.PositiveIntegerField(verbose_name="pence")),
                (
                    "purchase_order",
                    models.CharField(blank=True, max_length=40, verbose_name="the school's purchase order"),
                ),
                ("number", models.CharField(blank=True, max_length=40, verbose_name="finance's invoice number")),
                ("raised_on", models.DateField(blank=True, null=True)),
                ("received_on", models.DateField(blank=True, null=True)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("to_raise", "To raise"),
                            ("raised", "Raised"),
                            ("received", "Money received"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="to_raise",
                        max_length=10,
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="schools.school"
                    ),
                ),
                (
                    "acceptance",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invoice",
                        to="brokerage.quoteacceptance",
                    ),
                ),
            ],
            options={
                "ordering": ["acceptance__accepted_at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["to_raise", "raised", "received", "cancelled"])),
                        name="invoice_status_known",
                    ),
                    models.CheckConstraint(condition=models.Q(("amount_pence__gt", 0)), name="invoice_positive"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("number", ""), ("raised_on__isnull", True)),
                            models.Q(models.Q(("number", ""), _negated=True), ("raised_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="invoice_raising_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["raised", "received"]), _negated=True),
                            ("raised_on__isnull", False),
                            _connector="OR",
                        ),
                        name="invoice_raised_has_date",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("received_on__isnull", False), ("status", "received")),
                            models.Q(models.Q(("status", "received"), _negated=True), ("received_on__isnull", True)),
                            _connector="OR",
                        ),
                        name="invoice_received_has_date",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("received_on__isnull", True), ("received_on__gte", models.F("raised_on")), _connector="OR"
                        ),
                        name="invoice_received_after_raised",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("number", ""), _negated=True),
                        fields=("number",),
                        name="invoice_number_once",
                    ),
                ],
            },
        ),
        migrations.AlterField(
            model_name="supportrequest",
            name="school",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="support_requests", to="schools.school"
            ),
        ),
        migrations.RemoveConstraint(
            model_name="supportrequest",
            name="request_status_known",
        ),
        migrations.AddField(
            model_name="coachingpool",
            name="source",
            field=models.CharField(blank=True, max_length=200, verbose_name="who funds it"),
        ),
        migrations.AddField(
            model_name="deployment",
            name="route",
            field=models.CharField(
                choices=[
                    ("funded", "Funded coaching days"),
                    ("quote", "A quote"),
                    ("both", "Part funded, part by quote"),
                    ("goodwill", "Goodwill: no money, still reported"),
                ],
                default="funded",
                max_length=10,
                verbose_name="how it is paid for",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="reportacceptance",
            name="halves",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="half-days of the visit"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="reportacceptance",
            name="pool_halves",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="half-days charged to the coaching pool"),
        ),
        migrations.AddField(
            model_name="reportacceptance",
            name="quote_halves",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="half-days charged to the quote"),
        ),
        migrations.AddField(
            model_name="supportrequest",
            name="goodwill_halves",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="half-days given in goodwill"),
        ),
        migrations.AddField(
            model_name="supportrequest",
            name="route",
            field=models.CharField(
                blank=True,
                choices=[
                    ("funded", "Funded coaching days"),
                    ("quote", "A quote"),
                    ("both", "Part funded, part by quote"),
                    ("goodwill", "Goodwill: no money, still reported"),
                ],
                max_length=10,
                verbose_name="how it is paid for",
            ),
        ),
        migrations.AlterField(
            model_name="supportrequest",
            name="status",
            field=models.CharField(
                choices=[
                    ("submitted", "Waiting for its e-mail to be confirmed"),
                    ("confirmed", "We have your request"),
                    ("triaged", "We are working out how to help"),
                    ("quoted", "A quote is with the headteacher"),
                    ("quote_accepted", "Quote accepted: we are finding the right person"),
                    ("quote_declined", "The quote was declined"),
                    ("quote_expired", "The quote has run out"),
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
        migrations.AddConstraint(
            model_name="reportacceptance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("pool_halves", 0), ("quote_halves", 0)),
                    (
                        "halves",
                        django.db.models.expressions.CombinedExpression(
                            models.F("pool_halves"), "+", models.F("quote_halves")
                        ),
                    ),
                    _connector="OR",
                ),
                name="report_charged_whole_or_not_at_all",
            ),
        ),
        migrations.AddConstraint(
            model_name="supportrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "status__in",
                        [
                            "submitted",
                            "confirmed",
                            "triaged",
                            "quoted",
                            "quote_accepted",
                            "quote_declined",
                            "quote_expired",
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
        ),
        migrations.AddConstraint(
            model_name="supportrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("route__in", ["", "funded", "quote", "both", "goodwill"])),
                name="request_route_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="supportrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("status__in", ("quoted", "quote_accepted", "quote_declined", "quote_expired")), _negated=True
                    ),
                    ("route__in", ("quote", "both")),
                    _connector="OR",
                ),
                name="request_quoted_by_its_route",
            ),
        ),
        migrations.AddConstraint(
            model_name="supportrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("route", "goodwill"), ("goodwill_halves", 0), _connector="OR"),
                name="request_goodwill_by_its_route",
            ),
        ),
        migrations.AddField(
            model_name="deployment",
            name="quote_acceptance",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="deployments",
                to="brokerage.quoteacceptance",
            ),
        ),
        migrations.AddConstraint(
            model_name="deployment",
            constraint=models.CheckConstraint(
                condition=models.Q(("route__in", ["funded", "quote", "both", "goodwill"])),
                name="deployment_route_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="deployment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("route__in", ("quote", "both")), _negated=True),
                    ("quote_acceptance__isnull", False),
                    _connector="OR",
                ),
                name="deployment_quote_accepted_first",
            ),
        ),
    ]

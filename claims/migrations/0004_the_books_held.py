import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("claims", "0003_what_paid_for_what")]

    operations = [
        migrations.AlterField(
            "paymentline",
            "source",
            models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="claims.fundingsource"),
        ),
        migrations.AlterField(
            "paymentline",
            "source_name",
            models.CharField(max_length=100, verbose_name="source's name when it was authorised"),
        ),
        migrations.AlterField("payment", "payee", models.CharField(max_length=200, verbose_name="whom finance pays")),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.CheckConstraint(
                condition=models.Q(("payee", ""), _negated=True), name="payment_names_its_payee"
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("paid_at__isnull", False), ("paid_on__isnull", False), ("status", "paid")),
                    models.Q(
                        models.Q(("status", "paid"), _negated=True),
                        ("paid_at__isnull", True),
                        ("paid_on__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="payment_paid_has_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="fundedday",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("morning", True), ("morning_source__isnull", False)),
                    models.Q(("morning", False), ("morning_source__isnull", True)),
                    _connector="OR",
                ),
                name="day_morning_has_its_source",
            ),
        ),
        migrations.AddConstraint(
            model_name="fundedday",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("afternoon", True), ("afternoon_source__isnull", False)),
                    models.Q(("afternoon", False), ("afternoon_source__isnull", True)),
                    _connector="OR",
                ),
                name="day_afternoon_has_its_source",
            ),
        ),
    ]

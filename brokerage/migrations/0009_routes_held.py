from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("brokerage", "0008_routes_of_what_was_there")]

    operations = [
        migrations.AddConstraint(
            model_name="supportrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "funded"), _negated=True),
                    ("route__in", ["funded", "goodwill"]),
                    _connector="OR",
                ),
                name="request_funded_by_its_route",
            ),
        ),
        migrations.AddConstraint(
            model_name="supportrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status__in", ["matched", "under_way", "completed"]), _negated=True),
                    models.Q(("route", ""), _negated=True),
                    _connector="OR",
                ),
                name="request_matched_has_route",
            ),
        ),
    ]

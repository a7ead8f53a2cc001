from django.db import models
from django.db.models import F, Q


class Succession(models.Model):
    """The register's word that one school took over from another. A school may have several of either."""

    school = models.ForeignKey("schools.School", models.PROTECT, related_name="successions")
    successor = models.ForeignKey("schools.School", models.PROTECT, related_name="predecessions")
    since = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["school", "successor"]
        constraints = [
            models.UniqueConstraint(fields=["school", "successor"], name="succession_once"),
            models.CheckConstraint(condition=~Q(school=F("successor")), name="succession_of_another"),
        ]

    def __str__(self):
        return f"{self.successor} succeeds {self.school}"

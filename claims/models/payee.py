from django.conf import settings
from django.db import models
from django.db.models import Q

from core import clock


class SchoolPayee(models.Model):
    """Whom finance pays for a school, where that isn't what its kind says. Bank details are finance's to keep."""

    school = models.OneToOneField("schools.School", models.PROTECT, related_name="payee")
    name = models.CharField(max_length=200)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    set_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["school"]
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="school_payee_has_name")]

    def __str__(self):
        return f"{self.school}: {self.name}"

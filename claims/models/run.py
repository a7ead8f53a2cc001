from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from claims.querysets import PaymentRunQuerySet
from claims.workflow import RUN, RunStatus
from core import clock
from core.constraints import is_set, one_of, set_together
from core.references import ReferenceField


class PaymentRun(models.Model):
    """Approved claims that finance pays together. Authorising writes one payment for each school."""

    flow = RUN

    reference = ReferenceField(prefix="RUN")
    status = models.CharField(max_length=10, choices=RunStatus, default=RunStatus.OPEN)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(default=clock.now, editable=False)
    authorised_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    authorised_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = PaymentRunQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at", "-pk"]
        constraints = [
            one_of("status", RunStatus, name="run_status_known"),
            set_together("authorised_by", "authorised_at", name="run_authorisation_whole"),
            set_together("sent_by", "sent_at", name="run_sending_whole"),
            is_set(
                "authorised_by",
                when=Q(status__in=[RunStatus.AUTHORISED, RunStatus.SENT, RunStatus.RECONCILED]),
                name="run_authorised_has_authoriser",
            ),
        ]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return reverse("claims_desk:run", args=[self.reference])

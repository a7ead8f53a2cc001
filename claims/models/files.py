from django.conf import settings
from django.db import models

from core import clock


class RunFile(models.TextChoices):
    PAYMENTS = "payments", "Payments"
    TOTALS = "totals", "Totals"


class FileDownload(models.Model):
    """That somebody took a file of a run: which, by the SHA-256 of its bytes. Never altered."""

    run = models.ForeignKey("claims.PaymentRun", models.PROTECT, related_name="downloads")
    file = models.CharField(max_length=10, choices=RunFile)
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.run.reference}, {self.get_file_display().lower()}: {self.sha256[:12]}"


class Confirmation(models.Model):
    """A file in which finance said what of a run was paid and what failed. Each file is applied once; never altered."""

    run = models.ForeignKey("claims.PaymentRun", models.PROTECT, related_name="confirmations")
    filename = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64)
    paid = models.PositiveIntegerField("payments paid")
    failed = models.PositiveIntegerField("payments that failed")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["run", "sha256"], name="confirmation_applied_once")]

    def __str__(self):
        return f"{self.run.reference}: {self.paid} paid, {self.failed} failed"

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from brokerage.querysets import InvoiceQuerySet, QuoteQuerySet
from brokerage.workflow import INVOICE, QUOTE, InvoiceStatus, QuoteStatus
from core import clock
from core.constraints import is_set, one_of
from core.references import ReferenceField


class Quote(models.Model):
    """The price of support, agreed before any of it starts: what was sent to the head, never altered.

    A new version replaces the one that is out. At most one stands for a request: sent or accepted.
    """

    flow = QUOTE

    reference = ReferenceField(prefix="QUO")
    request = models.ForeignKey("brokerage.SupportRequest", models.PROTECT, related_name="quotes")
    school = models.ForeignKey("schools.School", models.PROTECT, related_name="+")
    version = models.PositiveSmallIntegerField()
    preparation_halves = models.PositiveSmallIntegerField("half-days of preparation")
    delivery_halves = models.PositiveSmallIntegerField("half-days at the school")
    pence_per_day = models.PositiveIntegerField("rate, pence a day")
    extras = models.CharField("what else is in it", max_length=200, blank=True)
    extras_pence = models.PositiveIntegerField("what that costs, pence", default=0)
    total_pence = models.PositiveIntegerField("pence in all")
    note = models.TextField(blank=True)
    valid_until = models.DateField()
    status = models.CharField(max_length=10, choices=QuoteStatus, default=QuoteStatus.SENT)
    sent_to = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(default=clock.now, editable=False)
    warned_at = models.DateTimeField("warned that it runs out", null=True, blank=True)

    objects = QuoteQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at", "-pk"]
        constraints = [
            one_of("status", QuoteStatus, name="quote_status_known"),
            models.UniqueConstraint(fields=["request", "version"], name="quote_version_once"),
            models.UniqueConstraint(
                fields=["request"],
                condition=Q(status__in=[QuoteStatus.SENT, QuoteStatus.ACCEPTED]),
                name="quote_one_stands_a_request",
            ),
            models.CheckConstraint(condition=Q(delivery_halves__gt=0), name="quote_delivers_something"),
            models.CheckConstraint(
                condition=Q(pence_per_day__gt=0, pence_per_day=F("pence_per_day") / 2 * 2), name="quote_rate_even"
            ),
            models.CheckConstraint(
                condition=Q(extras="", extras_pence=0) | ~Q(extras="") & Q(extras_pence__gt=0),
                name="quote_extras_whole",
            ),
            models.CheckConstraint(
                condition=Q(
                    total_pence=F("pence_per_day") * (F("preparation_halves") + F("delivery_halves")) / 2
                    + F("extras_pence")
                ),
                name="quote_total",
            ),
        ]

    def __str__(self):
        return f"{self.reference} ({self.school})"

    def get_absolute_url(self):
        return reverse("brokerage:quote", args=[self.reference])

    @property
    def halves(self):
        return self.preparation_halves + self.delivery_halves

    @property
    def is_open(self):
        """Whether the head can answer it today."""
        return self.status == QuoteStatus.SENT and clock.today() <= self.valid_until

    @property
    def series(self):
        """The series of documents that holds the quotes for its request."""
        return f"quote:{self.request_id}"


class QuoteAcceptance(models.Model):
    """That the school's head accepted a quote. A deployment that the school pays for stands on this row."""

    quote = models.OneToOneField(Quote, models.PROTECT, related_name="acceptance")
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField(default=clock.now, editable=False)

    def __str__(self):
        return f"{self.quote}, accepted"


class Invoice(models.Model):
    """What finance has to ask a school for, since its head accepted a quote: a line on finance's list."""

    flow = INVOICE

    acceptance = models.OneToOneField(QuoteAcceptance, models.PROTECT, related_name="invoice")
    school = models.ForeignKey("schools.School", models.PROTECT, related_name="+")
    amount_pence = models.PositiveIntegerField("pence")
    purchase_order = models.CharField("the school's purchase order", max_length=40, blank=True)
    number = models.CharField("finance's invoice number", max_length=40, blank=True)
    raised_on = models.DateField(null=True, blank=True)
    received_on = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=10, choices=InvoiceStatus, default=InvoiceStatus.TO_RAISE)

    objects = InvoiceQuerySet.as_manager()

    class Meta:
        ordering = ["acceptance__accepted_at", "pk"]
        constraints = [
            one_of("status", InvoiceStatus, name="invoice_status_known"),
            models.CheckConstraint(condition=Q(amount_pence__gt=0), name="invoice_positive"),
            models.CheckConstraint(
                condition=Q(number="", raised_on__isnull=True) | ~Q(number="") & Q(raised_on__isnull=False),
                name="invoice_raising_whole",
            ),
            is_set(
                "raised_on",
                when=Q(status__in=[InvoiceStatus.RAISED, InvoiceStatus.RECEIVED]),
                name="invoice_raised_has_date",
            ),
            models.CheckConstraint(
                condition=Q(status=InvoiceStatus.RECEIVED, received_on__isnull=False)
                | ~Q(status=InvoiceStatus.RECEIVED) & Q(received_on__isnull=True),
                name="invoice_received_has_date",
            ),
            models.CheckConstraint(
                condition=Q(received_on__isnull=True) | Q(received_on__gte=F("raised_on")),
                name="invoice_received_after_raised",
            ),
            models.UniqueConstraint(fields=["number"], condition=~Q(number=""), name="invoice_number_once"),
        ]

    def __str__(self):
        return f"Invoice for {self.reference} ({self.school})"

    def get_absolute_url(self):
        return reverse("brokerage_desk:invoice", args=[self.reference])

    @property
    def reference(self):
        return self.acceptance.quote.reference

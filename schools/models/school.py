from math import dist

from django.conf import settings
from django.db import models
from django.urls import reverse

from core.constraints import one_of
from schools.querysets import SchoolQuerySet
from schools.search import SearchText

METRES_IN_A_MILE = 1609.344


class SchoolStatus(models.TextChoices):
    OPEN = "open", "Open"
    CLOSING = "closing", "Open, but proposed to close"
    PROPOSED = "proposed", "Proposed to open"
    CLOSED = "closed", "Closed"


class SupportLevel(models.TextChoices):
    """How much need a school has. Only intensive schools are supported from the coaching pool (rule 6)."""

    UNIVERSAL = "universal", "Universal"
    TARGETED = "targeted", "Targeted"
    INTENSIVE = "intensive", "Intensive"


class School(models.Model):
    """An establishment in the DfE's register (GIAS), keyed by its six-digit URN."""

    urn = models.PositiveIntegerField("URN", primary_key=True)
    name = models.CharField(max_length=200)
    status = models.CharField(max_length=10, choices=SchoolStatus, default=SchoolStatus.OPEN)
    la_code = models.CharField("local authority code", max_length=3, blank=True)
    la_name = models.CharField("local authority", max_length=100, blank=True)
    establishment_number = models.CharField(max_length=4, blank=True)
    type_name = models.CharField("type", max_length=100, blank=True)
    type_group = models.CharField(max_length=100, blank=True)
    phase = models.CharField(max_length=50, blank=True)
    low_age = models.PositiveSmallIntegerField(null=True, blank=True)
    high_age = models.PositiveSmallIntegerField(null=True, blank=True)
    street = models.CharField(max_length=200, blank=True)
    locality = models.CharField(max_length=200, blank=True)
    address3 = models.CharField(max_length=200, blank=True)
    town = models.CharField(max_length=100, blank=True)
    county = models.CharField(max_length=100, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    website = models.CharField(max_length=300, blank=True)
    telephone = models.CharField(max_length=30, blank=True)
    head_name = models.CharField("head in the register", max_length=200, blank=True)
    trust_name = models.CharField("trust", max_length=200, blank=True)
    easting = models.PositiveIntegerField(null=True, blank=True)
    northing = models.PositiveIntegerField(null=True, blank=True)
    opened_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    support_level = models.CharField(max_length=10, choices=SupportLevel, default=SupportLevel.UNIVERSAL)
    is_target = models.BooleanField("target school", default=False)
    networks = models.ManyToManyField("schools.Network", blank=True, related_name="schools")
    is_invented = models.BooleanField("part of the demo city", default=False)
    search_text = SearchText(blank=True, editable=False)

    objects = SchoolQuerySet.as_manager()

    class Meta:
        ordering = ["name", "urn"]
        constraints = [
            models.CheckConstraint(condition=models.Q(urn__range=(100000, 999999)), name="school_urn_six_digits"),
            one_of("status", SchoolStatus, name="school_status_known"),
            one_of("support_level", SupportLevel, name="school_support_level_known"),
        ]
        indexes = [models.Index(fields=["la_code", "status"], name="school_la_status")]

    def __str__(self):
        return self.name

    def get_desk_url(self):
        return reverse("school", args=[self.pk])

    @property
    def school_id(self):
        """The school that a change of this concerns: itself."""
        return self.pk

    @property
    def is_open(self):
        """Open today, though it may be proposed to close."""
        return self.status in (SchoolStatus.OPEN, SchoolStatus.CLOSING)

    @property
    def is_served(self):
        """Whether it is in the authority whose schools SATC supports."""
        return self.la_code == settings.SATC_LA_CODE

    @property
    def where(self):
        """Town and postcode, to tell schools of one name apart."""
        return ", ".join(part for part in (self.town, self.postcode) if part)

    @property
    def label(self):
        """The school in one line, as the school box writes it."""
        return ", ".join(part for part in (self.name, self.where) if part)

    def miles_to(self, other):
        """The miles to another school as the crow flies; None where the register gives no place."""
        places = (self.easting, self.northing), (other.easting, other.northing)
        return None if any(None in place for place in places) else dist(*places) / METRES_IN_A_MILE

    @property
    def groups(self):
        """The names of its trust and of its networks."""
        return [name for name in (self.trust_name, *map(str, self.networks.all())) if name]

    @property
    def address_lines(self):
        """Name and postal address as printed on a letter."""
        parts = (self.name, self.street, self.locality, self.address3, self.town, self.postcode)
        return [part for part in parts if part]

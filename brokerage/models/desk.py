from django.conf import settings
from django.db import models

from core import clock
from core.constraints import one_of


class ReferralKind(models.TextChoices):
    """Why a request ends without support from us, and kindly."""

    ELSEWHERE = "elsewhere", "Somebody else can help better"
    EXISTS = "exists", "It exists already"


class PreparedAnswer(models.Model):
    """Where schools are often sent: what they read, and a link. SATC leads keep the list."""

    name = models.CharField(max_length=100, unique=True)
    kind = models.CharField(max_length=10, choices=ReferralKind)
    words = models.TextField("what the school reads")
    link = models.URLField(blank=True)
    is_offered = models.BooleanField("offered to leads", default=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "name"]
        constraints = [one_of("kind", ReferralKind, name="prepared_answer_kind_known")]

    def __str__(self):
        return self.name

    @property
    def text(self):
        """The words, and the link on a line of its own."""
        return f"{self.words}\n{self.link}".strip()


class ContactKind(models.TextChoices):
    CALL = "call", "Call"
    MEETING = "meeting", "Meeting"
    NOTE = "note", "Note"


class LoggedContact(models.Model):
    """A call, a meeting or a note that staff wrote down about a school, perhaps about one of its requests.

    It is for staff alone, and is never altered: whoever was mistaken writes another.
    """

    school = models.ForeignKey("schools.School", models.PROTECT, related_name="+")
    request = models.ForeignKey(
        "brokerage.SupportRequest", models.PROTECT, null=True, blank=True, related_name="contacts"
    )
    kind = models.CharField(max_length=10, choices=ContactKind)
    on = models.DateField("date")
    with_whom = models.CharField("with", max_length=150, blank=True)
    text = models.TextField("what was said")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("written down", default=clock.now, editable=False)

    class Meta:
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["school", "on"], name="contact_school")]
        constraints = [one_of("kind", ContactKind, name="contact_kind_known")]

    def __str__(self):
        return f"{self.get_kind_display()} of {self.on}, {self.school}"

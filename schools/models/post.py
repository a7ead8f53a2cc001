from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core import clock
from core.constraints import one_of, set_together
from schools.domains import doubt_about
from schools.querysets import PostQuerySet


class Role(models.TextChoices):
    """A person's role at a school."""

    HEADTEACHER = "headteacher", "Headteacher"
    SCIENCE_LEADER = "science_leader", "Science leader"
    BUSINESS_MANAGER = "business_manager", "School business manager"
    TEACHER = "teacher", "Teacher"


# The roles to which a school's letters and payments open.
OPENS_LETTERS = (Role.HEADTEACHER, Role.BUSINESS_MANAGER)


class Post(models.Model):
    """A person's role at a school between two dates. It is proven once SATC has accepted it as true."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="posts")
    school = models.ForeignKey("schools.School", models.PROTECT, related_name="posts")
    role = models.CharField("role at school", max_length=20, choices=Role)
    starts_on = models.DateField(null=True, blank=True, help_text="Blank: before we knew them.")
    ends_on = models.DateField(null=True, blank=True)
    proven_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    proven_at = models.DateTimeField(null=True, blank=True)
    # When the person themselves last told us of it; empty once a SATC lead has seen that.
    told_at = models.DateTimeField("told us", null=True, blank=True, editable=False)
    recorded_at = models.DateTimeField(default=clock.now, editable=False)

    objects = PostQuerySet.as_manager()

    class Meta:
        ordering = ["person", "school", "role"]
        constraints = [
            set_together("proven_by", "proven_at", name="post_proof_whole"),
            one_of("role", Role, name="post_role_known"),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="post_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["person", "school", "role"], condition=Q(ends_on__isnull=True), name="post_open_once"
            ),
        ]

    def __str__(self):
        return f"{self.person}, {self.get_role_display().lower()} at {self.school}"

    @property
    def is_proven(self):
        return self.proven_at is not None

    @property
    def has_ended(self):
        return self.ends_on is not None and self.ends_on < clock.today()

    @property
    def is_to_come(self):
        return self.starts_on is not None and self.starts_on > clock.today()

    @property
    def opens_letters(self):
        """Whether the school's letters and payments are open to whoever is proven to hold it."""
        return self.role in OPENS_LETTERS

    @property
    def flag(self):
        """What a lead should know of the address of somebody who says that they hold such a post, or nothing."""
        return doubt_about(self.person.email, self.school) if self.opens_letters and not self.is_proven else ""

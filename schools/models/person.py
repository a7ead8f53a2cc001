from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import F
from django.db.models.functions import Lower
from django.utils.functional import cached_property

from core import clock
from core.constraints import set_together
from schools.querysets import PersonQuerySet

# What stands for somebody who has been forgotten.
FORGOTTEN = "A forgotten person"
FORGOTTEN_AT = "@forgotten.invalid"


class StaffRole(models.TextChoices):
    """The groups that a migration makes and the admin gives."""

    LEAD = "SATC lead", "SATC lead"
    NATIONAL_LEAD = "National lead", "National lead"
    FINANCE = "SATC finance", "SATC finance"


class PersonManager(BaseUserManager.from_queryset(PersonQuerySet)):
    def create_user(self, email, password=None, *, name=""):
        """A person by e-mail; without a password they sign in with a code."""
        person = self.model(email=email.strip().lower(), name=name)
        person.set_password(password)
        person.save()
        return person

    def get_by_natural_key(self, email):
        return self.get(email=email.strip().lower())


class Person(AbstractBaseUser, PermissionsMixin):
    """Anyone the portal knows, with or without a sign-in. The e-mail, in lower case, is the identity."""

    email = models.EmailField("e-mail", unique=True)
    name = models.CharField(max_length=150)
    is_active = models.BooleanField(default=True)
    known_since = models.DateTimeField(default=clock.now, editable=False)
    asked_to_be_forgotten_at = models.DateTimeField(null=True, editable=False)
    forgotten_at = models.DateTimeField(null=True, editable=False)
    merged_into = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="merged_from",
        verbose_name="joined with",
    )
    merged_at = models.DateTimeField("joined on", null=True, editable=False)

    objects = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name_plural = "people"
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(email=Lower(F("email"))), name="person_email_lower_case"),
            models.CheckConstraint(
                condition=models.Q(forgotten_at__isnull=True)
                | models.Q(is_active=False, name=FORGOTTEN, email__endswith=FORGOTTEN_AT),
                name="person_forgotten_is_nameless",
            ),
            set_together("merged_into", "merged_at", name="person_merge_whole"),
            models.CheckConstraint(
                condition=models.Q(merged_into__isnull=True)
                | models.Q(is_active=False) & ~models.Q(merged_into=F("id")),
                name="person_merged_signs_in_as_another",
            ),
        ]

    def __str__(self):
        return self.name or self.email

    @cached_property
    def roles(self):
        """The staff roles this person holds, as a set of group names."""
        return {group.name for group in self.groups.all()} & set(StaffRole.values)

    @cached_property
    def addresses(self):
        """Every e-mail by which they are known: their own, and those of the records that were joined into theirs."""
        return list(Person.objects.selves_of(self).order_by("pk").values_list("email", flat=True))

    @property
    def is_staff(self):
        """Whether the desk is open to them: they hold a staff role."""
        return self.is_active and bool(self.roles)

    @property
    def is_lead(self):
        return self.is_active and StaffRole.LEAD in self.roles

    @property
    def is_national_lead(self):
        return self.is_active and StaffRole.NATIONAL_LEAD in self.roles

    @property
    def is_finance(self):
        return self.is_active and StaffRole.FINANCE in self.roles

    def get_full_name(self):
        return self.name

    def get_short_name(self):
        """What to call them in a greeting."""
        return self.name.split(" ")[0] if self.name else ""

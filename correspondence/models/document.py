from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.urls import reverse

from core import outbox
from core.constraints import is_set, one_of
from core.references import ReferenceField, new_code
from correspondence import letters
from correspondence.querysets import DocumentQuerySet
from correspondence.workflow import DOCUMENT, DocumentStatus


class Document(outbox.OutboxRow):
    """A PDF that a decision asked for.

    Its context is frozen here; the PDF that was made is the record, and making it anew is a new version.
    """

    flow = DOCUMENT
    done_status = DocumentStatus.READY

    reference = ReferenceField(prefix="DOC")
    code = models.CharField("verification code", max_length=11, unique=True, default=new_code, editable=False)
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    series = models.CharField(max_length=80)
    version = models.PositiveSmallIntegerField(default=1)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    context = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    school = models.ForeignKey("schools.School", models.PROTECT, related_name="+")
    readers = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", blank=True)
    status = models.CharField(max_length=10, choices=DocumentStatus, default=DocumentStatus.QUEUED)
    file = models.FileField(blank=True)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["-queued_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["series", "version"], name="document_version_once"),
            one_of("status", DocumentStatus, name="document_status_known"),
            is_set("done_at", when=models.Q(status=DocumentStatus.READY), name="document_ready_has_date"),
            models.CheckConstraint(
                condition=~models.Q(status=DocumentStatus.READY) | ~models.Q(sha256=""), name="document_ready_has_file"
            ),
            models.CheckConstraint(condition=~models.Q(code=""), name="document_has_code"),
        ]

    def __str__(self):
        return f"{self.title} ({self.reference})"

    def get_absolute_url(self):
        return reverse("correspondence:document", args=[self.reference])

    @property
    def proves(self):
        """What its verification code tells anybody: of what kind it is, its date and its total. Nothing else."""
        return {
            "kind": letters.called(self.kind),
            "date": self.context.get("letter_date"),
            "total": self.context.get("total"),
        }

    def make(self):
        """Render the PDF and store it under a name of this attempt's own."""
        made = letters.render(self)
        name = default_storage.save(self._name_of_attempt(self.attempts), ContentFile(made.pdf))
        return {"file": name, "sha256": made.sha256}

    def discard(self, made):
        default_storage.delete(made["file"])

    def finished(self):
        """Wake the messages that wait for this, and clear away what stopped workers left of it."""
        for message in self.messages.unfinished():
            outbox.wake_after_commit(message)
        transaction.on_commit(self._clear_other_attempts)

    def _name_of_attempt(self, number):
        return f"documents/{self.reference}-{number}.pdf"

    def _clear_other_attempts(self):
        for number in range(1, self.attempts):
            if (name := self._name_of_attempt(number)) != self.file.name:
                default_storage.delete(name)

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from core import outbox
from core.constraints import is_set, one_of
from core.references import ReferenceField
from correspondence import mail
from correspondence.querysets import MessageQuerySet
from correspondence.workflow import MESSAGE, MessageStatus


class Message(outbox.OutboxRow):
    """An e-mail that a decision asked for.

    It goes to a person's address of the day, or to an address that nobody has proved yet.
    """

    flow = MESSAGE
    done_status = MessageStatus.SENT

    reference = ReferenceField(prefix="MSG")
    kind = models.CharField(max_length=40)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="to"
    )
    address = models.EmailField(blank=True)
    name = models.CharField(max_length=150, blank=True)
    subject = models.CharField(max_length=200)
    context = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    school = models.ForeignKey("schools.School", models.PROTECT, null=True, blank=True, related_name="+")
    document = models.ForeignKey(
        "correspondence.Document", models.PROTECT, null=True, blank=True, related_name="messages"
    )
    status = models.CharField(max_length=10, choices=MessageStatus, default=MessageStatus.QUEUED)
    text = models.TextField("what it said", blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["-queued_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, address="") | Q(person__isnull=True) & ~Q(address=""),
                name="message_has_one_recipient",
            ),
            one_of("status", MessageStatus, name="message_status_known"),
            is_set("done_at", when=Q(status=MessageStatus.SENT), name="message_sent_has_date"),
        ]

    def __str__(self):
        return f"{self.subject} ({self.reference})"

    @property
    def to_address(self):
        return self.person.email if self.person_id else self.address

    @property
    def to_name(self):
        return self.person.name if self.person_id else self.name

    @property
    def message_id(self):
        """The Message-ID header, fixed by the reference, so that a second sending is known as the same message."""
        return f"<{self.reference}@{settings.MESSAGE_ID_DOMAIN}>"

    def make(self):
        """Send it; returns what it said, without its links."""
        return {"text": mail.send(self)}

from django.db import models

from core.workflow import Flow, Transition


class DocumentStatus(models.TextChoices):
    QUEUED = "queued", "Being made"
    READY = "ready", "Ready"
    FAILED = "failed", "Could not be made"
    REMOVED = "removed", "Removed"


class MessageStatus(models.TextChoices):
    QUEUED = "queued", "Waiting to go"
    SENT = "sent", "Sent"
    FAILED = "failed", "Could not be sent"
    DROPPED = "dropped", "No longer to be sent"


DOCUMENT = Flow(
    name="document",
    statuses=DocumentStatus,
    starts=(DocumentStatus.QUEUED,),
    began="asked for",
    transitions={
        "finish": Transition((DocumentStatus.QUEUED,), DocumentStatus.READY, "made"),
        "fail": Transition((DocumentStatus.QUEUED,), DocumentStatus.FAILED, "given up"),
        "retry": Transition((DocumentStatus.FAILED,), DocumentStatus.QUEUED, "tried again"),
        "remove": Transition(
            (DocumentStatus.QUEUED, DocumentStatus.READY, DocumentStatus.FAILED), DocumentStatus.REMOVED, "removed"
        ),
    },
)

MESSAGE = Flow(
    name="message",
    statuses=MessageStatus,
    starts=(MessageStatus.QUEUED,),
    began="asked for",
    transitions={
        "finish": Transition((MessageStatus.QUEUED,), MessageStatus.SENT, "sent"),
        "fail": Transition((MessageStatus.QUEUED,), MessageStatus.FAILED, "given up"),
        "retry": Transition((MessageStatus.FAILED,), MessageStatus.QUEUED, "tried again"),
        "drop": Transition((MessageStatus.QUEUED, MessageStatus.FAILED), MessageStatus.DROPPED, "dropped"),
    },
)

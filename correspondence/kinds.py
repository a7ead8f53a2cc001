"""What can be made and sent, registered by each app in its `ready()`."""

from dataclasses import dataclass


@dataclass(frozen=True)
class DocumentKind:
    """A sort of letter: its template is rendered with the document's frozen context."""

    kind: str
    title: str
    template: str


@dataclass(frozen=True)
class MessageKind:
    """A sort of e-mail.

    The subject is filled from the context; the template is the plain text between greeting and closing.
    """

    kind: str
    subject: str
    template: str
    action: str = ""


DOCUMENTS = {}
MESSAGES = {}


def document(kind, *, title, template):
    DOCUMENTS[kind] = DocumentKind(kind, title, template)


def message(kind, *, subject, template, action=""):
    """`action` is the label of the button; what it opens is given with each message."""
    MESSAGES[kind] = MessageKind(kind, subject, template, action)

"""What can be made and sent, registered by each app in its `ready()`."""

from dataclasses import dataclass


@dataclass(frozen=True)
class DocumentKind:
    """A sort of letter: its template is rendered with the document's frozen context.

    `called` is what anybody is told of it who types the code printed on it.
    """

    kind: str
    title: str
    template: str
    called: str = "Letter"


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


def document(kind, *, title, template, called="Letter"):
    DOCUMENTS[kind] = DocumentKind(kind, title, template, called)


def message(kind, *, subject, template, action=""):
    """`action` is the label of the button; what it opens is given with each message."""
    MESSAGES[kind] = MessageKind(kind, subject, template, action)

"""What can be made and sent, registered by each app in its `ready()`."""

from collections.abc import Callable
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
    is_wanted: Callable = lambda context: True


@dataclass(frozen=True)
class Heard:
    """A message that a head gets: at which step of the work, when, and on whose act."""

    kind: str
    step: str
    when: str
    from_whom: str

    @property
    def subject(self):
        """Its subject, with plain words where a name or a date will stand."""
        return MESSAGES[self.kind].subject.format_map(IN_GENERAL)

    @property
    def action(self):
        """What its button asks of the head, if it has one."""
        return MESSAGES[self.kind].action

    @property
    def hour(self):
        """Whether it goes at once or by day (`correspondence.hours`)."""
        return "At once" if self.kind in WAITED_FOR else "By day, in term time"


class General(dict):
    """Words for what only each message knows; three dots for what has none yet."""

    def __missing__(self, key):
        return "…"


IN_GENERAL = General(
    {
        "days": "the days agreed",
        "nominee": "your teacher",
        "school": "your school",
        "influencer": "the influencer",
        "requester": "somebody at your school",
        "reference": "with its reference",
        "visit_date": "the day",
        "date": "the day",
        "amount": "the amount",
        "claim": "the claim",
        "quote": "with its reference",
        "total": "what it comes to",
        "valid_until": "its last day",
        "news": "arranged or moved",
        "school_name": "your school",
    }
)
DOCUMENTS = {}
MESSAGES = {}
# What somebody is waiting for, at whatever hour; everything else keeps hours (`correspondence.hours`).
WAITED_FOR = set()
# In the order in which a head may hear them.
HEARD_BY_HEADS = []


def document(kind, *, title, template, called="Letter"):
    DOCUMENTS[kind] = DocumentKind(kind, title, template, called)


def message(kind, *, subject, template, action="", is_wanted=MessageKind.is_wanted):
    """`action` is the label of the button; what it opens is given with each message.

    `is_wanted(context)` is asked when it is sent: a reminder of what was answered meanwhile is dropped.
    """
    MESSAGES[kind] = MessageKind(kind, subject, template, action, is_wanted)


def waited_for(*names):
    """Messages of these kinds go at once, at whatever hour."""
    WAITED_FOR.update(names)


def heads_hear(step, *told):
    """Messages that heads get, each as (kind, when, on whose act): the page that heads are shown is made from them."""
    HEARD_BY_HEADS.extend(Heard(kind, step, when, from_whom) for kind, when, from_whom in told)

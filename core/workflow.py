"""One small helper over a table of transitions: what may follow what, and the record of each step (rule 9)."""

from dataclasses import dataclass

from django.apps import apps
from django.contrib.contenttypes.models import ContentType

from core import clock
from core.exceptions import TransitionRefused


@dataclass(frozen=True)
class Transition:
    """A step from some states to one; `words` completes the sentence "It can be …"."""

    sources: tuple
    target: str
    words: str


FLOWS = {}
# What isn't a step of a flow, as a timeline says it: by what is recorded. Each app adds its own.
TOLD = {}


@dataclass(frozen=True)
class Flow:
    """The states of one kind of thing and the steps between them: when a step may be taken, never by whom.

    `began` is what a timeline calls its first record.
    """

    name: str
    statuses: type
    transitions: dict
    starts: tuple
    began: str = "begun"

    def __post_init__(self):
        FLOWS[self.name] = self

    def in_words(self, action, *, is_first):
        """A step that was taken, as a timeline says it."""
        step = self.transitions.get(action)
        return self.began if is_first else step.words if step else in_words(action)

    def allowed(self, status):
        """The actions that start from a status."""
        return [action for action, step in self.transitions.items() if status in step.sources]

    def refusal(self, action, status):
        """Why an action can't be taken now, and what may be done instead."""
        state = self.statuses(status).label.lower()
        wanted = self.transitions[action].words
        instead = [self.transitions[other].words for other in self.allowed(status)]
        ending = f"It can be {' or '.join(instead)}." if instead else "Nothing more can be done with it."
        return f"This {self.name} can’t be {wanted} now: it is {state}. {ending}"


def in_words(action):
    """What was done, where no flow has words for it."""
    return TOLD.get(action, action.replace("_", " "))


def can_move(subject, action):
    """Whether the action starts from the state that the subject is in."""
    return subject.status in subject.flow.transitions[action].sources


def move(subject, action, *, by, reason=""):
    """Take one step: refuse it, or set the status and record the change. The caller holds the lock and saves."""
    step = subject.flow.transitions[action]
    if not can_move(subject, action):
        raise TransitionRefused(subject.flow.refusal(action, subject.status))
    before, subject.status = subject.status, step.target
    return record(subject, action, by=by, reason=reason, before=before)


def move_all(subjects, action, *, by, reason=""):
    """Take one step with many things of one kind, in a single query; `reason` is the same for all, or made of each.

    Refused where it is refused for one of them. The caller holds the locks and saves.
    """
    for subject in subjects:
        if not can_move(subject, action):
            raise TransitionRefused(subject.flow.refusal(action, subject.status))
    changes = []
    for subject in subjects:
        before, subject.status = subject.status, subject.flow.transitions[action].target
        why = reason(subject) if callable(reason) else reason
        changes.append(_change(subject, action, by=by, reason=why, before=before))
    return apps.get_model("core.Change").objects.bulk_create(changes)


def begin(subject, action, *, by, reason=""):
    """Record that the subject came to be in its first state."""
    return record(subject, action, by=by, reason=reason, before="")


def begin_all(subjects, action, *, by, reason=""):
    """Record that many things came to be in their first state, in a single query."""
    changes = [_change(subject, action, by=by, reason=reason) for subject in subjects]
    return apps.get_model("core.Change").objects.bulk_create(changes)


def record(subject, action, *, by, reason="", before="", after=None):
    """Write one change: what, from, to, who, when, why, and the school it concerns.

    `after` is the subject's status unless it is given.
    """
    change = _change(subject, action, by=by, reason=reason, before=before, after=after)
    change.save(force_insert=True)
    return change


def _change(subject, action, *, by, reason="", before="", after=None):
    return apps.get_model("core.Change")(
        subject_type=ContentType.objects.get_for_model(subject),
        subject_id=subject.pk,
        reference=getattr(subject, "reference", ""),
        flow=subject.flow.name if hasattr(subject, "flow") else subject._meta.verbose_name,
        action=action,
        from_status=before,
        to_status=getattr(subject, "status", "") if after is None else after,
        by=by,
        at=clock.now(),
        reason=reason,
        school_urn=getattr(subject, "school_id", None),
    )

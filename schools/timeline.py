"""What has happened to somebody's posts and roles, in words for a timeline."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q

from core.models import Change
from schools.models import Person, Post

WORDS = {
    "claim_post": "Said to be",
    "start_post": "Put down as",
    "prove_post": "Proven as",
    "end_post": "Last day set as",
    "leave_post": "Says they leave as",
    "correct_post": "Dates put right as",
    "note_post": "Seen:",
    "take_back_post": "Post taken back",
}


@dataclass(frozen=True)
class Entry:
    """One line of the timeline component."""

    at: datetime
    by: Person | None
    summary: str
    reason: str


def changes_of(person, posts):
    """The changes of a person and of their posts, oldest first, each saying which post it is about."""
    by_key = {post.pk: post for post in posts}
    of_person, of_post = (ContentType.objects.get_for_model(model) for model in (Person, Post))
    wanted = Q(subject_type=of_person, subject_id=person.pk) | Q(subject_type=of_post, subject_id__in=by_key)
    changes = Change.objects.filter(wanted).select_related("by")
    return [_entry(change, by_key.get(change.subject_id) if change.subject_type_id == of_post.pk else None)
            for change in changes]  # fmt: skip


def _entry(change, post):
    words = WORDS.get(change.action, change.summary)
    if post:
        words = f"{words} {post.get_role_display().lower()} at {post.school}"
    return Entry(change.at, change.by, words, change.reason)

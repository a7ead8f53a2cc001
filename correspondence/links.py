"""Links in mail: each names a purpose, an object and a person; it dies with the state it serves and after 14 days.

They are minted when the mail is sent and never stored, shown to staff or logged. They open a page with a
button, so that a mail scanner that follows links changes nothing (rule 9).
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.core import signing
from django.urls import reverse

from core.exceptions import LinkRefused

SALT = "correspondence.links"
LIFETIME = datetime.timedelta(days=14)


@dataclass(frozen=True)
class Purpose:
    """What a link is for.

    `find(reference, email)` gives the object while the link's state lasts, otherwise None. `follow(request,
    subject, email)` does the act and gives the address to go to. `renew(reference, email)` sends a new link
    to that same address if it may still have one.
    """

    name: str
    heading: str
    words: str
    button: str
    find: Callable
    follow: Callable
    renew: Callable


PURPOSES = {}


def register(*purposes):
    PURPOSES.update({purpose.name: purpose for purpose in purposes})


def mint(purpose, reference, email):
    """The path of a new link for this person."""
    token = signing.dumps([PURPOSES[purpose].name, reference, email], salt=SALT, compress=True)
    return reverse("correspondence:link", args=[token])


@dataclass(frozen=True)
class Read:
    """What a genuine link names, and whether it is still in time."""

    purpose: Purpose
    reference: str
    email: str
    is_old: bool

    @property
    def subject(self):
        """The object, while the link still serves; None once it is old or its state has passed."""
        return None if self.is_old else self.purpose.find(self.reference, self.email)


def read(token):
    """What the token names; a token that isn't ours is refused."""
    try:
        name, reference, email = signing.loads(token, salt=SALT)
        purpose = PURPOSES[name]
    except (signing.BadSignature, ValueError, KeyError) as error:
        raise LinkRefused("This link isn’t one of ours, or part of it is missing.") from error
    return Read(purpose, reference, email, is_old=_is_old(token))


def _is_old(token):
    try:
        signing.loads(token, salt=SALT, max_age=LIFETIME)
    except signing.SignatureExpired:
        return True
    return False

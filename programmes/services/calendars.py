import hashlib
import secrets

from django.db import transaction

from core import clock
from core.workflow import record
from programmes.models import CalendarFeed
from schools.models import Person


def hashed(token):
    """What is kept of a token: its SHA-256, in hexadecimal."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def make_feed(person):
    """The token of a new private calendar address; it is shown once, and an older address stops working."""
    revoke_feed(person)
    token = secrets.token_urlsafe(32)
    feed = CalendarFeed.objects.create(person=person, token_hash=hashed(token))
    record(feed, "make_calendar_feed", by=person, after="working")
    return token


@transaction.atomic
def revoke_feed(person):
    """Stop the person's private calendar address, if there is one."""
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    for feed in CalendarFeed.objects.filter(person=person, revoked_at__isnull=True):
        feed.revoked_at = clock.now()
        feed.save(update_fields=["revoked_at"])
        record(feed, "revoke_calendar_feed", by=person, before="working", after="revoked")


def feed_of(token):
    """The working feed that a token opens, or None."""
    return CalendarFeed.objects.working().select_related("person").filter(token_hash=hashed(token)).first()

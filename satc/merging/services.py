"""Joining two records of one person: everything each had is one person's, and nothing is dropped (ADR 0011)."""

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction

from core import clock
from core.exceptions import Refused
from core.permissions import require
from core.workflow import record
from influencers.services import find_by_new_words
from satc.merging.refusals import why_not_merge
from satc.merging.relations import join_everything
from schools import permissions
from schools.models import Person

BOTH_HAVE = (
    "Both have something of which one person can have only one, so nothing was changed. "
    "Tell whoever looks after the portal."
)


def merge(kept, gone, *, reason, by, takes_name=False, takes_email=False):
    """Join `gone` into `kept`, who may take the other's name, or use the other's e-mail from now on.

    The old record stays, without a sign-in, since what was done under it is told under it for ever.
    """
    require(permissions.is_lead(by), "Only a SATC lead joins records.")
    if not reason.strip():
        raise Refused("Say how you know that they are one person.")
    try:
        return _merge(kept, gone, reason=reason.strip(), by=by, takes_name=takes_name, takes_email=takes_email)
    except IntegrityError as error:
        raise Refused(BOTH_HAVE) from error


@transaction.atomic
def _merge(kept, gone, *, reason, by, takes_name, takes_email):
    both = Person.objects.select_for_update(of=("self",)).filter(pk__in=(kept.pk, gone.pk)).order_by("pk")
    people = {person.pk: person for person in both}
    kept, gone = people[kept.pk], people[gone.pk]
    if reasons := why_not_merge(kept, gone, by=by):
        raise Refused(" ".join(reasons))
    join_everything(gone, kept, by=by)
    _close(gone, kept)
    _be_known(kept, gone, takes_name=takes_name, takes_email=takes_email)
    find_by_new_words(kept)
    record(gone, "be_joined", by=by, reason=reason)
    record(kept, "join_records", by=by, reason=reason)
    return kept


def _close(gone, kept):
    """Nobody signs in as the old record, and its wish to be forgotten is the person's."""
    kept.known_since = min(kept.known_since, gone.known_since)
    kept.asked_to_be_forgotten_at = kept.asked_to_be_forgotten_at or gone.asked_to_be_forgotten_at
    gone.merged_into, gone.merged_at, gone.is_active = kept, clock.now(), False
    gone.asked_to_be_forgotten_at = None
    gone.set_unusable_password()
    gone.save()


def _be_known(kept, gone, *, takes_name, takes_email):
    if takes_name:
        kept.name = gone.name
    if takes_email:
        _exchange_emails(kept, gone)
    kept.save()
    for person in (kept, gone):
        person.__dict__.pop("addresses", None)


def _exchange_emails(kept, gone):
    """The kept person is written to at the other address; their own stays with the old record, and signs them in."""
    old, new = kept.email, gone.email
    Person.objects.filter(pk=gone.pk).update(email=f"between-{gone.pk}@merging.invalid")
    Person.objects.filter(pk=kept.pk).update(email=new)
    Person.objects.filter(pk=gone.pk).update(email=old)
    kept.email, gone.email = new, old
    EmailAddress.objects.filter(user=kept).update(primary=False)
    EmailAddress.objects.update_or_create(user=kept, email=old, defaults={"verified": True})
    EmailAddress.objects.filter(user=kept, email=new).update(primary=True)

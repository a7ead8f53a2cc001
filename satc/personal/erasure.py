"""Forgetting somebody: their name, address and own words go, wherever they are; the money trail stays (rule 11).

See docs/adr/0010-forgetting-somebody.md.
"""

import re
import secrets

from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Cast

from brokerage.models import Deployment
from brokerage.services import forget_feedback
from claims.models import Claim, Correction
from core import clock
from core.exceptions import Refused
from core.models import Change, Draft
from core.permissions import require
from core.workflow import record
from correspondence.models import Document, Message
from correspondence.services import drop_message, remove_document
from correspondence.workflow import DocumentStatus, MessageStatus
from influencers import services as influencers
from influencers.models import ExpressionOfInterest, Influencer, Nomination
from programmes.models import GapTaskAnswer, Place
from programmes.services import cancel_place, revoke_feed
from satc.personal import holdings, notifications
from schools import permissions
from schools.models import Person, Post
from schools.models.person import FORGOTTEN, FORGOTTEN_AT

OURS = {"core", "schools", "correspondence", "programmes", "influencers", "brokerage", "claims", "satc"}
# What is paid is never edited (rule 5); nothing in it is a name but by pointing at a person.
PAID = {
    "claims.Claim": Q(status="paid"),
    "claims.Payment": Q(paid_at__isnull=False),
    "claims.PaymentLine": Q(paid_at__isnull=False),
    "claims.Correction": Q(status="paid"),
    "claims.CorrectionLine": Q(paid_at__isnull=False),
    "claims.PaymentRun": Q(status="reconciled"),
}
UNDER_WAY = ("proposed", "accepted", "active")
UNPAID = ("submitted", "returned", "approved", "in_run")
UNPAID_CORRECTIONS = ("proposed", "agreed", "in_run")


def why_not_forget(person):
    """What has to be settled before the person can be forgotten, as sentences; empty when nothing has."""
    if person.forgotten_at:
        return ["They have been forgotten already."]
    if person.merged_into:
        return [f"This record was joined with that of {person.merged_into}. Forget them there: this one goes too."]
    deployments = Deployment.objects.filter(Q(person=person) | Q(national_lead=person), status__in=UNDER_WAY)
    claims = Claim.objects.filter(Q(person=person) | Q(submitted_by=person), status__in=UNPAID)
    corrections = Correction.objects.filter(Q(person=person) | Q(proposed_by=person), status__in=UNPAID_CORRECTIONS)
    return [
        *(f"They hold the role {role}. Take it away first." for role in sorted(person.roles)),
        *(f"{item.reference} is under way. End it, or let it end, first." for item in deployments),
        *(f"{item.reference} is not paid yet. Have it paid or rejected first." for item in claims),
        *(f"{item.reference} is not settled yet. Have it paid or refused first." for item in corrections),
    ]


@transaction.atomic
def ask_to_be_forgotten(person):
    """The person's own wish, for a SATC lead to act on; asking twice is asking once."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    if person.asked_to_be_forgotten_at is None:
        person.asked_to_be_forgotten_at = clock.now()
        person.save(update_fields=["asked_to_be_forgotten_at"])
        record(person, "ask_to_be_forgotten", by=person)
        notifications.forget_asked(person)
    return person


@transaction.atomic
def stay(person):
    """They would rather stay after all."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    if person.asked_to_be_forgotten_at is not None:
        person.asked_to_be_forgotten_at = None
        person.save(update_fields=["asked_to_be_forgotten_at"])
        record(person, "stay_after_all", by=person)
    return person


@transaction.atomic
def forget(person, *, by):
    """Anonymise the person for good. `by` is a SATC lead, or empty when the time to keep them has run out."""
    require(by is None or permissions.is_lead(by), "Only a SATC lead can have somebody forgotten.")
    person = Person.objects.select_for_update().get(pk=person.pk)
    if reasons := why_not_forget(person):
        raise Refused(" ".join(reasons))
    token = secrets.token_hex(6)
    old = Remembered(person, address=f"forgotten-{token}{FORGOTTEN_AT}", slug=f"forgotten-{token}")
    _leave(person, by=by)
    _forget_what_is_about(person, old, by=by)
    _forget_letters_and_messages(person, old, by=by)
    old.take_out_of_their_rows()
    old.take_out_everywhere()
    _close_the_door(person)
    person.name, person.email, person.is_active = FORGOTTEN, old.address, False
    person.last_login, person.forgotten_at = None, clock.now()
    person.set_unusable_password()
    person.save()
    record(person, "forget", by=by)
    _forget_joined_records(person)
    return person


def _forget_joined_records(person):
    """What remains of each record that was joined into theirs: its name and its address."""
    for alias in Person.objects.filter(merged_into=person):
        alias.name, alias.forgotten_at = FORGOTTEN, person.forgotten_at
        alias.email = f"forgotten-{secrets.token_hex(6)}{FORGOTTEN_AT}"
        alias.save(update_fields=["name", "email", "forgotten_at"])


def _leave(person, *, by):
    """They hold no place, no post, no calendar and no seat at the desk from today."""
    revoke_feed(person)
    for place in Place.objects.filter(person=person).to_come().select_related("event"):
        cancel_place(place, by=by)
    for post in Post.objects.filter(person=person, ends_on__isnull=True):
        post.ends_on = max(clock.today(), post.starts_on or clock.today())
        post.save(update_fields=["ends_on"])
        record(post, "end_post", by=by, before="")


def _forget_what_is_about(person, old, *, by):
    for interest in ExpressionOfInterest.objects.select_for_update(of=("self",)).filter(person=person):
        influencers.forget_interest(interest, by=by)
    about = Q(nominee=person) | Q(nominee_email__in=old.emails)
    for nomination in Nomination.objects.select_for_update(of=("self",)).filter(about):
        influencers.forget_nomination(nomination, by=by)
    GapTaskAnswer.objects.of(person).update(comment="")
    forget_feedback(person, by=by)
    influencers.forget_profile(person, by=by, slug=old.new_slug)
    influencers.forget_photograph(person)
    Draft.objects.filter(owner=person).delete()


def _forget_letters_and_messages(person, old, *, by):
    """Letters about them are removed; what was written to them loses its words, and what hasn't gone never goes."""
    why = "They have been forgotten."
    for influencer in Influencer.objects.filter(person=person):
        for letter in Document.objects.filter(series=influencer.letter_series).exclude(status=DocumentStatus.REMOVED):
            remove_document(letter, by=by, reason=why)
    written = Message.objects.filter(Q(person=person) | Q(address__in=old.emails))
    for message in written.filter(status__in=(MessageStatus.QUEUED, MessageStatus.FAILED)):
        drop_message(message, by=by, reason=why)
    written.update(text="", context={}, subject="A message to somebody who has been forgotten")
    kind = Change.objects.filter(subject_type__app_label="correspondence", subject_type__model="message")
    kind.filter(subject_id__in=written.values("pk")).take_out_reasons()


def _close_the_door(person):
    """Sign-ins, second factors, feeds and whatever else falls with the person; the record of the admin's acts stays."""
    for model, field, rows in holdings.pointing_at(person):
        is_theirs = model._meta.app_label not in OURS or _falls_with_person(field)
        if is_theirs and model._meta.label != "admin.LogEntry" and not field.many_to_many:
            rows.delete()
    person.groups.clear()
    Document.readers.through.objects.filter(person=person).delete()


def _falls_with_person(field):
    return getattr(field.remote_field, "on_delete", None) is models.CASCADE


class Remembered:
    """The names and addresses by which somebody was known, and how they are taken out of the portal's words."""

    def __init__(self, person, *, address, slug):
        self.person, self.address, self.new_slug = person, address, slug
        self.emails = self._emails()
        self.names = self._names()
        self.slugs = set(Influencer.objects.filter(person=person).values_list("slug", flat=True))

    def _emails(self):
        """Their address of today, and each other by which they could sign in."""
        found = set(self.person.addresses)
        for model, field in holdings.typed_addresses():
            if model is not Person and (pointer := _pointer_beside(model, field)):
                rows = model._base_manager.filter(**{pointer: self.person})
                found |= set(rows.values_list(field.name, flat=True))
        return {email for email in found if email}

    def _names(self):
        """Their name, and each other that was typed for them."""
        found = set(Person.objects.selves_of(self.person).values_list("name", flat=True))
        for model, field, rows in self._rows():
            if beside := holdings.name_beside(model, field):
                found |= set(rows.values_list(beside.name, flat=True))
        return {name.strip() for name in found if name.strip() and name != FORGOTTEN}

    def _rows(self):
        """Every row that points at them, or in which one of their addresses was typed."""
        yield from ((m, f, rows) for m, f, rows in holdings.pointing_at(self.person) if not f.many_to_many)
        yield from holdings.with_address(self.emails)

    def take_out_of_their_rows(self):
        """Typed copies of name and address, beside whatever points at them or holds their address."""
        for model, field, rows in list(self._rows()):
            if model is Person:
                continue
            values = {}
            if beside := holdings.name_beside(model, field):
                values[beside.name] = FORGOTTEN
            if isinstance(field, models.EmailField):
                values[field.name] = self.address
            elif typed := holdings.address_beside(model, field):
                values[typed.name] = self.address
            if values and model._meta.app_label in OURS:
                rows.update(**values)

    def take_out_everywhere(self):
        """Name and address wherever else somebody wrote them; a name that somebody else bears only by its address."""
        words = dict.fromkeys(self.emails, self.address) | dict.fromkeys(self.slugs, self.new_slug)
        words |= {name: FORGOTTEN for name in self.names if self._is_theirs_alone(name)}
        for model, field in holdings.text_columns():
            if model is not Person:
                _replace(model, field, words)

    def _is_theirs_alone(self, name):
        """Whether a name is long enough, and no one else's, so that whoever reads it thinks of them."""
        selves = Person.objects.selves_of(self.person).values("pk")
        others = Person.objects.exclude(pk__in=selves).filter(forgotten_at__isnull=True, name__iexact=name)
        return " " in name and not others.exists()


def _pointer_beside(model, field):
    """The column that points at whom a column of e-mail is about: `user` for allauth, `head` for `head_email`."""
    stem = field.name.removesuffix("email").rstrip("_") or "user"
    names = {each.name for each in model._meta.local_fields if each.related_model is Person}
    return stem if stem in names else None


def _replace(model, field, words):
    """Write other words for some, in one column of every row that has them."""
    if not words:
        return
    looked_for = [form for word in words for form in {word, _escaped(word)}]
    said = Q()
    for form in looked_for:
        said |= Q(_said__icontains=form)
    rows = model._base_manager.annotate(_said=Cast(field.name, models.TextField())).filter(said)
    if model._meta.label in PAID:
        rows = rows.exclude(PAID[model._meta.label])
    pattern = re.compile(
        r"(?<![\w.+'-])(?:" + "|".join(map(re.escape, sorted(words, key=len, reverse=True))) + r")(?![\w-])",
        re.IGNORECASE,
    )
    lowered = {word.lower(): instead for word, instead in words.items()}
    if model is Change:
        found = [row.pk for row in rows.only("pk", field.name) if pattern.search(getattr(row, field.name))]
        Change.objects.filter(pk__in=found).take_out_reasons()
        return
    for row in rows.only("pk", field.name).iterator():
        before = getattr(row, field.name)
        after = _written_anew(
            before, lambda text: pattern.sub(lambda found: lowered.get(found[0].lower(), FORGOTTEN), text)
        )
        if after != before:
            model._base_manager.filter(pk=row.pk).update(**{field.name: _cut(after, field)})


def _escaped(word):
    """The word as JSON may hold it: SQLite keeps its letters beyond ASCII as escapes."""
    return word.encode("ascii", "backslashreplace").decode()


def _written_anew(value, write):
    """The value with `write` done to each text in it."""
    if isinstance(value, str):
        return write(value)
    if isinstance(value, list):
        return [_written_anew(item, write) for item in value]
    if isinstance(value, dict):
        return {key: _written_anew(item, write) for key, item in value.items()}
    return value


def _cut(value, field):
    """No longer than the column is."""
    return value[: field.max_length] if isinstance(value, str) and field.max_length else value

"""What has been kept long enough is forgotten by itself, each night; the desk says when that last happened."""

import datetime
from types import SimpleNamespace

from django.db import transaction
from django.db.models import Q

from core import clock
from core.models import Change, Draft, JobRun
from core.waiting import Together, moment
from correspondence.models import Message
from correspondence.workflow import MessageStatus
from influencers import services as influencers
from influencers.models import ExpressionOfInterest, Nomination
from influencers.workflow import InterestStatus, NominationStatus
from satc.personal import holdings
from satc.personal.erasure import forget, why_not_forget
from schools.models import Person, Post
from schools.models.person import FORGOTTEN, FORGOTTEN_AT

JOB = "forget_expired"
DECLINED_KEPT, UNANSWERED_KEPT, DRAFTS_KEPT, BODIES_KEPT = 12, 6, 6, 24  # months
DECLINES = ("decline", "decline_with_first")
TOO_LONG = datetime.timedelta(days=3)


def forget_expired():
    """Forget what has been kept long enough, and write down that it was done; returns what was, in words."""
    declined = sum(_forget_nomination(pk) for pk in _declined())
    unanswered = sum(_forget_invitation(pk) for pk in _unanswered())
    drafts, _ = Draft.objects.filter(saved_at__lt=months_ago(DRAFTS_KEPT)).delete()
    bodies = _empty_bodies()
    result = (
        f"{declined} declined nominations, {unanswered} unanswered invitations, {drafts} unsent forms, "
        f"{bodies} messages"
    )
    JobRun.objects.update_or_create(job=JOB, defaults={"ran_at": clock.now(), "result": result})
    return result


def last_run():
    """When it last ran and what it did, to be read with whatever else a page asks."""
    return Together(JobRun.objects.filter(job=JOB), {"ran_at": "ran_at", "result": "result"}, _ran)


def _ran(rows):
    return [SimpleNamespace(ran_at=moment(row.ran_at), result=row.result) for row in rows]


def is_overdue(ran_at):
    """Whether the last time, or None, is three days ago or never, though there has been a portal that long."""
    if ran_at:
        return ran_at < clock.now() - TOO_LONG
    return Person.objects.filter(known_since__lt=clock.now() - TOO_LONG).exists()


def months_ago(number):
    """The moment that many months before now; the last day of a month that is too short."""
    now = clock.now()
    year, month = divmod(now.year * 12 + now.month - 1 - number, 12)
    last = _next_month(year, month) - datetime.timedelta(days=1)
    return now.replace(year=year, month=month + 1, day=min(now.day, last.day))


def _next_month(year, month):
    return datetime.date(year + 1, 1, 1) if month == 11 else datetime.date(year, month + 2, 1)


def _declined():
    """Nominations that were declined so long ago and still say of whom."""
    steps = Change.objects.filter(flow=Nomination.flow.name, action__in=DECLINES, at__lt=months_ago(DECLINED_KEPT))
    found = Nomination.objects.filter(status=NominationStatus.DECLINED, pk__in=steps.values("subject_id"))
    return list(found.exclude(nominee_email__endswith=FORGOTTEN_AT).values_list("pk", flat=True))


def _unanswered():
    """Invitations that nobody answered, or began to answer, for so long."""
    begun = Draft.objects.filter(kind=influencers.DRAFT, saved_at__gte=months_ago(UNANSWERED_KEPT)).values("key")
    invited = ExpressionOfInterest.objects.filter(status=InterestStatus.INVITED).exclude(reference__in=begun)
    return list(invited.filter(invited_at__lt=months_ago(UNANSWERED_KEPT)).values_list("pk", flat=True))


@transaction.atomic
def _forget_nomination(pk):
    """The nomination no longer says who, by whom or why; a nominee whom nothing else concerns is forgotten whole."""
    nomination = Nomination.objects.select_for_update(of=("self",)).get(pk=pk)
    nominee = nomination.nominee
    influencers.forget_nomination(nomination, by=None)
    if nominee and _has_nothing_else(nominee, nomination):
        forget(nominee, by=None)
    nobody = f"forgotten-nomination-{nomination.pk}{FORGOTTEN_AT}"
    for field in ("head", "helper", "nominee"):
        if getattr(nomination, f"{field}_email"):
            setattr(nomination, f"{field}_name", FORGOTTEN)
            setattr(nomination, f"{field}_email", f"{field}-{nobody}")
    nomination.save(
        update_fields=[f"{field}_{part}" for field in ("head", "helper", "nominee") for part in ("name", "email")]
    )
    return True


@transaction.atomic
def _forget_invitation(pk):
    """The invitation is over; whom nothing else concerns is forgotten."""
    interest = ExpressionOfInterest.objects.select_for_update(of=("self",)).get(pk=pk)
    if interest.status != InterestStatus.INVITED:
        return False
    interest, nominee = influencers.lapse_interest(interest), interest.person
    influencers.forget_nomination(interest.nomination, by=None)
    if _has_nothing_else(nominee, interest.nomination):
        forget(nominee, by=None)
    return True


def _has_nothing_else(person, nomination):
    """Whether the portal knows the person by this nomination alone, and they have never signed in."""
    if person.last_login or why_not_forget(person):
        return False
    known_by = {Nomination: Q(pk=nomination.pk), ExpressionOfInterest: Q(nomination=nomination)}
    rows = (*holdings.pointing_at(person), *holdings.with_address(set(person.addresses)))
    return not any(
        found.exclude(known_by[model]).exists() if model in known_by else found.exists()
        for model, field, found in rows
        if model not in (Person, Post, Message)
    )


def _empty_bodies():
    """What old messages said; that they were sent, and about what, stays."""
    old = Message.objects.filter(status=MessageStatus.SENT, done_at__lt=months_ago(BODIES_KEPT))
    return old.exclude(text="", context={}).update(text="", context={})

"""Posts as SATC keeps them: who starts, ends and moves, and which of them is true.

A date that a funded day stands on is never taken from a post (`dates_given_up`, refused in `claims`). Whoever changes
posts locks the person first, as whoever writes their funded days does, so that neither overlooks the other.
"""

import datetime

from django.db import transaction
from django.db.models import Q

from core import clock
from core.exceptions import Refused
from core.permissions import require
from core.words import long_date
from core.workflow import record
from schools import permissions
from schools.models import Person, Post
from schools.services.people import meet
from schools.signals import dates_given_up

ONLY_A_LEAD = "Only a SATC lead can do this. You can look."
FIELDS = ["starts_on", "ends_on", "proven_by", "proven_at", "told_at"]
ONE_DAY = datetime.timedelta(days=1)


@transaction.atomic
def hold_post(person, school, role, *, by, starts_on=None):
    """The person's post in this role at this school, today's or else the open one; written unproven if there is none.

    It is written as `by` says: nobody has checked it.
    """
    held = Post.objects.filter(person=person, school=school, role=role)
    if today := held.on(clock.today()).order_by("proven_at", "pk").first():
        return today
    post, is_new = Post.objects.get_or_create(
        person=person, school=school, role=role, ends_on=None, defaults={"starts_on": starts_on}
    )
    if is_new:
        record(post, "claim_post", by=by)
    return post


@transaction.atomic
def start_post(*, email, name="", school, role, starts_on=None, is_true=False, by):
    """Somebody holds a post from a date on, or since before we knew them. `is_true` proves it at once.

    Somebody new is met by `name`; nobody who exists is altered.
    """
    require(permissions.is_lead(by), ONLY_A_LEAD)
    if not name.strip() and Person.objects.known_as(email) is None:
        raise Refused("Nobody here has that address yet, so enter their name too.")
    person = lock_holder(meet(email, name=name))
    post = Post(person=person, school=school, role=role, starts_on=starts_on)
    check_dates(post)
    post.save()
    record(post, "start_post", by=by)
    return _prove(post, by=by) if is_true else post


@transaction.atomic
def prove_post(post, *, by):
    """Accept a post as true; a post that is proven already stays as it was proven first."""
    require(permissions.is_lead(by), "Only a SATC lead can say that a post is true.")
    return _prove(lock_post(post), by=by)


@transaction.atomic
def end_post(post, *, ends_on, by):
    """The person leaves the post on that day."""
    require(permissions.is_lead(by), "Only a SATC lead can end a post.")
    post = lock_post(post)
    if post.has_ended:
        raise Refused(f"It ended on {long_date(post.ends_on)} already. Correct its dates if that is wrong.")
    return set_dates(post, "end_post", ends_on=ends_on, by=by)


@transaction.atomic
def move_post(post, *, school, last_day, is_true=False, by):
    """The person leaves for the same role at another school, which starts the next day. Returns the post there.

    Where they are down for it there already, that post stays. `is_true` proves it.
    """
    require(permissions.is_lead(by), "Only a SATC lead can move somebody.")
    post = lock_post(post)
    if school.pk == post.school_id:
        raise Refused(f"They work at {school} already. Choose the school that they move to.")
    if post.has_ended:
        raise Refused(f"It ended on {long_date(post.ends_on)} already. Start a new post at {school} instead.")
    first_day = last_day + ONE_DAY
    there = overlapping(Post(person=post.person, school=school, role=post.role, starts_on=first_day)).first()
    set_dates(post, "end_post", ends_on=last_day, by=by, reason=f"Moved to {school}.")
    if there is None:
        there = Post.objects.create(person=post.person, school=school, role=post.role, starts_on=first_day)
        record(there, "start_post", by=by, reason=f"Moved from {post.school}.")
    return _prove(there, by=by) if is_true else there


@transaction.atomic
def correct_post(post, *, starts_on, ends_on, by):
    """Put the dates of a post right."""
    require(permissions.is_lead(by), "Only a SATC lead can correct a post.")
    return set_dates(lock_post(post), "correct_post", starts_on=starts_on, ends_on=ends_on, by=by)


@transaction.atomic
def take_back_post(post, *, by):
    """The post was a mistake: it is taken out, unless a funded day stands on it. The person's record says so."""
    require(permissions.is_lead(by), "Only a SATC lead can take a post back.")
    remove(lock_post(post), by=by)


@transaction.atomic
def note_post(post, *, by):
    """A SATC lead has seen what the person said of their post, and leaves it as it is."""
    require(permissions.is_lead(by), ONLY_A_LEAD)
    post = lock_post(post)
    if post.told_at is not None:
        post.told_at = None
        post.save(update_fields=["told_at"])
        record(post, "note_post", by=by)
    return post


def lock_holder(person):
    """One at a time for each person's posts and funded days; not a key lock, as in `claims`."""
    return Person.objects.select_for_update(no_key=True).get(pk=person.pk)


def lock_post(post):
    """The post as it is now, once nobody else is changing it; refused if it has been taken back meanwhile."""
    lock_holder(post.person)
    found = Post.objects.select_for_update(of=("self",)).select_related("person", "school").filter(pk=post.pk).first()
    if found is None:
        raise Refused("This post has been taken back.")
    return found


def set_dates(post, action, *, by, reason="", **dates):
    """Set `starts_on` or `ends_on` on a locked post, if the rules allow it, and record it."""
    since, until = post.starts_on, post.ends_on
    if all(getattr(post, name) == value for name, value in dates.items()):
        return post
    for name, value in dates.items():
        setattr(post, name, value)
    check_dates(post)
    if post.person_id != by.pk or permissions.is_lead(by):
        post.told_at = None
    post.save(update_fields=FIELDS)
    record(post, action, by=by, reason=reason, before="")
    dates_given_up.send(sender=Post, person=post.person, school=post.school, since=since, until=until)
    return post


def remove(post, *, by):
    what = f"{post.get_role_display()} at {post.school}"
    record(post.person, "take_back_post", by=by, reason=what, before="")
    person, school, since, until = post.person, post.school, post.starts_on, post.ends_on
    post.delete()
    dates_given_up.send(sender=Post, person=person, school=school, since=since, until=until)


def check_dates(post):
    """A post ends after it starts, and nobody holds one twice on the same day."""
    if post.starts_on and post.ends_on and post.ends_on < post.starts_on:
        raise Refused(f"It can’t end before it starts, on {long_date(post.starts_on)}.")
    if other := overlapping(post).first():
        since = f" since {long_date(other.starts_on)}" if other.starts_on else ""
        until = f" until {long_date(other.ends_on)}" if other.ends_on else ""
        role = post.get_role_display().lower()
        raise Refused(f"{post.person} is down as {role} at {post.school} already{since}{until}.")


def overlapping(post):
    """The person's other posts in this role at this school on a day that this one covers."""
    others = Post.objects.filter(person=post.person, school=post.school, role=post.role).exclude(pk=post.pk)
    if post.starts_on:
        others = others.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=post.starts_on))
    if post.ends_on:
        others = others.filter(Q(starts_on__isnull=True) | Q(starts_on__lte=post.ends_on))
    return others


def _prove(post, *, by):
    if post.is_proven:
        return post
    if post.person_id == by.pk:
        raise Refused("Nobody proves their own post.")
    post.proven_by, post.proven_at, post.told_at = by, clock.now(), None
    post.save(update_fields=FIELDS)
    record(post, "prove_post", by=by, before="")
    return post


@transaction.atomic
def join_posts(gone, kept, *, by):
    """Every post is the kept person’s. Of two open in one role at one school one stays, begun and proven first."""
    twins = []
    for theirs in Post.objects.select_for_update(of=("self",)).filter(person=gone, ends_on=None).order_by("pk"):
        same = {"school": theirs.school_id, "role": theirs.role, "ends_on": None}
        ours = Post.objects.select_for_update(of=("self",)).filter(person=kept, **same).first()
        if ours is not None:
            _join_post(theirs, ours, by=by)
            twins.append(theirs.pk)
    Post.objects.filter(person=gone).exclude(pk__in=twins).update(person=kept)


def _join_post(theirs, ours, *, by):
    starts = (theirs.starts_on, ours.starts_on)
    ours.starts_on = None if None in starts else min(starts)
    if not ours.is_proven:
        ours.proven_by, ours.proven_at = theirs.proven_by, theirs.proven_at
    ours.save(update_fields=["starts_on", "proven_by", "proven_at"])
    record(ours, "join_post", by=by, before="")
    theirs.ends_on = max(clock.today(), theirs.starts_on or clock.today())
    theirs.save(update_fields=["ends_on"])
    record(theirs, "end_post", by=by, before="")

"""What people say of their own posts. It is theirs to say; a SATC lead sees it at the desk, and proves what is true."""

import datetime

from django.db import transaction

from core import clock
from core.exceptions import Refused
from core.permissions import require
from core.words import long_date
from core.workflow import record
from schools.models import Post
from schools.services.posts import check_dates, lock_holder, lock_post, remove, set_dates

THEIR_OWN = "Only they themselves say where they work."
MOST_UNPROVEN = 5
FURTHEST = datetime.timedelta(days=366)


@transaction.atomic
def say_post(person, school, role, *, starts_on=None, by):
    """They work at a school, or will from a date on. Saying so proves nothing; five such posts may wait at a time."""
    require(person.pk == by.pk, THEIR_OWN)
    person = lock_holder(person)
    if Post.objects.of(person).now_or_to_come().filter(proven_at__isnull=True).count() >= MOST_UNPROVEN:
        raise Refused("We haven’t checked all that you told us before. Give us a few days, then add more.")
    if starts_on and starts_on > clock.today() + FURTHEST:
        raise Refused("Choose a date within the next year.")
    post = Post(person=person, school=school, role=role, starts_on=starts_on, told_at=clock.now())
    check_dates(post)
    post.save()
    record(post, "claim_post", by=by)
    return post


@transaction.atomic
def leave_post(post, *, ends_on, by):
    """They leave, or have left, on that day. A day that is funded from the school has to stay before it."""
    require(post.person_id == by.pk, THEIR_OWN)
    post = lock_post(post)
    if post.has_ended:
        raise Refused(f"You left on {long_date(post.ends_on)}. Write to us if that is wrong.")
    if ends_on > clock.today() + FURTHEST:
        raise Refused("Choose a date within the next year.")
    post.told_at = clock.now()
    return set_dates(post, "leave_post", ends_on=ends_on, by=by)


@transaction.atomic
def disown_post(post, *, by):
    """It was never theirs: somebody typed the wrong person or school. What is proven is for a lead to take back."""
    require(post.person_id == by.pk, THEIR_OWN)
    post = lock_post(post)
    if post.is_proven:
        raise Refused("SATC has accepted this post as true, so say when you left, or write to us.")
    remove(post, by=by)

from django.db import transaction

from core import clock
from core.exceptions import Refused
from core.permissions import require
from core.workflow import record
from schools import permissions
from schools.models import Post, Role, School
from schools.services.posts import move_post
from schools.signals import networks_changed


@transaction.atomic
def set_support_level(school, level, *, by, reason):
    """Record how much need a school has, with the reason."""
    require(permissions.is_lead(by), "Only a SATC lead sets a school’s support level.")
    before, school.support_level = school.support_level, level
    if before != level:
        school.save(update_fields=["support_level"])
        record(school, f"support_level_{level}", by=by, reason=reason, before=before, after=level)
    return school


@transaction.atomic
def mark_target(school, *, is_target, by, reason):
    """Mark a school as a target school, or take the mark away, with the reason."""
    require(permissions.is_lead(by), "Only a SATC lead says which schools are target schools.")
    school = School.objects.select_for_update().get(pk=school.pk)
    if school.is_target != is_target:
        school.is_target = is_target
        school.save(update_fields=["is_target"])
        record(school, "mark_target" if is_target else "unmark_target", by=by, reason=reason, before="", after="")
    return school


def head_of(school):
    """The school's proven head who has been so longest, or None."""
    post = (
        Post.objects.filter(school=school).on(clock.today()).proven().in_role(Role.HEADTEACHER).filter(person__is_active=True)
        .select_related("person").order_by("proven_at").first()
    )  # fmt: skip
    return post.person if post else None


def heads_by_school(schools):
    """The head of each of these schools that has a proven one, by the school's key; see `head_of`."""
    posts = Post.objects.filter(school__in=schools).on(clock.today()).proven().in_role(Role.HEADTEACHER)
    posts = posts.filter(person__is_active=True)
    latest_first = posts.select_related("person").order_by("-proven_at")
    return {post.school_id: post.person for post in latest_first}


@transaction.atomic
def set_networks(school, networks, *, by):
    """Say which networks the school belongs to; what has changed is recorded."""
    require(permissions.is_lead(by), "Only a SATC lead says which networks a school belongs to.")
    school = School.objects.select_for_update().get(pk=school.pk)
    before, after = set(school.networks.all()), set(networks)
    for network in sorted(after - before, key=str):
        record(school, "join_network", by=by, reason=str(network), before=school.status)
    for network in sorted(before - after, key=str):
        record(school, "leave_network", by=by, reason=str(network), before=school.status)
    if before != after:
        school.networks.set(after)
        networks_changed.send(sender=School, schools=[school.pk])
    return school


@transaction.atomic
def move_to_successor(school, *, successor, last_day, by):
    """Everybody who is still down at a closed school moves to one of its successors; returns the posts there.

    What was proven stays so, but for posts that open letters and payments: a new school may have another head. Asked
    again, it finds nobody left to move.
    """
    require(permissions.is_lead(by), "Only a SATC lead can move somebody.")
    if school.is_open:
        raise Refused(f"{school} is open in the register.")
    if not School.objects.successors_of(school).filter(pk=successor.pk).exists():
        raise Refused(f"The register doesn’t name {successor} as a successor of {school}.")
    left = Post.objects.filter(school=school).now_or_to_come().select_related("person").order_by("person", "pk")
    return [_move_on(post, successor, last_day, by) for post in left]


def _move_on(post, successor, last_day, by):
    last_day = max(last_day, post.starts_on) if post.starts_on else last_day
    is_true = post.is_proven and not post.opens_letters and post.person_id != by.pk
    return move_post(post, school=successor, last_day=last_day, is_true=is_true, by=by)

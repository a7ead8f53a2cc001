from django.contrib.auth.models import Group
from django.db import transaction

from core import clock
from core.exceptions import Refused
from core.permissions import require
from core.workflow import record
from schools import permissions
from schools.models import Person, Post, Role, StaffRole


@transaction.atomic
def meet(email, *, name):
    """The person with this e-mail, made if nobody has it. Somebody who exists is never altered."""
    person, _ = Person.objects.get_or_create(
        email=email.strip().lower(), defaults={"name": name.strip(), "password": "!"}
    )
    return person


@transaction.atomic
def hold_post(person, school, role, *, by, starts_on=None):
    """The person's open post in this role at this school, written unproven as `by` says, if there was none."""
    post, is_new = Post.objects.get_or_create(
        person=person, school=school, role=role, ends_on=None, defaults={"starts_on": starts_on}
    )
    if is_new:
        record(post, "claim_post", by=by)
    return post


@transaction.atomic
def prove_post(post, *, by):
    """Accept a post as true; a post that is proven already stays as it was proven first."""
    require(permissions.is_lead(by), "Only a SATC lead can say that a post is true.")
    post = Post.objects.select_for_update(of=("self",)).get(pk=post.pk)
    if post.is_proven:
        return post
    if post.person_id == by.pk:
        raise Refused("Nobody proves their own post.")
    post.proven_by, post.proven_at = by, clock.now()
    post.save(update_fields=["proven_by", "proven_at"])
    record(post, "prove_post", by=by, before="")
    return post


@transaction.atomic
def end_post(post, *, ends_on, by):
    """The person left the post on that day."""
    require(permissions.is_lead(by), "Only a SATC lead can end a post.")
    post = Post.objects.select_for_update(of=("self",)).get(pk=post.pk)
    post.ends_on = ends_on
    post.full_clean()
    post.save(update_fields=["ends_on"])
    record(post, "end_post", by=by, before="")
    return post


@transaction.atomic
def give_staff_role(person, role, *, by=None):
    """Put the person in the group of a staff role. `by` is empty when it is done at the command line."""
    require(by is None or permissions.can_give_staff_roles(by), "Only a SATC lead gives staff roles.")
    role = StaffRole(role)
    if role not in _roles_now(person):
        person.groups.add(Group.objects.get(name=role))
        _roles_changed(person, "give_staff_role", role, by=by)
    return person


@transaction.atomic
def take_staff_role(person, role, *, by):
    """Take the person out of the group of a staff role. Nobody stops being a SATC lead by their own hand."""
    require(permissions.can_give_staff_roles(by), "Only a SATC lead takes staff roles away.")
    role = StaffRole(role)
    if person.pk == by.pk and role == StaffRole.LEAD:
        raise Refused("You can't stop being a SATC lead by yourself. Ask another SATC lead.")
    if role in _roles_now(person):
        person.groups.remove(Group.objects.get(name=role))
        _roles_changed(person, "take_staff_role", role, by=by)
    return person


def _roles_now(person):
    """The roles that the person holds once nobody else is changing them."""
    return Person.objects.select_for_update().get(pk=person.pk).roles


def _roles_changed(person, action, role, *, by):
    person.__dict__.pop("roles", None)
    record(person, action, by=by, reason=role.label, before="")


@transaction.atomic
def set_support_level(school, level, *, by, reason):
    """Record how much need a school has, with the reason."""
    require(permissions.is_lead(by), "Only a SATC lead sets a school's support level.")
    before, school.support_level = school.support_level, level
    if before != level:
        school.save(update_fields=["support_level"])
        record(school, f"support_level_{level}", by=by, reason=reason, before=before, after=level)
    return school


def head_of(school):
    """The school's proven head who has been so longest, or None."""
    post = (
        Post.objects.filter(school=school).on(clock.today()).proven().in_role(Role.HEADTEACHER)
        .select_related("person").order_by("proven_at").first()
    )  # fmt: skip
    return post.person if post else None

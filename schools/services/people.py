from django.contrib.auth.models import Group
from django.db import transaction

from core.exceptions import Refused
from core.permissions import require
from core.workflow import record
from schools import permissions
from schools.models import Person, StaffRole


@transaction.atomic
def meet(email, *, name):
    """The person with this e-mail, made if nobody has it. Somebody who exists is never altered."""
    if known := Person.objects.known_as(email):
        return known
    person, _ = Person.objects.get_or_create(
        email=email.strip().lower(), defaults={"name": name.strip(), "password": "!"}
    )
    return person


@transaction.atomic
def give_staff_role(person, role, *, by=None):
    """Put the person in the group of a staff role. `by` is empty when it is done at the command line."""
    require(by is None or permissions.can_give_staff_roles(by), "Only a SATC lead gives staff roles.")
    role = StaffRole(role)
    if person.merged_into_id:
        raise Refused(f"This record was joined with that of {person.merged_into}. Give the role there.")
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
        raise Refused("You can’t stop being a SATC lead by yourself. Ask another SATC lead.")
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

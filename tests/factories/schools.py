"""Invented schools and people. Names and addresses are made up; every e-mail is at an example domain."""

import datetime

import factory
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.utils import timezone

from schools.models import (
    CalendarPeriod,
    Network,
    PeriodKind,
    Person,
    Post,
    Role,
    School,
    SchoolStatus,
    StaffRole,
    Succession,
)


class SchoolFactory(factory.django.DjangoModelFactory):
    """An open primary school in the city. URNs begin at 900001, beyond any that the DfE has given."""

    class Meta:
        model = School

    class Params:
        intensive = factory.Trait(support_level="intensive", is_target=True)
        closed = factory.Trait(status=SchoolStatus.CLOSED)

    urn = factory.Sequence(lambda n: 900001 + n)
    name = factory.Sequence(lambda n: f"Invented Primary School {n + 1}")
    status = SchoolStatus.OPEN
    la_code = "861"
    la_name = "Stoke-on-Trent"
    establishment_number = factory.Sequence(lambda n: f"{2000 + n % 7999:04d}")
    type_name = "Community school"
    phase = "Primary"
    street = factory.Sequence(lambda n: f"{n + 1} Saggar Lane")
    town = "Stoke-on-Trent"
    postcode = "ST9 9ZZ"
    is_invented = True


class NetworkFactory(factory.django.DjangoModelFactory):
    """A network without any schools."""

    class Meta:
        model = Network

    name = factory.Sequence(lambda n: f"Invented Network {n + 1}")


class SuccessionFactory(factory.django.DjangoModelFactory):
    """A school that closed on 31 August 2025, and an open one that took over."""

    class Meta:
        model = Succession

    school = factory.SubFactory(SchoolFactory, closed=True, closed_on=datetime.date(2025, 8, 31))
    successor = factory.SubFactory(SchoolFactory)


class PersonFactory(factory.django.DjangoModelFactory):
    """Somebody without a password: they sign in with a code."""

    class Meta:
        model = Person

    name = factory.Sequence(lambda n: f"Person Number{n + 1}")
    email = factory.Sequence(lambda n: f"person{n + 1}@school.example")
    password = "!"


class PostFactory(factory.django.DjangoModelFactory):
    """An open, unproven teacher's post. `proven=True` has a SATC lead accept it."""

    class Meta:
        model = Post

    class Params:
        head = factory.Trait(role=Role.HEADTEACHER)
        proven = factory.Trait(
            proven_by=factory.LazyFunction(lambda: lead()),
            proven_at=factory.LazyFunction(timezone.now),
        )

    person = factory.SubFactory(PersonFactory)
    school = factory.SubFactory(SchoolFactory)
    role = Role.TEACHER


class PeriodFactory(factory.django.DjangoModelFactory):
    """A week of school holidays in the city, two weeks from now."""

    class Meta:
        model = CalendarPeriod

    kind = PeriodKind.HOLIDAY
    starts_on = factory.LazyFunction(lambda: timezone.localdate() + datetime.timedelta(days=14))
    ends_on = factory.LazyAttribute(lambda o: o.starts_on + datetime.timedelta(days=6))
    la_code = "861"


AUTHENTICATOR_KEY = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"


def in_role(role, *, without_second_factor=False, **fields):
    """A new person who holds a staff role, with an authenticator app, so that the desk opens to them."""
    person = PersonFactory(**fields)
    person.groups.add(Group.objects.get_or_create(name=StaffRole(role))[0])
    return person if without_second_factor else with_authenticator(person)


def with_authenticator(person, key=AUTHENTICATOR_KEY):
    """The person, who has this key in an authenticator app."""
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={"secret": key})
    return person


def lead(**fields):
    """A new SATC lead."""
    return in_role(StaffRole.LEAD, **fields)


def national_lead(**fields):
    """A new national lead."""
    return in_role(StaffRole.NATIONAL_LEAD, **fields)


def finance(**fields):
    """A new member of SATC finance."""
    return in_role(StaffRole.FINANCE, **fields)


def head_of(school, **fields):
    """A new person who is the school's proven head."""
    return PostFactory(person=PersonFactory(**fields), school=school, head=True, proven=True).person

from django.db import models
from django.db.models import Q

from core import clock
from schools import permissions, search


def held_on(date, path=""):
    """Posts held on that date: a blank start is before we knew them, a blank end is still held."""
    starts, ends = f"{path}starts_on", f"{path}ends_on"
    return (Q(**{f"{starts}__isnull": True}) | Q(**{f"{starts}__lte": date})) & (
        Q(**{f"{ends}__isnull": True}) | Q(**{f"{ends}__gte": date})
    )


class SchoolQuerySet(models.QuerySet):
    def open(self):
        """Schools that are open today, those proposed to close included."""
        return self.filter(status__in=("open", "closing"))

    def found_by(self, typed):
        """Open schools that match the name, postcode or URN typed, likeliest first; none for too little."""
        condition = search.matching(typed)
        if condition is None:
            return self.none()
        return self.open().filter(condition).order_by(search.nearest(typed), "name", "urn")

    def where_works(self, person, on):
        """The schools at which the person holds a post on that date."""
        return self.filter(held_on(on, "posts__"), posts__person=person).distinct()

    def proven_for(self, person, *roles):
        """The schools at which the person holds, today, a proven post in one of the roles."""
        return self.filter(
            held_on(clock.today(), "posts__"),
            posts__person=person,
            posts__proven_at__isnull=False,
            posts__role__in=roles,
        ).distinct()


class PersonQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Everyone for staff roles; nobody else looks people up."""
        return self if permissions.is_staff_role(person) else self.none()

    def known_as(self, email):
        """The person with this e-mail, however it is typed; None when there is none."""
        return self.filter(email=email.strip().lower()).first()

    def in_role(self, role):
        """Active people who hold a staff role."""
        return self.filter(groups__name=role, is_active=True)

    def heads_of(self, school):
        """The school's proven heads, today."""
        return self.filter(
            held_on(clock.today(), "posts__"),
            is_active=True,
            posts__school=school,
            posts__proven_at__isnull=False,
            posts__role="headteacher",
        ).distinct()


class PostQuerySet(models.QuerySet):
    def of(self, person):
        return self.filter(person=person)

    def on(self, date):
        """Posts held on that date."""
        return self.filter(held_on(date))

    def proven(self):
        return self.filter(proven_at__isnull=False)

    def in_role(self, *roles):
        return self.filter(role__in=roles)

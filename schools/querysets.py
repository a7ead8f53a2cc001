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

    def closed_and_found_by(self, typed):
        """Closed schools that match what was typed, as open ones do."""
        condition = search.matching(typed)
        return self.none() if condition is None else self.filter(condition, status="closed").order_by("name", "urn")

    def successors_of(self, school):
        """The open schools that took over from a closed one, by way of those that have closed since."""
        known, latest = {school.pk}, {school.pk}
        while latest:
            after = set(self.model.objects.filter(predecessions__school__in=latest).values_list("pk", flat=True))
            latest = after - known
            known |= latest
        return self.open().filter(pk__in=known - {school.pk})

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
        """The person with this e-mail, however it is typed; None when there is none.

        The e-mail of a record that was joined into another is that other's (ADR 0011).
        """
        found = self.filter(email=email.strip().lower()).select_related("merged_into").first()
        return found.merged_into or found if found else None

    def selves_of(self, person):
        """The person and each record that was joined into theirs: what is kept for ever points at either."""
        return self.filter(Q(pk=person.pk) | Q(merged_into=person.pk))

    def in_role(self, role):
        """Active people who hold a staff role."""
        return self.filter(groups__name=role, is_active=True)

    def visitors(self):
        """Active SATC leads and national leads: who may go to see a school."""
        return self.filter(groups__name__in=("SATC lead", "National lead"), is_active=True).distinct().order_by("name")

    def heads_of(self, school):
        """The school's proven heads, today."""
        return self.filter(
            held_on(clock.today(), "posts__"),
            is_active=True,
            posts__school=school,
            posts__proven_at__isnull=False,
            posts__role="headteacher",
        ).distinct()

    def office_of(self, school):
        """The school's proven heads and business managers, today, each once."""
        return self.filter(
            held_on(clock.today(), "posts__"),
            is_active=True,
            posts__school=school,
            posts__proven_at__isnull=False,
            posts__role__in=("headteacher", "business_manager"),
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

    def now_or_to_come(self):
        """Posts that haven't ended."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=clock.today()))

    def to_prove(self):
        """Posts to which a school's letters and payments would open, and which nobody has proven yet."""
        return self.now_or_to_come().filter(role__in=("headteacher", "business_manager"), proven_at__isnull=True)

    def to_look_at(self):
        """What waits for a SATC lead: posts to prove, and what people say of their own posts. The oldest first."""
        waiting = Q(pk__in=self.to_prove().values("pk")) | Q(told_at__isnull=False)
        known = self.filter(waiting, person__is_active=True)
        return known.select_related("person", "school").order_by("recorded_at", "pk")


class CalendarPeriodQuerySet(models.QuerySet):
    def for_school(self, school):
        """What concerns one school: all of England's, its authority's and its own."""
        authority = Q(school__isnull=True, la_code__in={"", school.la_code})
        return self.filter(authority | Q(school=school))

    def for_authority(self, la_code):
        """What concerns every school of an authority."""
        return self.filter(school__isnull=True, la_code__in={"", la_code})

    def on(self, date):
        return self.filter(starts_on__lte=date, ends_on__gte=date)

    def between(self, first, last):
        """Those that touch the days from one date to another."""
        return self.filter(starts_on__lte=last, ends_on__gte=first)

    def holidays(self):
        return self.filter(kind="holiday")

    def to_come(self):
        """Those that aren't over, the next first."""
        return self.filter(ends_on__gte=clock.today())

from django.db.models import Q

from core.outbox import OutboxQuerySet
from schools import permissions
from schools.models import Role, School


class DocumentQuerySet(OutboxQuerySet):
    def visible_to(self, person):
        """Every document for staff; otherwise those that name the person as a reader, and those of their school.

        Their school is one whose proven head or business manager they are today.
        """
        if permissions.is_staff_role(person):
            return self
        schools = School.objects.proven_for(person, Role.HEADTEACHER, Role.BUSINESS_MANAGER)
        named = self.model.readers.through.objects.filter(person_id=person.pk).values("document")
        return self.filter(Q(pk__in=named) | Q(school__in=schools))

    def proven_by(self, code):
        """The document that was made with this verification code printed on it, or None."""
        return self.filter(code=code).exclude(sha256="").first() if code else None

    def latest_of(self, series):
        """The newest version in a series of documents, or None."""
        return self.filter(series=series).order_by("-version").first()

    def current(self):
        """Documents that no newer version replaces."""
        return self.filter(replaced_by__isnull=True)


class MessageQuerySet(OutboxQuerySet):
    def due(self):
        """A message waits for its document; after that it is due like any row of the outbox."""
        return super().due().filter(Q(document__isnull=True) | Q(document__done_at__isnull=False))

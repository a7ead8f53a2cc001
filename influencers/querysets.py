from django.db import models
from django.db.models import Q

from schools import permissions
from schools.models import Role, School


class NominationQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Every nomination for whoever runs the programme; one's own, once one's e-mail is proved by signing in; a proven head's school's."""
        if permissions.runs_the_programme(person):
            return self
        own = Q(head_email=person.email) | Q(helper_email=person.email)
        return self.filter(own | Q(school__in=School.objects.proven_for(person, Role.HEADTEACHER)))

    def open(self):
        """Nominations on which the lead has something to decide, the oldest first."""
        return self.filter(status__in=("confirmed", "visit_arranged", "visited")).order_by("submitted_at")


class ExpressionOfInterestQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Every expression of interest for whoever runs the programme; otherwise one's own."""
        return self if permissions.runs_the_programme(person) else self.filter(person=person)

    def awaiting_decision(self):
        return self.filter(status="submitted").order_by("submitted_at")


class InfluencerQuerySet(models.QuerySet):
    def published(self):
        """Profiles in the public directory."""
        return self.filter(status="published", consented_at__isnull=False)

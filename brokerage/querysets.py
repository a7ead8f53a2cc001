from django.db import models
from django.db.models import Q

from schools import permissions
from schools.models import Role, School


def _headed_by(person):
    return School.objects.proven_for(person, Role.HEADTEACHER)


class SupportRequestQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Every request for whoever runs the programme; one's own, once one's e-mail is proved by signing in; a proven head's school's."""
        if permissions.runs_the_programme(person):
            return self
        return self.filter(Q(requester_email=person.email) | Q(school__in=_headed_by(person)))

    def open(self):
        """Requests on which the lead has something to do, the oldest first."""
        return self.filter(status__in=("confirmed", "triaged", "funded", "matched")).order_by("submitted_at")


class DeploymentQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Every deployment for whoever runs the programme; otherwise those one is a party of."""
        if permissions.runs_the_programme(person):
            return self
        seated = self.model.objects.filter(plans__seats__person=person).values("pk")
        return self.filter(Q(person=person) | Q(school__in=_headed_by(person)) | Q(pk__in=seated))

    def live(self):
        return self.filter(status__in=("proposed", "accepted", "active"))


class ActionPlanQuerySet(models.QuerySet):
    def awaiting_answer_of(self, person):
        """Shared plans at which the person has a seat and has not answered."""
        return self.filter(status="shared", seats__person=person, seats__answer="").distinct()


class VisitQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Every visit for whoever runs the programme; otherwise one's own, and those at a school that one heads."""
        if permissions.runs_the_programme(person):
            return self
        return self.filter(Q(person=person) | Q(school__in=_headed_by(person)))

    def live(self):
        """Visits that were not cancelled."""
        return self.exclude(status="cancelled")


class VisitReportQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Every sent report for whoever runs the programme; one's own; accepted ones for the head of the school visited."""
        accepted = Q(status="accepted", visit__school__in=_headed_by(person))
        if permissions.runs_the_programme(person):
            return self.filter(~Q(status="draft") | Q(author=person))
        return self.filter(Q(author=person) | accepted)

    def awaiting(self, person):
        """Reports that wait to be read by this person, a school's national lead."""
        return self.filter(status="submitted", visit__national_lead=person).exclude(author=person)

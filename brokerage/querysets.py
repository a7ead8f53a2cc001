from django.db import models
from django.db.models import Case, F, Q, Sum, Value, When

from core import clock
from core.working_days import before_working_days
from influencers.models import Influencer
from schools import permissions
from schools.models import Post, Role, School

# How long a report waits for its own national lead before others may read it.
WORKING_DAYS_FOR_THE_FIRST_READER = 5


def _headed_by(person):
    return School.objects.proven_for(person, Role.HEADTEACHER)


def candidates_for(request):
    """Influencers who may be asked: in the directory, and not at the school itself. Whom it asked for comes first."""
    colleagues = Post.objects.on(clock.today()).filter(school=request.school_id).values("person")
    wanted = Case(When(pk=request.interest_in_id or 0, then=Value(0)), default=Value(1))
    return Influencer.objects.published().exclude(person__in=colleagues).for_lists().order_by(wanted, "person__name")


class PoolEntryQuerySet(models.QuerySet):
    def reserved_halves(self):
        """The half-days that these entries leave reserved: neither used nor given back."""
        return self.aggregate(sum=Sum("reserved_change"))["sum"] or 0

    def used_halves(self):
        return self.aggregate(sum=Sum("used_change"))["sum"] or 0


class CoachingPoolQuerySet(models.QuerySet):
    def current(self):
        """Pools that are not over, the one that ends first at the top."""
        return self.filter(ends_on__gte=clock.today()).order_by("ends_on", "pk")


class SupportRequestQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Every request for whoever runs the programme.

        Otherwise one's own, by the e-mail one signs in with, and a proven head's school's.
        """
        if permissions.runs_the_programme(person):
            return self
        return self.filter(Q(requester_email=person.email) | Q(school__in=_headed_by(person)))

    def awaiting_lead(self):
        """Requests on which the lead has the next act, the oldest first."""
        return self.filter(status__in=("confirmed", "triaged", "funded")).order_by("submitted_at", "pk")

    def oldest_first(self):
        return self.order_by("submitted_at", "pk")


class DeploymentQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Every deployment for whoever runs the programme; otherwise those one is a party of."""
        return self if permissions.runs_the_programme(person) else self.parties_include(person)

    def parties_include(self, person):
        """Deployments of which one is a party, whatever one's staff roles."""
        seated = self.model.objects.filter(plans__seats__person=person).values("pk")
        own = Q(person=person) | Q(request__science_leader=person) | Q(pk__in=seated)
        return self.filter(own | Q(school__in=_headed_by(person)))

    def live(self):
        return self.filter(status__in=("proposed", "accepted", "active"))

    def to_act_on(self, person):
        """Deployments that may wait for this person: as influencer, at a plan's seat, or as national lead."""
        unfinished = self.filter(status__in=("proposed", "accepted", "active", "ended_early"))
        part = Q(person=person) | Q(national_lead=person) | Q(plans__seats__person=person)
        return unfinished.filter(part).distinct().order_by("proposed_at", "pk")

    def with_story(self):
        """Everything that says what comes next, in a constant number of queries."""
        parties = self.select_related("school", "person", "national_lead")
        return parties.prefetch_related("plans__seats__person", "visits__report")


class ActionPlanQuerySet(models.QuerySet):
    def whole(self):
        """Plans with their objectives, actions and seats."""
        return self.prefetch_related("objectives__actions", "seats__person")


class VisitQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Every visit for whoever runs the programme; otherwise one's own, and those at a school that one heads."""
        if permissions.runs_the_programme(person):
            return self
        return self.filter(Q(person=person) | Q(school__in=_headed_by(person)))

    def live(self):
        """Visits that were not cancelled."""
        return self.exclude(status="cancelled")

    def unsettled(self):
        """Live visits whose report is not accepted."""
        return self.live().exclude(report__status="accepted")

    def awaiting_report_of(self, person):
        """The person's visits that have come without a report being sent, the oldest first."""
        come = self.live().filter(person=person, on__lte=clock.today())
        return come.filter(Q(report__isnull=True) | Q(report__status__in=("draft", "returned"))).order_by("on", "pk")

    def without_deployment(self):
        """Days that no deployment asked for, with what a list shows."""
        return self.filter(deployment__isnull=True).select_related("school", "person")

    def still_to_come(self):
        return self.filter(status="planned", on__gt=clock.today()).order_by("on", "pk")


class VisitReportQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Every sent report for whoever runs the programme.

        Otherwise one's own, and accepted ones for the head of the school visited.
        """
        accepted = Q(status="accepted", visit__school__in=_headed_by(person))
        if permissions.runs_the_programme(person):
            return self.filter(~Q(status="draft") | Q(author=person))
        return self.filter(Q(author=person) | accepted)

    def to_read(self):
        """Reports that somebody has to read, the oldest first."""
        return self.filter(status="submitted").order_by("submitted_at", "pk")

    def awaiting(self, person):
        """Reports that this person may decide on: their own schools', and others' after five working days."""
        since = before_working_days(clock.today(), WORKING_DAYS_FOR_THE_FIRST_READER)
        readable = Q(submitted_at__date__lte=since)
        if permissions.is_national_lead(person):
            readable |= Q(visit__national_lead=person)
        if not permissions.runs_the_programme(person):
            return self.none()
        return self.to_read().filter(readable).exclude(author=person)

    def newest_first(self):
        return self.order_by(F("submitted_at").desc(nulls_last=True), "-pk")

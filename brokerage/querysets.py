import datetime

from django.apps import apps
from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q, Sum

from brokerage.workflow import GOING_ON, OPEN
from core import clock
from core.working_days import before_working_days
from correspondence.links import LIFETIME
from schools import permissions, search
from schools.models import Role, School

# How long a report waits for its own national lead before others may read it.
WORKING_DAYS_FOR_THE_FIRST_READER = 5
# The states in which a SATC lead has the next act.
AWAITS_LEAD = ("confirmed", "triaged", "funded", "quote_accepted", "quote_declined", "quote_expired")
MOST_WORDS = 6
# How long after the end a science leader is asked to say how confident they feel.
RATED_WITHIN = datetime.timedelta(days=60)
INVOICED = ("to_raise", "raised", "received")


def _headed_by(person):
    return School.objects.proven_for(person, Role.HEADTEACHER)


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

    def open(self):
        """Pools from which days can be reserved today."""
        return self.current().filter(starts_on__lte=clock.today())


class SupportRequestQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Every request for whoever runs the programme.

        Otherwise one's own, by the e-mail one signs in with, and a proven head's school's.
        """
        if permissions.runs_the_programme(person):
            return self
        return self.filter(Q(requester_email__in=person.addresses) | Q(school__in=_headed_by(person)))

    def awaiting_lead(self):
        """Requests on which the lead has the next act, the oldest first."""
        return self.filter(status__in=AWAITS_LEAD).order_by("submitted_at", "pk")

    def searched(self, typed):
        """Requests found by reference, school or a person's name or e-mail address: every word, in any of them."""
        found = self
        for word in typed.split()[:MOST_WORDS]:
            places = Q(reference__icontains=word) | Q(pk__in=self._with_person(word))
            if (schools := search.matching(word)) is not None:
                places |= Q(school__in=School.objects.filter(schools).values("pk"))
            found = found.filter(places)
        return found

    def _with_person(self, word):
        typed = ("requester_name", "requester_email", "head_name", "head_email")
        typed += ("science_leader_name", "science_leader_email")
        named = ("deployments__person__name", "deployments__national_lead__name")
        condition = Q()
        for field in (*typed, *named):
            condition |= Q(**{f"{field}__icontains": word})
        return self.model.objects.filter(condition).values("pk")

    def open(self):
        """Requests that are confirmed and not over."""
        return self.filter(status__in=OPEN)

    def drawing_on(self, pool):
        """Requests with days of the pool: how many are `pool_reserved` and `pool_used`, by school."""
        mine = self.filter(pool_entries__pool=pool)
        sums = mine.annotate(
            pool_reserved=Sum("pool_entries__reserved_change"), pool_used=Sum("pool_entries__used_change")
        )
        return sums.select_related("school").order_by("school__name", "pk")


class QuoteQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Every quote for whoever runs the programme.

        Otherwise those to a school whose proven head one is, and those for a request that one sent as science leader.
        """
        if permissions.runs_the_programme(person):
            return self
        asked = Q(request__science_leader=person, request__requester_email=person.email)
        return self.filter(Q(school__in=_headed_by(person)) | asked)

    def out(self):
        """Quotes that wait for a head, the one that runs out first at the top."""
        return self.filter(status="sent").order_by("valid_until", "pk")

    def to_answer(self, person):
        """Quotes that this head can answer today."""
        return self.out().filter(school__in=_headed_by(person), valid_until__gte=clock.today())

    def run_out(self):
        """Quotes that wait still, though their last day is over."""
        return self.out().filter(valid_until__lt=clock.today())

    def to_warn_of(self, until):
        """Quotes sent before today that run out by that day, whose head has not been warned."""
        soon = self.out().filter(valid_until__gte=clock.today(), valid_until__lte=until, warned_at__isnull=True)
        return soon.filter(sent_at__date__lt=clock.today())


class InvoiceQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Every invoice for SATC finance and SATC leads; nobody else's business."""
        return self if permissions.is_finance(person) or permissions.is_lead(person) else self.none()

    def for_lists(self):
        return self.select_related("school", "acceptance__quote__request", "acceptance__accepted_by")

    def totals(self):
        """Pence to raise, raised and waiting for the money, and received."""
        sums = {status: Sum("amount_pence", filter=Q(status=status), default=0) for status in INVOICED}
        return self.aggregate(**sums)

    def unfinished(self):
        """What finance has still to raise, or has not had the money for."""
        return self.filter(status__in=("to_raise", "raised"))


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
        seats = apps.get_model("brokerage.PlanSeat").objects.select_related("person")
        visits = apps.get_model("brokerage.Visit").objects.select_related("report")
        releases = apps.get_model("brokerage.Release").objects.select_related("school")
        with_rows = (Prefetch("plans__seats", seats), Prefetch("visits", visits), Prefetch("releases", releases))
        return parties.prefetch_related(*with_rows)


class ReleaseQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Every release for whoever runs the programme; otherwise those of one's own school, which one heads."""
        return self if permissions.runs_the_programme(person) else self.filter(school__in=_headed_by(person))

    def asked(self):
        """Those that wait for a head, while the support that they are for goes on."""
        return self.filter(status="asked", deployment__status__in=GOING_ON)

    def to_answer(self, person):
        """Those that this head can answer."""
        return self.asked().filter(school__in=_headed_by(person)).order_by("asked_at", "pk")

    def newest(self):
        """The last of each deployment, which is the one that counts."""
        later = self.model.objects.filter(deployment=OuterRef("deployment"), pk__gt=OuterRef("pk"))
        return self.filter(~Exists(later))

    def in_the_way(self):
        """Refused, of support that goes on: somebody has to decide how."""
        return self.newest().filter(status="refused", deployment__status__in=GOING_ON)


class FeedbackQuerySet(models.QuerySet):
    def visible_to(self, person):
        """For whoever runs the programme, and for the parties of the deployment."""
        if permissions.runs_the_programme(person):
            return self
        parties = self.model._meta.get_field("deployment").related_model.objects.parties_include(person)
        return self.filter(deployment__in=parties.values("pk"))

    def of(self, person):
        return self.filter(person=person).select_related("deployment__school", "deployment__person", "person")

    def open(self):
        """Those whose newest link still lives."""
        since = clock.now() - LIFETIME
        return self.filter(Q(reminded_at__gt=since) | Q(reminded_at__isnull=True, asked_at__gt=since))

    def unanswered(self):
        return self.filter(answered_at__isnull=True)

    def thanks_to(self, person):
        """The thank-yous that an influencer has been sent, the newest first."""
        sent = self.exclude(thank_you="").filter(deployment__person=person)
        return sent.select_related("person", "deployment__school").order_by("-thanked_at", "-pk")


class StoryShareQuerySet(models.QuerySet):
    def live(self):
        """Shares that were not taken back."""
        return self.filter(revoked_at__isnull=True)


class ActionPlanQuerySet(models.QuerySet):
    def agreed_for(self, deployment):
        """The newest version that the head has agreed, with its rows, or None."""
        agreed = self.filter(deployment=deployment, status="agreed").order_by("version")
        return agreed.prefetch_related("objectives__actions").last()

    def to_rate(self, person):
        """Newest agreed plans of complete support whose science leader hasn't said yet how confident they feel now."""
        models = apps.get_app_config("brokerage")
        unrated = models.get_model("Objective").objects.filter(plan=OuterRef("pk"), confidence_after__isnull=True)
        since = clock.now() - RATED_WITHIN
        asked = models.get_model("Feedback").objects.filter(deployment=OuterRef("deployment"), asked_at__gt=since)
        newer = self.model.objects.filter(deployment=OuterRef("deployment"), version__gt=OuterRef("version"))
        mine = self.filter(status="agreed", deployment__status="completed", deployment__request__science_leader=person)
        return mine.filter(Exists(unrated), Exists(asked), ~Exists(newer.filter(status="agreed")))

    def whole(self):
        """Plans with their objectives, actions and seats."""
        return self.prefetch_related("objectives__actions", "seats__person")


class VisitQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Every visit for whoever runs the programme.

        Otherwise one's own, those at a school that one heads, and those of support for which one leads science.
        """
        if permissions.runs_the_programme(person):
            return self
        of_school = Q(school__in=_headed_by(person)) | Q(deployment__request__science_leader=person)
        return self.filter(Q(person=person) | of_school)

    def live(self):
        """Visits that were not cancelled."""
        return self.exclude(status="cancelled")

    def unsettled(self):
        """Live visits whose report is neither accepted nor closed."""
        return self.live().exclude(report__status__in=("accepted", "closed"))

    def awaiting_report(self):
        """Visits that have come, whose report has not been sent, or was returned."""
        unwritten = Q(report__isnull=True) | Q(report__status__in=("draft", "returned"))
        return self.live().filter(unwritten, on__lte=clock.today())

    def awaiting_report_of(self, person):
        """The person's visits that have come without a report being sent, the oldest first."""
        return self.awaiting_report().filter(person=person).order_by("on", "pk")

    def without_deployment(self):
        """Days that no deployment asked for, with what a list shows."""
        return self.filter(deployment__isnull=True).select_related("school", "person")

    def concerning(self, person, deployments):
        """Visits that the person makes, and those of these deployments."""
        return self.filter(Q(person=person) | Q(deployment__in=deployments)).order_by("on", "pk")

    def still_to_come(self):
        return self.filter(status="planned", on__gt=clock.today()).order_by("on", "pk")


class VisitReportQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Every sent report for whoever runs the programme.

        Otherwise one's own, and accepted ones for the head of the school visited and its science leader.
        """
        of_school = Q(visit__school__in=_headed_by(person)) | Q(visit__deployment__request__science_leader=person)
        accepted = Q(status="accepted") & of_school
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


class ReportAcceptanceQuerySet(models.QuerySet):
    def standing(self):
        """Acceptances that nobody has withdrawn."""
        return self.filter(withdrawn_at__isnull=True)

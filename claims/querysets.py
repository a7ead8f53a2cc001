from django.db import models
from django.db.models import CharField, Exists, OuterRef, Q, Subquery, Sum, Value
from django.db.models.functions import Cast, Coalesce, Concat

from correspondence.models import Document
from programmes.models import DayRate
from schools import permissions
from schools.models import Person, Role, School


def _office_of(person):
    return School.objects.proven_for(person, Role.HEADTEACHER, Role.BUSINESS_MANAGER)


def _own(person):
    """Of the person's days, or sent by them; a paid claim names them as the record that they were (ADR 0011)."""
    selves = Person.objects.selves_of(person).values("pk")
    return Q(person__in=selves) | Q(submitted_by__in=selves)


def _summaries():
    """The payment summaries of an outer payment: see `Payment.summary_series`."""
    series = Concat(Value("payment_summary:"), Cast(OuterRef("pk"), CharField()), output_field=CharField())
    return Document.objects.filter(kind="payment_summary", series=series)


class FundedDayQuerySet(models.QuerySet):
    def live(self):
        return self.filter(status="live")

    def held(self):
        """Days that wait for the lead's answer, the oldest first."""
        return self.filter(status="held").order_by("created_at", "pk")

    def ready_for(self, person):
        """Live days of this person that no live claim holds."""
        own = self._unclaimed().filter(person=person).select_related("school")
        return own.order_by("school__name", "school", "on", "pk")

    def _unclaimed(self):
        claimed = self.model._meta.get_field("lines").related_model.objects.filter(day=OuterRef("pk"), is_live=True)
        return self.live().filter(~Exists(claimed))

    def ready(self):
        """Everybody's live days that no live claim holds, by person, then as each sees their own."""
        return self._unclaimed().select_related("school", "person").order_by("person", "school__name", "school", "on")

    def ready_of_schools(self, schools):
        """Ready days for which these schools are paid, by school and person."""
        ready = self._unclaimed().filter(school__in=schools).select_related("school", "person")
        return ready.order_by("school__name", "school", "person__name", "person", "on", "pk")

    def never_claimed_since(self, moment):
        """Ready days earned before that moment, never yet in a claim, of which nobody has been reminded."""
        return self._unclaimed().filter(created_at__lt=moment, lines__isnull=True, reminded_at__isnull=True)

    def with_rate(self):
        """Each day with `rate`, what a whole day of its date is paid in pence; None before the first rate."""
        in_force = DayRate.objects.filter(from_on__lte=OuterRef("on")).order_by("-from_on")
        return self.annotate(rate=Subquery(in_force.values("pence_per_day")[:1]))

    def held_for(self, person):
        return self.held().filter(person=person)

    def clashing(self, day):
        """Other live days that hold a half of this one."""
        halves = Q(morning=True) if day.morning else Q()
        if day.afternoon:
            halves |= Q(afternoon=True)
        return self.live().filter(halves, person=day.person, on=day.on).exclude(pk=day.pk).order_by("pk")


class ClaimQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Every claim for staff; otherwise of one's own days, sent by oneself, or of the school whose office one holds.

        Its office is its current proven heads and business managers.
        """
        if permissions.is_staff_role(person):
            return self
        return self.filter(_own(person) | Q(school__in=_office_of(person)))

    def of(self, person):
        """The claims of a person's own days, and those that the person submitted."""
        return self.filter(_own(person))

    def to_school_of(self, person):
        """The claims that pay a school whose proven head or business manager the person is, others' only."""
        return self.filter(school__in=_office_of(person)).exclude(_own(person))

    def awaiting_approval(self):
        return self.filter(status="submitted").order_by("submitted_at", "pk")

    def awaiting_approval_by(self, person):
        """Those on which this person may decide: neither of their own days nor sent by them (rule 4)."""
        return self.awaiting_approval().exclude(Q(person=person) | Q(submitted_by=person))

    def awaiting_payment(self):
        """Approved claims that are in no run, and at which nobody has still to look a second time."""
        checks = self.model._meta.get_field("spot_checks").related_model.objects.waiting().filter(claim=OuterRef("pk"))
        return self.filter(~Exists(checks), status="approved").order_by("approved_at", "pk")

    def waiting_at_the_desk(self):
        """Those to approve and those to look at a second time, the longest first."""
        drawn = self.model._meta.get_field("spot_checks").related_model.objects.waiting()
        second = Q(status="approved", pk__in=drawn.values("claim"))
        return self.filter(Q(status="submitted") | second).order_by("submitted_at", "pk")

    def awaiting_second_look_by(self, person):
        """Those at which this person may look (rule 4)."""
        drawn = self.model._meta.get_field("spot_checks").related_model.objects.waiting_for(person)
        return self.filter(status="approved", pk__in=drawn.values("claim")).order_by("approved_at", "pk")

    def found_by(self, typed):
        """Claims whose reference, person or school has these words in it."""
        return self.filter(
            Q(reference__icontains=typed) | Q(person__name__icontains=typed) | Q(school__name__icontains=typed)
        )

    def with_halves(self):
        """Each claim with `halves`, its half-days, and with its person and school; the newest first."""
        counts = ~Q(lines__day__status="void")
        claims = self.annotate(halves=Coalesce(Sum("lines__halves", filter=counts), 0)).select_related(
            "person", "school"
        )
        return claims.order_by("-submitted_at", "-pk")


class PaymentRunQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Every run for SATC finance and SATC leads, none for anybody else."""
        if permissions.is_finance(person) or permissions.is_lead(person):
            return self
        return self.none()

    def with_total(self):
        """Each run with `pence`, what is in it: its payments, or its claims before there are any."""
        paid = self._sum_of("payments")
        return self.annotate(pence=Coalesce(paid, self._sum_of("claims"), 0))

    def _sum_of(self, relation):
        rows = self.model._meta.get_field(relation).related_model.objects.filter(run=OuterRef("pk")).order_by()
        return Subquery(rows.values("run").annotate(pence=Sum("amount_pence")).values("pence"))

    def unfinished(self):
        """Runs in which finance still has something to do, the oldest first."""
        return self.filter(status__in=("open", "authorised", "sent")).order_by("opened_at", "pk")


class PaymentQuerySet(models.QuerySet):
    def of_the_run_before(self, run):
        """What the last run before this one paid, or is to pay: each payment with that run."""
        runs = run._meta.model.objects.filter(status__in=("authorised", "sent", "reconciled"))
        before = runs.filter(opened_at__lt=run.opened_at).order_by("-opened_at", "-pk")
        return self.filter(run=Subquery(before.values("pk")[:1])).select_related("run")

    def visible_to(self, person):
        """Every payment for SATC finance and leads; otherwise paid ones, to a school whose office one holds."""
        if permissions.is_finance(person) or permissions.is_lead(person):
            return self
        return self.filter(status="paid", school__in=_office_of(person))

    def paid_to_school_of(self, person):
        """What has been paid to a school whose proven head or business manager the person is, the newest first."""
        paid = self.filter(status="paid", school__in=_office_of(person))
        return paid.select_related("school").order_by("-paid_at", "-pk")

    def with_summary(self):
        """Each payment with `summary`, the reference of its newest payment summary; None before there is one."""
        return self.annotate(summary=Subquery(_summaries().order_by("-version").values("reference")[:1]))

    def with_summary_sent_to_nobody(self):
        """Payments of which a summary was made and no message carried it."""
        return self.filter(Exists(_summaries().filter(messages__isnull=True)))

    def with_halves(self):
        """Each payment with `halves`, its half-days; by the school's name."""
        return self.annotate(halves=Sum("lines__halves")).order_by("school_name", "pk")


class FundingSourceQuerySet(models.QuerySet):
    def of_pool(self, pool):
        """The source that is a coaching pool; made when its first day is earned."""
        return self.get_or_create(kind="pool", pool=pool)[0]

    def of_quotes(self):
        """The one source of all support that schools buy."""
        return self.get_or_create(kind="quote", pool=None)[0]

    def cpd_fund(self):
        """The fund for events, and for days that no deployment asked for."""
        return self.get_or_create(kind="cpd", pool=None)[0]

    def named(self):
        return self.select_related("pool")


class CorrectionQuerySet(models.QuerySet):
    def with_people(self):
        """Each with its school, whom it is about, who proposed it and who agreed; the newest first."""
        found = self.select_related("school", "person", "proposed_by", "agreed_by", "run", "line__payment__run")
        return found.select_related("source__pool").order_by("-proposed_at", "-pk")

    def visible_to(self, person):
        """Every correction for staff; otherwise those paid to a school whose office one holds."""
        if permissions.is_staff_role(person):
            return self
        return self.filter(status="paid", school__in=_office_of(person))

    def awaiting_agreement(self):
        return self.filter(status="proposed").order_by("proposed_at", "pk")

    def awaiting_agreement_by(self, person):
        """Those to which this person may agree: neither proposed by them nor about their own day."""
        return self.awaiting_agreement().exclude(Q(person=person) | Q(proposed_by=person))

    def awaiting_payment(self):
        """Agreed corrections that are in no run."""
        return self.filter(status="agreed").order_by("agreed_at", "pk")


class ClaimPolicyQuerySet(models.QuerySet):
    def in_force(self):
        """What SATC has set last, or what holds until it sets anything: not saved then."""
        return self.order_by("-set_at", "-pk").first() or self.model()


class SpotCheckQuerySet(models.QuerySet):
    def waiting(self):
        """Drawn, and nobody has looked yet."""
        return self.filter(is_live=True, is_drawn=True, passed_by=None)

    def passed_of(self, claims):
        """The second looks that let these claims be paid."""
        return self.filter(claim__in=claims, is_live=True, passed_by__isnull=False).select_related("claim")

    def waiting_for(self, person):
        """Those at which this person may look (rule 4)."""
        return self.waiting().exclude(Q(beneficiary=person) | Q(claimant=person) | Q(approver=person))

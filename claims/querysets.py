from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from schools import permissions
from schools.models import Role, School


def _office_of(person):
    return School.objects.proven_for(person, Role.HEADTEACHER, Role.BUSINESS_MANAGER)


class FundedDayQuerySet(models.QuerySet):
    def live(self):
        return self.filter(status="live")

    def held(self):
        """Days that wait for the lead's answer, the oldest first."""
        return self.filter(status="held").order_by("created_at", "pk")

    def ready_for(self, person):
        """Live days of this person that no live claim holds."""
        claimed = self.model._meta.get_field("lines").related_model.objects.filter(day=OuterRef("pk"), is_live=True)
        unclaimed = self.live().filter(~Exists(claimed), person=person)
        return unclaimed.select_related("school").order_by("school__name", "school", "on", "pk")

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
        return self.filter(Q(person=person) | Q(submitted_by=person) | Q(school__in=_office_of(person)))

    def of(self, person):
        """The claims of a person's own days, and those that the person submitted."""
        return self.filter(Q(person=person) | Q(submitted_by=person))

    def to_school_of(self, person):
        """The claims that pay a school whose proven head or business manager the person is, others' only."""
        return self.filter(school__in=_office_of(person)).exclude(Q(person=person) | Q(submitted_by=person))

    def awaiting_approval(self):
        return self.filter(status="submitted").order_by("submitted_at", "pk")

    def awaiting_payment(self):
        """Approved claims that are in no run."""
        return self.filter(status="approved").order_by("approved_at", "pk")

    def found_by(self, typed):
        """Claims whose reference, person or school has these words in it."""
        return self.filter(
            Q(reference__icontains=typed) | Q(person__name__icontains=typed) | Q(school__name__icontains=typed)
        )

    def with_halves(self):
        """Each claim with `halves`, its half-days, and with its person and school; the newest first."""
        claims = self.annotate(halves=Sum("lines__halves")).select_related("person", "school")
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
    def visible_to(self, person):
        """Every payment for SATC finance and leads; otherwise paid ones, to a school whose office one holds."""
        if permissions.is_finance(person) or permissions.is_lead(person):
            return self
        return self.filter(status="paid", school__in=_office_of(person))

    def with_halves(self):
        """Each payment with `halves`, its half-days; by the school's name."""
        return self.annotate(halves=Sum("lines__halves")).order_by("school_name", "pk")

from django.db import models
from django.db.models import Q

from schools import permissions
from schools.models import Role, School


def _office_of(person):
    return School.objects.proven_for(person, Role.HEADTEACHER, Role.BUSINESS_MANAGER)


class FundedDayQuerySet(models.QuerySet):
    def live(self):
        return self.filter(status="live")

    def held(self):
        """Days that wait for the lead's answer, the oldest first."""
        return self.filter(status="held").order_by("created_at")

    def ready_for(self, person):
        """Live days of this person that no live claim holds."""
        unclaimed = self.live().filter(person=person).exclude(lines__is_live=True)
        return unclaimed.select_related("school").order_by("on", "pk")


class ClaimQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Every claim for staff; one's own days and what one submitted; a proven head's or business manager's school's."""
        if permissions.is_staff_role(person):
            return self
        return self.filter(Q(person=person) | Q(submitted_by=person) | Q(school__in=_office_of(person)))

    def awaiting_approval(self):
        return self.filter(status="submitted").order_by("submitted_at")

    def awaiting_payment(self):
        """Approved claims that are in no run."""
        return self.filter(status="approved").order_by("approved_at")


class PaymentRunQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Every run for SATC finance and SATC leads, none for anybody else."""
        if permissions.is_finance(person) or permissions.is_lead(person):
            return self
        return self.none()


class PaymentQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Every payment for SATC finance and leads; otherwise paid ones to a school whose proven head or business manager one is."""
        if permissions.is_finance(person) or permissions.is_lead(person):
            return self
        return self.filter(status="paid", school__in=_office_of(person))

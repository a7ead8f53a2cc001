"""Whose turn it is in a request: one answer for the queue's column, its filter and its counts."""

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce

from brokerage.models import ActionPlan, Deployment, PlanSeat, Release, Seat, Visit, VisitReport
from brokerage.querysets import AWAITS_LEAD
from brokerage.workflow import DeploymentStatus, PlanStatus, ReportStatus, RequestStatus
from core.parts import PartOfDay


class Turn(models.TextChoices):
    """For whom a request waits."""

    LEAD = "lead", "A SATC lead"
    SCHOOL = "school", "The school"
    INFLUENCER = "influencer", "The influencer"
    NATIONAL_LEAD = "national_lead", "The national lead"


# The school confirms its request, and answers what it has been sent.
AWAITS_SCHOOL = (RequestStatus.SUBMITTED, RequestStatus.QUOTED)
WITH_DEPLOYMENT = (RequestStatus.MATCHED, RequestStatus.UNDER_WAY)


def with_turn(requests):
    """The requests, each with the `turn` that it waits for; empty once it is over."""
    with_deployment = Q(status__in=WITH_DEPLOYMENT)
    return requests.annotate(
        turn=Case(
            When(status__in=AWAITS_LEAD, then=Value(Turn.LEAD)),
            When(status__in=AWAITS_SCHOOL, then=Value(Turn.SCHOOL)),
            When(with_deployment & Exists(_refused_releases()), then=Value(Turn.LEAD)),
            When(with_deployment & Exists(plans_with_the_head()), then=Value(Turn.SCHOOL)),
            When(with_deployment & (Exists(reports_to_read()) | Exists(_finished())), then=Value(Turn.NATIONAL_LEAD)),
            When(with_deployment, then=Value(Turn.INFLUENCER)),
            default=Value(""),
            output_field=models.CharField(),
        )
    )


def plans_with_the_head():
    """Plans of a request's live deployment that wait for the head's yes."""
    unanswered = PlanSeat.objects.filter(plan=OuterRef("pk"), seat=Seat.HEAD, answer="")
    live = ActionPlan.objects.filter(status=PlanStatus.SHARED, deployment__in=_live())
    return live.filter(Exists(unanswered), deployment__request=OuterRef("pk"))


def reports_to_read():
    """Reports on a request's visits that nobody has decided on."""
    return VisitReport.objects.filter(visit__deployment__request=OuterRef("pk"), status=ReportStatus.SUBMITTED)


def _refused_releases():
    """Influencers whose own head has said no: a lead finds another way."""
    return Release.objects.in_the_way().filter(deployment__request=OuterRef("pk"))


def _live():
    return Deployment.objects.live().values("pk")


def _finished():
    """A request's deployment whose days are all planned, and whose reports are all accepted."""
    halves = Case(When(part=PartOfDay.WHOLE_DAY, then=2), default=1)
    visits = Visit.objects.live().filter(deployment=OuterRef("pk")).order_by()
    planned = visits.values("deployment").annotate(sum=Sum(halves)).values("sum")
    unsettled = Visit.objects.unsettled().filter(deployment=OuterRef("pk"))
    active = Deployment.objects.filter(request=OuterRef("pk"), status=DeploymentStatus.ACTIVE)
    return active.annotate(planned=Coalesce(Subquery(planned), 0)).filter(~Exists(unsettled), planned__gte=F("halves"))

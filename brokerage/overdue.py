"""What is overdue in a request: every rule in one table, in working days."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, CharField, Exists, OuterRef, Q, Subquery, Value, When

from brokerage.models import Deployment, Release, SupportRequest, Visit
from brokerage.turns import plans_with_the_head, reports_to_read
from brokerage.workflow import (
    READY_TO_MATCH,
    SETTLED_REPORTS,
    UNDECIDED,
    DeploymentStatus,
    ReportStatus,
    RequestStatus,
)
from core import clock
from core.models import Change
from core.working_days import before_working_days


@dataclass(frozen=True)
class Rule:
    """Overdue once the `condition`, given the date so many working days ago, holds."""

    key: str
    working_days: int
    words: str
    condition: Callable


def _untouched(*statuses):
    """Nothing has happened to it in one of these states since that date."""
    return lambda date: Q(status__in=statuses, touched_at__date__lte=date)


def _unanswered(date):
    proposed = Deployment.objects.filter(status=DeploymentStatus.PROPOSED, proposed_at__date__lte=date)
    return Exists(proposed.filter(request=OuterRef("pk")))


def _unreleased(date):
    return Exists(Release.objects.asked().filter(deployment__request=OuterRef("pk"), asked_at__date__lte=date))


def _unreported(date):
    past = Visit.objects.live().filter(deployment__request=OuterRef("pk"), on__lte=date)
    sent = Q(report__status__in=(ReportStatus.SUBMITTED, *SETTLED_REPORTS))
    return Exists(past.exclude(sent))


# The first that holds is the one that is said.
RULES = (
    Rule("unread", 5, "nothing done for 5 working days", _untouched(RequestStatus.CONFIRMED)),
    Rule("undecided", 5, "nothing decided for 5 working days", _untouched(*UNDECIDED)),
    Rule("unmatched", 10, "nobody asked for 10 working days", _untouched(*READY_TO_MATCH)),
    Rule("unanswered", 5, "the influencer hasn’t answered for 5 working days", _unanswered),
    Rule("unreleased", 5, "the influencer’s own head hasn’t answered for 5 working days", _unreleased),
    Rule(
        "plan_unanswered",
        5,
        "the head hasn’t answered the plan for 5 working days",
        lambda date: Exists(plans_with_the_head().filter(shared_at__date__lte=date)),
    ),
    Rule(
        "report_unread",
        5,
        "a report hasn’t been read for 5 working days",
        lambda date: Exists(reports_to_read().filter(submitted_at__date__lte=date)),
    ),
    Rule("unreported", 7, "a visit was 7 working days ago, and there is no report", _unreported),
    Rule("unplanned", 15, "no action plan agreed for 15 working days", _untouched(RequestStatus.MATCHED)),
)
WORDS = {rule.key: rule.words for rule in RULES}


def with_overdue(requests):
    """The requests, each with the key of the rule by which it is `overdue`; empty where none is."""
    today = clock.today()
    rules = [
        When(rule.condition(before_working_days(today, rule.working_days)), then=Value(rule.key)) for rule in RULES
    ]
    late = Case(*rules, default=Value(""), output_field=CharField())
    return requests.annotate(touched_at=_last_change()).annotate(overdue=late)


def _last_change():
    """When anything last happened to the request itself."""
    kind = ContentType.objects.get_for_model(SupportRequest)
    changes = Change.objects.filter(subject_type=kind, subject_id=OuterRef("pk")).order_by("-at", "-pk")
    return Subquery(changes.values("at")[:1])

"""What whoever decides on claims would look up, looked up for them: each thing is in order, or to be looked at.

Read for many claims at once, in a number of queries that doesn't grow with them.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q, Subquery, Sum, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from brokerage.models import ReportAcceptance
from claims.models import Budget, ClaimLine, ClaimPolicy, Correction, FundedDay
from claims.models.correction import DECIDED
from claims.models.policy import WINDOW_MONTHS
from core import financial_years
from core.words import days, long_date, months_in_words, pounds
from core.working_days import why_not
from schools.models import CalendarPeriod, Post
from schools.models.calendar import PeriodKind

# Approved, or further: what a budget has given already.
SPENT_ON = ("approved", "in_run", "paid")
CLOSED = (PeriodKind.HOLIDAY, PeriodKind.INSET)
EVIDENCE = (
    "claim__school",
    "claim__person",
    "day__person",
    "day__acceptance__accepted_by",
    "day__acceptance__report__visit__deployment",
    "day__attendance__recorded_by",
    "day__attendance__place__event",
    "day__morning_source__pool",
    "day__afternoon_source__pool",
)


@dataclass(frozen=True)
class Check:
    """One thing that was looked up: in words, whether it is in order, and where the evidence is."""

    words: str
    is_ok: bool = True
    url: str = ""


def checks_of(claims):
    """The checks of each of these claims, by its key."""
    lines = list(_looked_up(ClaimLine.objects.filter(claim__in=[claim.pk for claim in claims], is_live=True)))
    known = _Known(lines)
    found = {claim.pk: [] for claim in claims}
    for line in lines:
        found[line.claim_id] += known.of_line(line)
    for claim in claims:
        found[claim.pk] += known.of_budgets([line for line in lines if line.claim_id == claim.pk])
    return found


def unusual(checks):
    """What of a claim is to be looked at; nothing where there is nothing unusual."""
    return [check for check in checks if not check.is_ok]


def _looked_up(lines):
    """Each line with what stands on it, `window` (months to claim), `twice` (another live day that holds a half of
    it), `has_post` and `had` (half-days of its support that were accepted)."""
    day = {"person": OuterRef("day__person"), "on": OuterRef("day__on")}
    halves = Q(morning=True) & Q(morning=OuterRef("day__morning"))
    halves |= Q(afternoon=True) & Q(afternoon=OuterRef("day__afternoon"))
    others = FundedDay.objects.live().filter(halves, **day).exclude(pk=OuterRef("day")).order_by("pk")
    posts = Post.objects.proven().filter(person=OuterRef("day__person"), school=OuterRef("claim__school"))
    posts = posts.filter(Q(starts_on=None) | Q(starts_on__lte=OuterRef("day__on")))
    posts = posts.filter(Q(ends_on=None) | Q(ends_on__gte=OuterRef("day__on")))
    deployment = "report__visit__deployment"
    accepted = ReportAcceptance.objects.standing().filter(**{deployment: OuterRef(f"day__acceptance__{deployment}")})
    policy = ClaimPolicy.objects.order_by("-set_at", "-pk")
    lines = lines.annotate(
        window=Coalesce(Subquery(policy.values("window_months")[:1]), WINDOW_MONTHS),
        twice=Subquery(others.values("pk")[:1]),
        has_post=Exists(posts),
        had=Coalesce(Subquery(accepted.order_by().values(deployment).annotate(sum=Sum("halves")).values("sum")), 0),
    )
    return lines.select_related(*EVIDENCE).order_by("day__on", "pk")


class _Known:
    """What the checks of some lines look up besides."""

    def __init__(self, lines):
        dates = {line.day.on for line in lines}
        closed = CalendarPeriod.objects.filter(kind__in=CLOSED)
        self.closed = list(closed.between(min(dates), max(dates))) if dates else []
        self.budgets, self.spent = _money()

    def of_line(self, line):
        checks = [_footing(line), _once(line), _post(line), _window(line)]
        return checks + [check for check in (_beyond(line), self._closed(line)) if check]

    def of_budgets(self, lines):
        """What each source has left in the financial year of the days, once these are paid."""
        wanted = defaultdict(int)
        names = {}
        for line in lines:
            for source, halves in line.day.sources:
                names[source.pk] = source
                wanted[source.pk, financial_years.year_of(line.day.on)] += line.pence_per_day * halves // 2
        return [self._budget(names[source], year, pence) for (source, year), pence in sorted(wanted.items())]

    def _budget(self, source, year, pence):
        title = f"{source}, {financial_years.called(year)}"
        budget = self.budgets.get((source.pk, year))
        if budget is None:
            return Check(f"{title}: no budget is set, so there is none to go by")
        left = budget - self.spent[source.pk, year] - pence
        if left < 0:
            return Check(f"{title}: {pounds(-left)} more than the budget would be spent", is_ok=False)
        return Check(f"{title}: {pounds(left)} of the budget would be left")

    def _closed(self, line):
        on, school = line.day.on, line.claim.school
        because = why_not(on) or next((each.of_a_day for each in self.closed if _concerns(each, on, school)), "")
        return Check(f"{long_date(on)} was {because}", False, line.day.get_absolute_url()) if because else None


def _footing(line):
    """What the day stands on: who said so, and when."""
    day, on = line.day, long_date(line.day.on)
    if day.acceptance:
        made, visit = day.acceptance, day.acceptance.report.visit
        words = f"{on}: report accepted by {made.accepted_by} on {long_date(timezone.localdate(made.accepted_at))}"
        return Check(words, made.withdrawn_at is None, reverse("brokerage_desk:report", args=[visit.reference]))
    made = day.attendance
    words = f"{on}: {made.recorded_by} recorded that they came to {made.place.event}"
    url = reverse("influencers_desk:event", args=[made.place.event.reference])
    return Check(words, made.taken_back_at is None, url)


def _once(line):
    on = long_date(line.day.on)
    if line.twice:
        return Check(f"{on}: another day holds the same half", False, reverse("claims_desk:day", args=[line.twice]))
    return Check(f"{on}: no half-day is funded twice")


def _post(line):
    on, school = long_date(line.day.on), line.claim.school
    if line.has_post:
        return Check(f"{on}: a proven post at {school}")
    return Check(f"{on}: no proven post at {school} that day", False, line.day.get_absolute_url())


def _window(line):
    on, sent = line.day.on, timezone.localdate(line.claim.submitted_at)
    months = (sent.year - on.year) * 12 + sent.month - on.month - (sent.day < on.day)
    within = months_in_words(line.window)
    if months < line.window:
        return Check(f"{long_date(on)}: claimed within {within}")
    return Check(f"{long_date(on)}: claimed later than {within} afterwards", False)


def _beyond(line):
    visit = _visit(line)
    if visit is None or visit.deployment is None or line.had <= visit.deployment.halves:
        return None
    words = (
        f"{long_date(line.day.on)}: {days(line.had)} of support accepted, and {days(visit.deployment.halves)} agreed"
    )
    return Check(words, False, visit.deployment.get_absolute_url())


def _visit(line):
    return line.day.acceptance.report.visit if line.day.acceptance else None


def _concerns(period, on, school):
    """Whether it is on that date, for that school: all of England's, its authority's or its own."""
    whose = period.school_id == school.pk if period.school_id else period.la_code in ("", school.la_code)
    return whose and period.starts_on <= on <= period.ends_on


def _money():
    """By source and financial year: the budgets, and the pence that are approved, being paid or paid. One query."""
    columns = ("what", "of", "in_year", "pence")
    lines = ClaimLine.objects.filter(is_live=True, claim__status__in=SPENT_ON)
    spent = [
        _sums(lines.filter(**{f"day__{half}": True}), f"day__{half}_source", "day__on", F("pence_per_day") / 2)
        for half in ("morning", "afternoon")
    ]
    spent.append(_sums(Correction.objects.filter(status__in=DECIDED), "source", "on", F("amount_pence")))
    set_budgets = Budget.objects.annotate(
        what=Value("budget"), of=F("source"), in_year=F("year"), pence=F("amount_pence")
    )
    rows = [each.order_by().values_list(*columns) for each in (*spent, set_budgets)]
    found = {"budget": {}, "spent": defaultdict(int)}
    for what, source, year, pence in rows[0].union(*rows[1:], all=True):
        found[what][source, year] = found[what].get((source, year), 0) + pence
    return found["budget"], found["spent"]


def _sums(rows, source, on, pence):
    """What was spent, by source and financial year."""
    rows = rows.annotate(what=Value("spent"), of=F(source), in_year=financial_years.year_in(on)).order_by()
    return rows.values("what", "of", "in_year").annotate(pence=Sum(pence))

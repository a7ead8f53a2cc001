"""What leads and national leads watch, each as a table: the charts are drawn from it, and so is the file."""

import datetime
import math
import statistics
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from brokerage.models import CoachingPool, Deployment, LoggedContact, PoolEntry, SupportRequest, Visit
from brokerage.querysets import WORKING_DAYS_FOR_THE_FIRST_READER
from brokerage.workflow import OPEN, REQUEST, ReportStatus, RequestStatus
from core import clock
from core.models import Change
from core.words import long_date
from core.working_days import before_working_days
from influencers.models import Influencer, Nomination, Progress
from influencers.workflow import ProgressStatus
from programmes.models import Place
from satc.monitoring import charts
from schools.models import School, SchoolStatus, SupportLevel

LIVE = ("proposed", "accepted", "active")
YOURS = "Yours"
A_YEAR = datetime.timedelta(days=365)


@dataclass(frozen=True)
class Row:
    """One line of a table; the first cell leads to `url`. `is_yours` where the reader is its national lead."""

    cells: tuple
    url: str = ""
    is_yours: bool = False


@dataclass(frozen=True)
class Chart:
    title: str
    kind: str
    shape: object


@dataclass(frozen=True)
class Figures:
    """The rows, the numbers that matter first, and the charts of the same."""

    rows: list
    key: list = field(default_factory=list)
    charts: list = field(default_factory=list)


def _yours_first(rows):
    return sorted(rows, key=lambda row: not row.is_yours)


def _plain_days(halves):
    return f"{halves / 2:g}"


# The coaching pool

PLAIN = {"total": "in all"}


def pool(person):
    """Every pool, month by month: what was left at the end of each, and what had been used."""
    pools = CoachingPool.objects.filter(starts_on__lte=clock.today()).order_by("-ends_on", "pk")
    entries = defaultdict(list)
    for entry in PoolEntry.objects.order_by("at"):
        entries[entry.pool_id].append(entry)
    rows, drawn = [], []
    for one in pools:
        months = list(_months(one, entries[one.pk]))
        rows += [Row((one.name, month, *(_plain_days(number) for number in numbers))) for month, *numbers in months]
        left = [(month.partition(" ")[0][:3], numbers[-1] / 2) for month, *numbers in months]
        title = f"{one.name}: funded coaching days left at the end of each month"
        drawn.append(Chart(title, "line", charts.line(left, most=one.total_halves / 2)))
    current = next((one for one in pools if one.ends_on >= clock.today()), None)
    words = ("total", "reserved", "used", "left") if current else ()
    key = [(f"days {PLAIN.get(word, word)}", _plain_days(getattr(current, f"{word}_halves"))) for word in words]
    return Figures(rows, key, drawn)


def _months(pool, entries):
    """(month, reserved, used, left) at the end of each month of the pool until today, in half-days."""
    month, today = pool.starts_on.replace(day=1), clock.today()
    while month <= min(today, pool.ends_on):
        after = (month + datetime.timedelta(days=32)).replace(day=1)
        so_far = [entry for entry in entries if timezone.localdate(entry.at) < after]
        reserved = sum(entry.reserved_change for entry in so_far)
        used = sum(entry.used_change for entry in so_far)
        yield f"{month:%B %Y}", reserved, used, pool.total_halves - reserved - used
        month = after


# Target schools

STAGES = (
    "Not asked yet",
    "Asked, to be read",
    "Being brokered",
    "Influencer asked",
    "Support under way",
    "Supported",
)
# Where a school stands by the state of a request; a state that isn't here is one of brokering.
STAGE_BY_STATUS = {
    RequestStatus.SUBMITTED: 1,
    RequestStatus.CONFIRMED: 1,
    RequestStatus.MATCHED: 3,
    RequestStatus.UNDER_WAY: 4,
    RequestStatus.COMPLETED: 5,
    RequestStatus.REFERRED: 0,
    RequestStatus.DECLINED: 0,
    RequestStatus.WITHDRAWN: 0,
}


def targets(person):
    """Each target school, by how far it has got."""
    schools = School.objects.filter(is_target=True).exclude(status=SchoolStatus.CLOSED).order_by("name")
    stages, leads = defaultdict(int), defaultdict(dict)
    for urn, status in SupportRequest.objects.filter(school__is_target=True).values_list("school", "status"):
        stages[urn] = max(stages[urn], STAGE_BY_STATUS.get(status, 2))
    led = Deployment.objects.filter(school__is_target=True).exclude(status="turned_down")
    for urn, key, name in led.values_list("school", "national_lead", "national_lead__name"):
        leads[urn][key] = name
    rows = [
        Row(
            (one.name, STAGES[stages[one.pk]], one.get_support_level_display(), ", ".join(leads[one.pk].values())),
            one.get_desk_url(),
            person.pk in leads[one.pk],
        )
        for one in schools
    ]
    number = Counter(row.cells[1] for row in rows)
    drawn = charts.bars([(stage, number[stage]) for stage in STAGES])
    key = [("target schools", len(rows)), ("supported, or under way", number[STAGES[4]] + number[STAGES[5]])]
    return Figures(_yours_first(rows), key, [Chart("Target schools by stage", "bars", drawn)])


# From a request to a match

SPANS = ((7, "Within a week"), (14, "Within two weeks"), (28, "Within four weeks"), (math.inf, "Longer"))


def speed(person):
    """How long each request of the last year waited until an influencer was asked, or has been waiting."""
    matches = Change.objects.filter(flow=REQUEST.name, action="match").order_by("-at")
    matched_at = dict(matches.values_list("subject_id", "at"))
    recent = Q(confirmed_at__gte=clock.now() - A_YEAR) & (Q(pk__in=matched_at) | Q(status__in=OPEN))
    requests = SupportRequest.objects.filter(recent).select_related("school").order_by("-confirmed_at", "-pk")
    mine = set(Deployment.objects.filter(national_lead=person).values_list("request", flat=True))
    rows, waited, waiting = [], [], []
    for request in requests:
        end = matched_at.get(request.pk)
        number = ((end or clock.now()) - request.confirmed_at).days
        (waited if end else waiting).append(number)
        rows.append(
            Row(
                (
                    request.reference,
                    str(request.school),
                    long_date(request.confirmed_at),
                    long_date(end) if end else "Still waiting",
                    str(number),
                ),
                reverse("brokerage_desk:request", args=[request.reference]),
                request.pk in mine,
            )
        )
    key = [
        ("days, the median to a match", f"{statistics.median(waited):g}" if waited else "–"),
        ("days, the longest to a match", max(waited, default="–")),
        ("days, the longest still waiting", max(waiting, default="–")),
    ]
    shape = charts.bars([*_spans(waited), ("Still waiting", len(waiting))])
    return Figures(_yours_first(rows), key, [Chart("Requests by the time until somebody was asked", "bars", shape)])


def _spans(numbers):
    """How many of the numbers of days fall in each span."""
    last, counted = -1, []
    for most, words in SPANS:
        counted.append((words, sum(last < number <= most for number in numbers)))
        last = most
    return counted


# Reports

UNWRITTEN_AFTER = 7  # working days; the overdue list of a request says the same


def reports(person):
    """Visits whose report is overdue, and reports that nobody has read in time."""
    today = clock.today()
    past = Visit.objects.live().filter(on__lte=before_working_days(today, UNWRITTEN_AFTER))
    unwritten = past.exclude(report__status__in=(ReportStatus.SUBMITTED, ReportStatus.ACCEPTED))
    since = before_working_days(today, WORKING_DAYS_FOR_THE_FIRST_READER)
    unread = Visit.objects.filter(report__status=ReportStatus.SUBMITTED, report__submitted_at__date__lte=since)
    found = [
        *((visit, "To be written", visit.person) for visit in _of_visits(unwritten)),
        *((visit, "To be read", visit.national_lead) for visit in _of_visits(unread)),
    ]
    rows = [
        Row(
            (str(visit.school), long_date(visit.on), what, str(by), str((today - visit.on).days)),
            reverse("brokerage_desk:report", args=[visit.reference])
            if what == "To be read"
            else visit.get_absolute_url(),
            visit.national_lead_id == person.pk,
        )
        for visit, what, by in found
    ]
    number = Counter(row.cells[2] for row in rows)
    pairs = [(word, number[word]) for word in ("To be written", "To be read")]
    return Figures(_yours_first(rows), [], [Chart("Overdue reports", "bars", charts.bars(pairs))])


def _of_visits(visits):
    return visits.select_related("school", "person", "national_lead").order_by("on", "pk")


# Load

MOST_BARS = 15


def load(person):
    """What each influencer has in hand: support, visits and events to come."""
    influencers = list(Influencer.objects.in_role().select_related("person").order_by("person__name", "pk"))
    halves, supports, led = Counter(), Counter(), set()
    live = Deployment.objects.filter(status__in=LIVE)
    for key, number, national_lead in live.values_list("person", "halves", "national_lead"):
        halves[key] += number
        supports[key] += 1
        if national_lead == person.pk:
            led.add(key)
    visits = _counted(Visit.objects.still_to_come())
    places = _counted(Place.objects.to_come().filter(status="booked"))
    rows = [
        Row(
            (
                str(one),
                str(supports[one.person_id]),
                _plain_days(halves[one.person_id]),
                str(visits.get(one.person_id, 0)),
                str(places.get(one.person_id, 0)),
            ),
            one.get_desk_url(),
            one.person_id in led,
        )
        for one in influencers
    ]
    busiest = sorted(((str(one), halves[one.person_id]) for one in influencers), key=lambda pair: -pair[1])[:MOST_BARS]
    shape = charts.bars([pair for pair in busiest if pair[1]], words=_plain_days)
    free = sum(not supports[one.person_id] for one in influencers)
    key = [("influencers", len(influencers)), ("with no support in hand", free)]
    return Figures(_yours_first(rows), key, [Chart("Days of support in hand", "bars", shape)])


def _counted(rows):
    return dict(rows.order_by().values("person").annotate(number=Count("pk")).values_list("person", "number"))


# The city

GAP, SUPPORTED, SILENT, KNOWN = "gap", "supported", "silent", "known"
WORDS = {
    GAP: "Need, and no support yet",
    SUPPORTED: "Support in hand, or given",
    SILENT: "Never heard from",
    KNOWN: "Heard from",
}
# In the register's words; blank where it says nothing.
NOT_PRIMARY = ("Secondary", "16 plus", "Middle deemed secondary")


@dataclass(frozen=True)
class Spot:
    """A school on the map: which of the four, and whether an influencer works there."""

    school: School
    state: str
    has_expertise: bool


def coverage(person):
    """Each open primary school of the city: its need, its expertise, and whether it has ever been heard from."""
    experts = _experts()
    with_expertise = [school for school, _ in experts.values()]
    spots, rows = [], []
    for school in _schools_of_the_city(person):
        influencers = experts.get(school.pk, (school, []))[1]
        state = _state(school, bool(influencers))
        spots.append(Spot(school, state, bool(influencers)))
        rows.append(
            Row(
                (
                    school.name,
                    WORDS[state],
                    school.get_support_level_display() + (", target" if school.is_target else ""),
                    "; ".join(influencers),
                    _miles(school, with_expertise),
                ),
                school.get_desk_url(),
                school.is_yours,
            )
        )
    number = Counter(spot.state for spot in spots)
    key = [(WORDS[state].lower(), number[state]) for state in (GAP, SUPPORTED, SILENT)]
    key.append(("schools with an influencer", sum(spot.has_expertise for spot in spots)))
    places = charts.city_map(spots, place_of=lambda spot: (spot.school.easting, spot.school.northing))
    return Figures(_yours_first(rows), key, [Chart("The city, north at the top", "map", places)])


def _schools_of_the_city(person):
    requests = SupportRequest.objects.filter(school=OuterRef("pk")).exclude(status=RequestStatus.SUBMITTED)
    live = Deployment.objects.filter(school=OuterRef("pk"), status__in=LIVE)
    heard = Exists(requests) | Exists(Nomination.objects.filter(school=OuterRef("pk")).exclude(status="submitted"))
    heard |= Exists(LoggedContact.objects.filter(school=OuterRef("pk")))
    schools = School.objects.filter(la_code=settings.SATC_LA_CODE, status__in=(SchoolStatus.OPEN, SchoolStatus.CLOSING))
    return schools.exclude(phase__in=NOT_PRIMARY).annotate(
        is_heard=heard,
        has_asked=Exists(requests.filter(status__in=OPEN)),
        is_supported=Exists(live),
        was_supported=Exists(Deployment.objects.filter(school=OuterRef("pk"), status="completed")),
        is_yours=Exists(live.filter(national_lead=person)),
    )


def _experts():
    """By school: the school, and the influencers who work there today with what they know."""
    found = {}
    for influencer in Influencer.objects.in_role().for_lists():
        if school := influencer.school:
            terms = ", ".join(term.name for term in influencer.expertise.all())
            found.setdefault(school.pk, (school, []))[1].append(f"{influencer} ({terms})" if terms else str(influencer))
    return found


def _state(school, has_expertise):
    if school.is_supported or (school.was_supported and not school.has_asked):
        return SUPPORTED
    if school.has_asked or school.support_level != SupportLevel.UNIVERSAL:
        return GAP
    return KNOWN if school.is_heard or has_expertise else SILENT


def _miles(school, others):
    """To the nearest school of these, in words; a dash where the register gives no place."""
    far = [miles for one in others if (miles := school.miles_to(one)) is not None]
    return f"{min(far):.1f}" if far else "–"


# Champions

CHAMPIONS = ("assessment-champion", "tdts-champion")
EXPECTED = ("No school yet", "One school, another when possible", "Two schools or more")


def champions(person):
    """Each trained champion, and the schools they coach: at least one for 2.5 days, two when possible."""
    achieved = Progress.objects.filter(opportunity__slug__in=CHAMPIONS, status=ProgressStatus.ACHIEVED)
    achieved = achieved.exclude(influencer__status="stepped_down").select_related("opportunity", "influencer__person")
    trained = {}
    for step in achieved.order_by("influencer__person__name", "opportunity__position"):
        trained.setdefault(step.influencer, []).append(step.opportunity.name)
    coached, halves, led = defaultdict(dict), Counter(), set()
    coaching = Deployment.objects.filter(kind__in=("champion", "led"), status__in=(*LIVE, "completed"))
    for deployment in coaching.select_related("school"):
        coached[deployment.person_id][deployment.school_id] = deployment.school.name
        halves[deployment.person_id] += deployment.halves
        if deployment.national_lead_id == person.pk:
            led.add(deployment.person_id)
    rows = [
        Row(
            (
                str(one),
                ", ".join(training),
                EXPECTED[min(len(coached[one.person_id]), 2)],
                "; ".join(coached[one.person_id].values()),
                _plain_days(halves[one.person_id]),
            ),
            one.get_desk_url(),
            one.person_id in led,
        )
        for one, training in trained.items()
    ]
    rows.sort(key=lambda row: EXPECTED.index(row.cells[2]))
    number = Counter(row.cells[2] for row in rows)
    shape = charts.bars([(words, number[words]) for words in EXPECTED])
    key = [("champions", len(rows)), ("with no school yet", number[EXPECTED[0]])]
    return Figures(_yours_first(rows), key, [Chart("Champions by the schools they coach", "bars", shape)])

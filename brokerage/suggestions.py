"""What is known of each influencer that matters to one request, in a fixed number of queries, put in order."""

import datetime
import re

from django.db.models import Case, Count, Exists, F, OuterRef, Prefetch, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce

from brokerage import matching
from brokerage.models import Deployment, Visit
from brokerage.terms import term_of
from brokerage.workflow import DeploymentStatus
from core import clock
from core.parts import PartOfDay
from core.words import long_date
from influencers.models import Expertise, Influencer, Progress
from influencers.workflow import InfluencerStatus, ProgressStatus
from programmes.models import Place
from schools.models import Post

A_YEAR = datetime.timedelta(days=365)
CHAMPIONS = "champion"  # how the slug of an opportunity ends that trains champions
# How a weekday is ruled out in the clause that names it: "not on Fridays", "any day but Monday".
RULED_OUT = re.compile(r"\b(?:not|never|no|except|but|avoid|without|can[’']?t)\b", re.IGNORECASE)
HALVES_OF_PART = Case(When(part=PartOfDay.WHOLE_DAY, then=2), When(part=PartOfDay.TWILIGHT, then=0), default=1)
HALVES_OF_EVENT = Case(
    When(event__part=PartOfDay.WHOLE_DAY, then=2), When(event__part=PartOfDay.TWILIGHT, then=0), default=1
)


def order_for(request, *, kind, halves):
    """Every influencer who hasn't stepped down, in the order in which a lead might ask them, or apart."""
    areas = list(request.areas.all())
    need = matching.Need(
        school=request.school_id,
        kind=kind,
        halves=halves,
        areas=frozenset(str(area) for area in areas),
        stages=frozenset(stage.label for stage in request.stages),
        weekdays=weekdays_in(request.when_suits),
    )
    return matching.order(need, [_candidate(one, request) for one in _weighed(request, areas)])


def weekdays_in(text):
    """The weekdays that a school's own words say would suit it; empty when they name none."""
    named = set()
    for clause in re.split(r"[,.;\n]", text):
        ruled_out = RULED_OUT.search(clause)
        named |= {day for day in matching.WEEK if day.lower() in clause[: ruled_out and ruled_out.start()].lower()}
    return frozenset(named)


def _weighed(request, areas):
    posts = Post.objects.on(clock.today()).select_related("school")
    posts = posts.order_by(F("starts_on").desc(nulls_last=True), "-pk")
    asked_for = Expertise.objects.filter(pk__in=[area.pk for area in areas])
    theirs = Deployment.objects.filter(person=OuterRef("person"))
    in_vain = theirs.filter(status__in=(DeploymentStatus.TURNED_DOWN, DeploymentStatus.UNANSWERED))
    return (
        Influencer.objects.in_role()
        .filter(person__is_active=True)
        .select_related("person")
        .defer("biography", "biography_before", "offer", "search_text")
        .prefetch_related(
            Prefetch("expertise", queryset=asked_for, to_attr="areas_asked_for"),
            Prefetch("person__posts", queryset=posts, to_attr="all_posts_today"),
        )
        .annotate(
            load=_visits_this_term() + _days_to_plan() + _places_this_term(),
            trained_as=Coalesce(_championship(), Value("")),
            has_worked_there=Exists(
                theirs.filter(school=request.school_id, status__in=("active", "completed", "ended_early"))
            ),
            said_no_here=Exists(theirs.filter(request=request, status=DeploymentStatus.TURNED_DOWN)),
            is_asked_now=Exists(theirs.live().filter(request=request)),
            refusals=_number(in_vain.filter(proposed_at__gte=clock.now() - A_YEAR)),
        )
        .order_by("pk")
    )


def _sum(rows, halves):
    """The half-days of one person's rows, nought when there is none."""
    return Coalesce(Subquery(rows.order_by().values("person").annotate(sum=Sum(halves)).values("sum")), 0)


def _number(rows):
    return Coalesce(Subquery(rows.order_by().values("person").annotate(number=Count("pk")).values("number")), 0)


def _visits_this_term():
    this_term = Visit.objects.live().filter(person=OuterRef("person"), on__range=term_of(clock.today()))
    return _sum(this_term, HALVES_OF_PART)


def _days_to_plan():
    """What their live deployments have still to plan."""
    agreed = _sum(Deployment.objects.live().filter(person=OuterRef("person")), F("halves"))
    live = Deployment.objects.live().values("pk")
    planned = _sum(Visit.objects.live().filter(person=OuterRef("person"), deployment__in=live), HALVES_OF_PART)
    return agreed - planned


def _places_this_term():
    held = Place.objects.live().filter(person=OuterRef("person"), event__called_off_at__isnull=True)
    return _sum(held.filter(event__on__range=term_of(clock.today())), HALVES_OF_EVENT)


def _championship():
    achieved = Progress.objects.filter(
        influencer=OuterRef("pk"), status=ProgressStatus.ACHIEVED, opportunity__slug__endswith=CHAMPIONS
    )
    return Subquery(achieved.order_by("opportunity__position").values("opportunity__name")[:1])


def _candidate(influencer, request):
    posts = influencer.person.all_posts_today
    workplace = next((post.school for post in posts if post.is_proven), None)
    return matching.Candidate(
        key=influencer.pk,
        name=influencer.person.name,
        schools=frozenset(post.school_id for post in posts),
        workplace=workplace.name if workplace else "",
        areas=frozenset(str(area) for area in influencer.areas_asked_for),
        stages=frozenset(stage.label for stage in influencer.stages),
        trained_as=influencer.trained_as,
        miles=workplace.miles_to(request.school) if workplace else None,
        load=influencer.load,
        possible=influencer.halves_a_term,
        weekdays=frozenset(day.label for day in influencer.weekdays),
        is_asked_for=influencer.pk == request.interest_in_id,
        has_worked_there=influencer.has_worked_there,
        said_no_here=influencer.said_no_here,
        refusals=influencer.refusals,
        unavailable=_unavailable(influencer),
    )


def _unavailable(influencer):
    if influencer.is_asked_now:
        return "has this support now"
    if influencer.status == InfluencerStatus.PAUSED:
        return f"paused until {long_date(influencer.returns_on)}"
    if influencer.status != InfluencerStatus.PUBLISHED or influencer.consented_at is None:
        return "not in the directory now"
    return ""

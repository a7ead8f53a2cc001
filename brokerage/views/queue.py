"""The queue of requests, in order of need, under /admin/support/."""

from django.core.paginator import Paginator
from django.db.models import Count, Prefetch, Q
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from brokerage import overdue, permissions, priority, turns
from brokerage.filters import RequestFilter
from brokerage.models import CoachingPool, Deployment, SupportRequest
from brokerage.turns import Turn
from brokerage.waiting import LEADS_ACT
from schools.desk import desk_page

A_PAGE = 25


@desk_page
@require_safe
@never_cache
def support_requests(request):
    """What waits for a SATC lead in order of need, or whatever is asked for; what is overdue; and the pools."""
    visible = SupportRequest.objects.visible_to(request.user)
    requests = overdue.with_overdue(turns.with_turn(visible)).select_related("school")
    asked_for = request.GET if set(request.GET) & set(RequestFilter.base_filters) else {"turn": Turn.LEAD}
    chosen = RequestFilter(asked_for, queryset=requests, request=request)
    live = Prefetch("deployments", Deployment.objects.live().select_related("person", "national_lead"), "live")
    page = Paginator(priority.in_order(chosen.qs).prefetch_related(live), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "filter": chosen,
        "page_obj": page,
        "rows": [_row(one) for one in page],
        "counts": _counts(requests),
        "pools": CoachingPool.objects.current(),
        "can_broker": permissions.can_broker(request.user),
    }
    return render(request, "brokerage/desk_requests.html", context)


def _counts(requests):
    """How many wait for whom, and how many are overdue: (words, number, what shows them)."""
    numbers = requests.order_by().aggregate(
        **{turn.value: Count("pk", filter=Q(turn=turn)) for turn in Turn},
        late=Count("pk", filter=~Q(overdue="")),
    )
    waits = [
        (f"for {turn.label[:1].lower()}{turn.label[1:]}", numbers[turn.value], f"turn={turn.value}") for turn in Turn
    ]
    return [*waits, ("overdue", numbers["late"], "late=yes")]


def _row(request):
    """A request with what its line says."""
    return {
        "request": request,
        "reason": priority.reason(request) if request.turn else "",
        "overdue": overdue.WORDS.get(request.overdue, ""),
        "act": LEADS_ACT.get(request.status, "") or _another_way(request),
        "waits_for": _who(request),
    }


def _another_way(request):
    """With somebody at work a request waits for a lead only when the influencer is not released."""
    return (
        "find another way, since the influencer is not released" if request.live and request.turn == Turn.LEAD else ""
    )


def _who(request):
    """Whose turn it is, by name where there is one."""
    live = request.live[0] if request.live else None
    names = {
        Turn.SCHOOL: request.requester_name if request.confirmed_at is None else request.head_name,
        Turn.INFLUENCER: live and live.person,
        Turn.NATIONAL_LEAD: live and live.national_lead,
    }
    return names.get(request.turn) or ""

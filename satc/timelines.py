"""One timeline for each school, put together from what every app tells of it. For whoever runs the programme."""

from itertools import chain

from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

import brokerage.timeline
import correspondence.timeline
from core import timelines
from schools.desk import desk_page
from schools.models import School

A_PAGE = 30
FURTHEST = 500


@desk_page
@require_safe
@never_cache
def timeline(request, urn):
    """Letters, messages, calls and meetings, visits and decisions, newest first; `?kind=` shows one of these."""
    school = get_object_or_404(School, pk=urn)
    apps = (correspondence.timeline, brokerage.timeline)
    strands = [*chain.from_iterable(app.about(school) for app in apps), timelines.decisions(school)]
    kind = request.GET.get("kind", "")
    shown = [strand for strand in strands if strand.kind == kind] or strands
    number = _page_number(request.GET.get("page", ""))
    events, has_older = timelines.page_of(shown, number, size=A_PAGE)
    context = {
        "school": school,
        "strands": strands,
        "kind": shown[0].kind if len(shown) == 1 else "",
        "events": events,
        "newer": number - 1,
        "older": number + 1 if has_older else 0,
    }
    return render(request, "satc/timeline.html", context)


def _page_number(typed):
    """A page of the timeline; the first where what was typed is none."""
    is_number = typed.isascii() and typed.isdigit() and len(typed) < 5
    return min(max(int(typed), 1), FURTHEST) if is_number else 1

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core import clock
from programmes.models import DayRate, Event, Opportunity

EVENTS_A_PAGE = 20


@require_safe
def opportunities(request):
    """What an influencer may take up."""
    return render(request, "programmes/opportunities.html", {"opportunities": Opportunity.objects.all()})


@require_safe
def events(request):
    """The gatherings to come, the next one first."""
    page = Paginator(Event.objects.upcoming().with_taken(), EVENTS_A_PAGE).get_page(request.GET.get("page"))
    context = {"page_obj": page, "rate": DayRate.objects.on(clock.today())}
    return render(request, "programmes/events.html", context)

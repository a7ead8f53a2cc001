from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from core import clock
from core.views import attempt
from programmes import permissions, services
from programmes.models import Event, Place
from schools.desk import desk_page

EVENTS_A_PAGE = 20


@desk_page
@require_safe
@never_cache
def events(request):
    """Every event, those to come first, and those of which nobody has said who came."""
    past = Paginator(Event.objects.past().with_taken(), EVENTS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "upcoming": Event.objects.upcoming().with_taken(),
        "page_obj": past,
        "to_record": set(Event.objects.to_record().values_list("pk", flat=True)),
        "can_add": request.user.is_lead,
    }
    return render(request, "programmes/desk/events.html", context)


@desk_page
@require_safe
@never_cache
def event(request, reference):
    """Who is booked at an event, and from its day on, who came."""
    event = get_object_or_404(Event, reference=reference)
    places = event.places.select_related("person").order_by("person__name", "pk")
    rows = [{"place": place, "can_cancel": permissions.can_cancel(request.user, place)} for place in places]
    context = {
        "event": event,
        "rows": rows,
        "taken": sum(place.status in ("booked", "attended") for place in places),
        "has_begun": event.on <= clock.today(),
        "is_over": event.on < clock.today(),
        "can_change": request.user.is_lead,
    }
    return render(request, "programmes/desk/event.html", context)


def _act(request, pk, service, done):
    place = get_object_or_404(Place.objects.select_related("event", "person"), pk=pk)
    attempt(request, lambda: service(place, by=request.user), done=done.format(name=place.person))
    return redirect("influencers_desk:event", place.event.reference)


@desk_page
@require_POST
def attended(request, pk):
    return _act(request, pk, services.record_attendance, "{name} came.")


@desk_page
@require_POST
def absent(request, pk):
    return _act(request, pk, services.record_absence, "{name} didn't come.")


@desk_page
@require_POST
def cancel(request, pk):
    return _act(request, pk, services.cancel_place, "{name}'s place is cancelled, and they have been told.")

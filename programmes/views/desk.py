from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import clock
from core.exceptions import NotAllowed, Refused
from core.submissions import once
from core.views import attempt
from programmes import permissions, services
from programmes.forms import EventForm
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
        "can_add": permissions.can_add(request.user),
    }
    return render(request, "programmes/desk/events.html", context)


@desk_page(open_to=permissions.can_add)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def new_event(request):
    """Add an event."""
    form = EventForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and (reference := _add(request, form)):
        messages.success(request, "The event is added. Influencers can choose it from now on.")
        return redirect("influencers_desk:event", reference)
    return render(request, "programmes/desk/new_event.html", {"form": form})


def _add(request, form):
    """The reference of the event that the form makes, once; None when it is refused."""

    def add():
        return services.add_event(by=request.user, **form.details()).reference

    try:
        return once(form.cleaned_data["form_key"], purpose="event", act=add)
    except NotAllowed:
        raise
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None


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

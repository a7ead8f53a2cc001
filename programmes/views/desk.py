from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import clock
from core.permissions import require
from core.views import attempt, once_by_form
from programmes import permissions, services
from programmes.forms import CallOffForm, EventForm, PlaceForm
from programmes.models import Event, Place
from programmes.workflow import PlaceStatus
from schools.desk import desk_page

EVENTS_A_PAGE = 20
# In the order in which they matter on the day.
ORDER = [
    PlaceStatus.BOOKED, PlaceStatus.ATTENDED, PlaceStatus.ABSENT, PlaceStatus.OFFERED, PlaceStatus.WAITING,
    PlaceStatus.CANCELLED,
]  # fmt: skip


@desk_page
@require_safe
@never_cache
def events(request):
    """Every event, those to come first, and those of which nobody has said who came."""
    past = Paginator(Event.objects.past(), EVENTS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "upcoming": Event.objects.upcoming(),
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
    if form.is_valid() and (reference := _once(form, "event", lambda: services.add_event(**_said(request, form)))):
        messages.success(request, "The event is added. Whoever it is for can book it from now on.")
        return redirect("influencers_desk:event", reference)
    return render(request, "programmes/desk/new_event.html", {"form": form})


@desk_page(open_to=permissions.can_add)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def change_event(request, reference):
    """Change an event, or call it off. Those who hold a place hear of a new time or place."""
    event = get_object_or_404(Event.objects.select_related("tutor", "venue_school"), reference=reference)
    form = EventForm(request.POST if request.method == "POST" else None, initial=EventForm.initial_of(event))
    if form.is_valid() and _once(form, "event_change", lambda: services.change_event(event, **_said(request, form))):
        messages.success(request, "The event is changed.")
        return redirect(event.get_desk_url())
    return render(request, "programmes/desk/change_event.html", {"form": form, "event": event})


@desk_page(open_to=permissions.can_add)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def call_off(request, reference):
    """Call an event off."""
    event = get_object_or_404(Event.objects.with_venue(), reference=reference)
    form = CallOffForm(request.POST if request.method == "POST" else None)

    def act():
        return services.call_off(event, reason=form.cleaned_data["reason"], by=request.user)

    if form.is_valid() and _once(form, "event_call_off", act):
        messages.success(request, "The event is called off, and everybody who held a place has been told.")
        return redirect(event.get_desk_url())
    return render(request, "programmes/desk/call_off.html", {"form": form, "event": event})


def _said(request, form):
    return form.details() | {"by": request.user}


def _once(form, purpose, act):
    """The reference of what the form makes or changes, once; None when it is refused."""
    return once_by_form(form, purpose=purpose, act=lambda: act().reference)


@desk_page
@require_safe
@never_cache
def event(request, reference):
    """Who is booked at an event, and from its day on, who came."""
    found = get_object_or_404(Event.objects.with_venue().select_related("tutor"), reference=reference)
    return _page(request, found)


def _page(request, found, **forms):
    leads = permissions.can_book_for_others(request.user)
    is_open = not found.is_over and not found.is_called_off
    context = {
        "event": found,
        "rows": _rows(request.user, found),
        "has_begun": found.on <= clock.today(),
        "is_open": is_open,
        "can_change": leads and is_open,
        "form": PlaceForm() if leads and is_open else None,
        **forms,
    }
    return render(request, "programmes/desk/event.html", context)


def _rows(person, event):
    places = sorted(event.places.select_related("person"), key=_rank)
    return [{"place": place, "can_cancel": permissions.can_cancel(person, place)} for place in places]


def _rank(place):
    """Booked by name, then those who wait, by who asked first."""
    waits = place.asked_at.timestamp() if place.status == PlaceStatus.WAITING else 0
    return ORDER.index(place.status), waits, place.person.name.lower(), place.pk


@desk_page
@require_safe
@never_cache
def sheet(request, reference):
    """The sign-in sheet: to print and sign, or to tick on a telephone."""
    found = get_object_or_404(Event.objects.with_venue(), reference=reference)
    places = found.places.filter(status__in=("booked", "attended", "absent")).select_related("person")
    context = {
        "event": found,
        "places": places.order_by("person__name", "pk"),
        "has_begun": found.on <= clock.today(),
        "came": sum(place.status == PlaceStatus.ATTENDED for place in places),
    }
    return render(request, "programmes/desk/sheet.html", context)


@desk_page
@require_POST
@never_cache
def give_place(request, reference):
    """Offer or book a place for somebody we know."""
    found = get_object_or_404(Event.objects.with_venue().select_related("tutor"), reference=reference)
    require(permissions.can_book_for_others(request.user), "Only a SATC lead books and offers places.")
    form = PlaceForm(request.POST)
    if form.is_valid() and _once(form, "place", lambda: _give(request, found, form)):
        messages.success(request, f"{form.cleaned_data['email']} is on the list.")
        return redirect(found.get_desk_url())
    return _page(request, found, form=form)


def _give(request, event, form):
    service = services.book if form.cleaned_data["how"] == "book" else services.offer_place
    return service(event, form.cleaned_data["email"], by=request.user).event


def _act(request, pk, service, done):
    place = get_object_or_404(Place.objects.select_related("event", "person"), pk=pk)
    attempt(request, lambda: service(place, by=request.user), done=done.format(name=place.person))
    page = "influencers_desk:event_sheet" if request.POST.get("back") == "sheet" else "influencers_desk:event"
    return redirect(page, place.event.reference)


@desk_page
@require_POST
def attended(request, pk):
    return _act(request, pk, services.record_attendance, "{name} came.")


@desk_page
@require_POST
def absent(request, pk):
    return _act(request, pk, services.record_absence, "{name} didn’t come.")


@desk_page
@require_POST
def take_back(request, pk):
    """Undo "Came" or "Didn't come"."""
    return _act(request, pk, services.take_back_record, "Undone. {name} is booked again: say whether they came.")


@desk_page
@require_POST
def cancel(request, pk):
    return _act(request, pk, services.cancel_place, "{name}’s place is cancelled, and they have been told.")

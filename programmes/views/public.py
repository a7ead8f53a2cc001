from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from core import clock
from core.exceptions import NotAllowed, Refused
from core.views import attempt
from programmes import audiences, calendars, diaries, permissions, services
from programmes.models import CalendarFeed, DayRate, Event, Opportunity, Place
from programmes.services.calendars import feed_of
from programmes.workflow import PlaceStatus

EVENTS_A_PAGE = 20
SAID = {
    PlaceStatus.BOOKED: "Your place is booked. We have sent you a message with the details.",
    PlaceStatus.WAITING: "It is full, so you are on the waiting list. We tell you as soon as a place comes free.",
}


@require_safe
def opportunities(request):
    """What an influencer may take up."""
    groups = audiences.groups_of(request.user) if request.user.is_authenticated else set()
    context = {"opportunities": Opportunity.objects.all(), "is_influencer": audiences.Group.INFLUENCERS in groups}
    return render(request, "programmes/opportunities.html", context)


@require_safe
def events(request):
    """The gatherings to come, the next one first."""
    page = Paginator(Event.objects.upcoming(), EVENTS_A_PAGE).get_page(request.GET.get("page"))
    context = {"page_obj": page, "rate": DayRate.objects.on(clock.today())}
    return render(request, "programmes/events.html", context)


@require_safe
@never_cache
def event(request, reference):
    """One event, for anybody; whoever is signed in sees their place and what they can do about it."""
    found = get_object_or_404(Event.objects.with_venue(), reference=reference)
    return _page(request, found)


def _page(request, found, clash=""):
    context = {
        "event": found,
        "clash": clash,
        "rate": DayRate.objects.on(found.on),
        "others": Event.objects.standing().filter(series=found.series).exclude(pk=found.pk).with_venue()
        if found.series
        else [],
    }
    if request.user.is_authenticated:
        context |= _for_person(request.user, found)
    return render(request, "programmes/event.html", context)


def _for_person(person, found):
    place = Place.objects.standing().filter(event=found, person=person).first()
    is_open = not found.is_over and not found.is_called_off
    may_book = permissions.can_book(found, audiences.groups_of(person))
    came = place is not None and place.status == PlaceStatus.ATTENDED
    return {
        "place": place,
        "books": is_open and place is None and may_book,
        "is_for_others": is_open and place is None and not may_book,
        "answers": is_open and place is not None and place.status == PlaceStatus.OFFERED,
        "gives_up": is_open and place is not None and place.status in (PlaceStatus.BOOKED, PlaceStatus.WAITING),
        "other_places": Place.objects.in_the_way_of(found, person) if is_open else [],
        "sees_tasks": permissions.can_set_tasks(person, found) or (came and found.gap_tasks.exists()),
    }


@login_required
@require_POST
@never_cache
def book(request, reference):
    """Ask for a place, or take up an offer. With another place at that time, once more, knowing of it."""
    found = get_object_or_404(Event.objects.with_venue(), reference=reference)
    try:
        place = services.ask_for_place(found, by=request.user, knows_of_clash=bool(request.POST.get("anyway")))
    except NotAllowed:
        raise
    except services.ClashRefused as clash:
        return _page(request, found, clash=str(clash))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, SAID.get(place.status, "You have been there already."))
    return redirect(found)


@login_required
@require_POST
def cancel(request, reference):
    """Give up one's own place, offer or wait."""
    found = get_object_or_404(Event, reference=reference)
    place = get_object_or_404(Place.objects.standing(), event=found, person=request.user)
    attempt(
        request,
        lambda: services.cancel_place(place, by=request.user),
        done="You have given it up. Thank you for saying so.",
    )
    return redirect(found)


@require_safe
def event_calendar(request, reference):
    """One event for a calendar program."""
    found = get_object_or_404(Event.objects.with_venue(), reference=reference)
    return _calendar(calendars.of_event(found), f"{found.reference}.ics")


@require_safe
@never_cache
def feed(request, token):
    """Somebody's places and visits for their calendar program, by the private address that they made."""
    found = feed_of(token)
    if found is None:
        raise Http404
    places = Place.objects.of(found.person).exclude(status__in=(PlaceStatus.CANCELLED, PlaceStatus.ABSENT))
    content = calendars.of_diary(places, diaries.engagements_of(found.person), name="Science Across The City")
    return _calendar(content, "science-across-the-city.ics")


def _calendar(content, name):
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Referrer-Policy": "no-referrer"}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)


@login_required
@require_safe
@never_cache
def calendar(request):
    """The private calendar address: whether there is one, a new one, none."""
    return render(request, "programmes/calendar.html", {"feed": _working_feed(request.user)})


@login_required
@require_POST
@never_cache
def make_calendar(request):
    """Make a new address and show it, this once; an older one stops working."""
    token = services.make_feed(request.user)
    address = request.build_absolute_uri(reverse("programmes:feed", args=[token]))
    return render(request, "programmes/calendar.html", {"feed": _working_feed(request.user), "address": address})


@login_required
@require_POST
def revoke_calendar(request):
    """Stop the address."""
    services.revoke_feed(request.user)
    messages.success(request, "Your private calendar address has stopped working.")
    return redirect("programmes:calendar")


def _working_feed(person):
    return CalendarFeed.objects.working().filter(person=person).first()

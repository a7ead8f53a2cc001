from django.contrib import admin
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from brokerage.models import SupportRequest
from brokerage.views.public import track_request
from core.tracking import may_follow
from influencers.models import Nomination
from influencers.views.public import track_nomination
from satc import overview
from schools import permissions
from schools.desk import desk_page

TRACKED = {"NOM": (Nomination, track_nomination), "SUP": (SupportRequest, track_request)}


@require_safe
def home(request):
    """What this is, and three doors."""
    return render(request, "satc/home.html")


@login_required
@require_safe
@never_cache
def my(request):
    """The home of whoever is signed in: what waits for them, and what is theirs."""
    return render(request, "satc/my.html", overview.home_of(request.user))


@desk_page(open_to=permissions.is_staff_role)
@require_safe
@never_cache
def desk(request):
    """The desk: what waits for this member of staff, the pages they work at, and where to look things up."""
    context = {
        **overview.desk_of(request.user),
        "places": overview.desk_pages(request.user),
        "app_list": admin.site.get_app_list(request),
    }
    return render(request, "satc/desk.html", context)


@never_cache
def track(request, reference):
    """The sender's own view of a nomination or request, by a link from their mail or signed in."""
    by_link = may_follow(request, reference)
    if not by_link and not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    model, show = TRACKED.get(reference.partition("-")[0], (None, None))
    if model is None:
        raise Http404
    found = model.objects.all() if by_link else model.objects.visible_to(request.user)
    subject = found.filter(reference=reference).first()
    if subject is None:
        raise Http404
    return show(request, subject)

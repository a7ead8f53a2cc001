"""The SATC lead's desk: who is in the directory, and what influencers have changed on their pages."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.models import Change
from core.permissions import require
from core.views import attempt, once_by_form
from core.workflow import can_move
from influencers import permissions, services
from influencers.models import Influencer, Invitation
from influencers.profile_forms import TakeOutForm
from influencers.workflow import INFLUENCER, InfluencerStatus
from schools.desk import desk_page

A_PAGE = 25
LATEST = 10


@desk_page
@require_safe
@never_cache
def profiles(request):
    """The latest changes, then every profile, or those in one status."""
    status = request.GET.get("status", "")
    chosen = Influencer.objects.with_posts().select_related("person")
    if status in InfluencerStatus:
        chosen = chosen.filter(status=status)
    context = {
        "latest": _latest(),
        "page_obj": Paginator(chosen, A_PAGE).get_page(request.GET.get("page")),
        "can_bring_in": permissions.can_bring_in(request.user),
        "unanswered": Invitation.objects.unanswered().count(),
        "statuses": [(choice, choice == status) for choice in InfluencerStatus],
    }
    return render(request, "influencers/desk/profiles.html", context)


def _latest():
    """The latest changes of profiles, each with whose it is."""
    changes = Change.objects.filter(flow=INFLUENCER.name).exclude(from_status="").select_related("by")
    changes = list(changes.order_by("-at", "-pk")[:LATEST])
    people = Influencer.objects.select_related("person").in_bulk([change.subject_id for change in changes])
    return [(change, people[change.subject_id]) for change in changes if change.subject_id in people]


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def profile(request, slug):
    """One page with all its changes; a lead may take it out for somebody who asks."""
    influencer = get_object_or_404(Influencer.objects.for_a_page(), slug=slug)
    can_take_out = permissions.can_take_out(request.user, influencer)
    is_listed = can_move(influencer, "withdraw_consent")
    if request.method != "POST":
        return _page(request, influencer, TakeOutForm(is_listed=is_listed), can_take_out)
    require(can_take_out)
    form = TakeOutForm(request.POST, is_listed=is_listed)
    if form.is_valid() and _take_out(request, influencer, form):
        return redirect(influencer.get_desk_url())
    return _page(request, influencer, form, can_take_out)


@desk_page
@require_POST
def bring_back(request, slug):
    """Somebody who stepped down has asked a lead to be an influencer again."""
    influencer = get_object_or_404(Influencer.objects.for_a_page(), slug=slug)
    done = f"{influencer} is a science influencer again, and has been asked whether their page may be public."
    attempt(request, lambda: services.bring_back(influencer, by=request.user), done=done)
    return redirect(influencer.get_desk_url())


def _take_out(request, influencer, form):
    """Do what was chosen, once; whether it was done."""
    act = {"withdraw_consent": services.withdraw_consent, "step_down": services.step_down}[form.cleaned_data["how"]]

    def take_out():
        return act(influencer, reason=form.cleaned_data["reason"], by=request.user).slug

    if once_by_form(form, purpose="profile_taken_out", act=take_out) is None:
        return False
    messages.success(request, f"{influencer} is out of the directory, and has been told why.")
    return True


def _page(request, influencer, form, can_take_out):
    context = {
        "influencer": influencer,
        "strengths": influencer.expertise.all(),
        "letter": services.letter_of(influencer),
        "why_new_letter": services.why_new_letter(influencer) if can_move(influencer, "step_down") else [],
        "can_send_letter": permissions.can_send_letter(request.user, influencer),
        "changes": Change.objects.of(influencer),
        "can_bring_back": can_move(influencer, "return") and permissions.can_bring_back(request.user, influencer),
        "form": form if can_take_out and can_move(influencer, "step_down") else None,
    }
    return render(request, "influencers/desk/profile.html", context)

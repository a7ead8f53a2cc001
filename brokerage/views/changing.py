"""What a SATC lead changes in support that goes on: who gives it, and for how many days."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from brokerage import permissions, services
from brokerage.forms.broker import DaysForm
from brokerage.forms.suggestions import HandOverForm
from brokerage.models import Deployment
from brokerage.views.suggesting import suggested
from brokerage.workflow import GOING_ON
from core.exceptions import NotAllowed, Refused
from core.permissions import require
from core.submissions import once
from influencers.models import Influencer


def _found(request, reference):
    found = Deployment.objects.visible_to(request.user).select_related("request__school", "school", "person")
    found = get_object_or_404(found, reference=reference)
    require(permissions.can_broker(request.user), "Only a SATC lead changes who gives support, or its days.")
    return found


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def hand_over(request, reference):
    """Go on with somebody else, chosen from the same list as at first."""
    found, data = _found(request, reference), request.POST or None
    available = services.halves_to_hand_over(found)
    if found.status not in GOING_ON or not available:
        return render(request, "brokerage/hand_over.html", {"deployment": found, "suggested": None})
    listed = suggested(request, found.request, available=available, data=data, kind=found.kind)
    form = HandOverForm(
        data,
        order=listed.order,
        shown=listed.shown,
        kind=listed.kind,
        available=available,
        initial={"national_lead": found.national_lead_id},
    )
    if form.is_valid() and _hand_over(request, found, form):
        return redirect("brokerage_desk:request", found.request.reference)
    context = {"deployment": found, "form": form, "suggested": listed, "available": available}
    return render(request, "brokerage/hand_over.html", context)


def _hand_over(request, found, form):
    asked = {name: form.cleaned_data[name] for name in ("national_lead", "kind", "halves", "why", "reason")}

    def act():
        influencer = Influencer.objects.get(pk=form.cleaned_data["influencer"])
        return services.hand_over(found, influencer=influencer, **asked, by=request.user).reference

    return _attempt(request, form, act, "Handed over. The new influencer has been asked, and everybody else told.")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def change_days(request, reference):
    """More days, or fewer, with the reason that everybody reads."""
    found = _found(request, reference)
    least, most = services.days_possible(found)
    form = DaysForm(request.POST or None, least=least, most=max(most, found.halves), initial={"halves": found.halves})
    if form.is_valid():
        cleaned = form.cleaned_data
        if _attempt(
            request,
            form,
            lambda: (
                services.change_days(
                    found, halves=cleaned["halves"], reason=cleaned["reason"], by=request.user
                ).reference
            ),
            "The days are changed, and everybody concerned has been told.",
        ):
            return redirect(found)
    context = {"deployment": found, "form": form, "least": least, "most": most, "can_change": found.status in GOING_ON}
    return render(request, "brokerage/change_days.html", context)


def _attempt(request, form, act, done):
    """Do it once for the form's key, if it has one; a refusal comes back on the form."""
    try:
        if key := form.cleaned_data.get("form_key"):
            once(key, purpose="deployment", act=act)
        else:
            act()
    except NotAllowed:
        raise
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, done)
    return True

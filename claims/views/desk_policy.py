from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from claims import permissions, services
from claims.forms import PolicyForm
from claims.models import ClaimPolicy
from core.permissions import require
from schools.desk import desk_page


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def policy(request):
    """How claims are checked: the window, and the share of spot checks; and what it was before."""
    can_set = permissions.can_set_policy(request.user)
    require(request.method != "POST" or can_set, "Only a SATC lead says how claims are checked.")
    now = ClaimPolicy.objects.in_force()
    initial = {"window_months": now.window_months, "spot_check_percent": now.spot_check_percent}
    form = PolicyForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        services.set_policy(**form.cleaned_data, by=request.user)
        messages.success(request, "This is how claims are checked from now on.")
        return redirect("claims_desk:policy")
    context = {
        "form": form,
        "now": now,
        "can_set": can_set,
        "history": ClaimPolicy.objects.select_related("set_by")[:50],
    }
    return render(request, "claims/desk/policy.html", context)

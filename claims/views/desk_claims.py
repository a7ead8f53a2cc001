from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from claims import permissions, services
from claims.forms import ClaimFilterForm, DecisionForm
from claims.models import Claim
from claims.workflow import ClaimStatus
from core.models import Change
from core.permissions import require
from core.views import attempt
from schools.desk import desk_page

A_PAGE = 30


@desk_page(open_to=permissions.sees_claims_desk)
@require_safe
@never_cache
def claims(request):
    """What waits for approval, the longest first; then every claim, by status or by words."""
    everything = Claim.objects.visible_to(request.user).with_halves()
    form = ClaimFilterForm(request.GET)
    context = {
        "filter": form,
        "awaiting": everything.awaiting_approval(),
        "page_obj": Paginator(form.apply(everything), A_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "claims/desk/claims.html", context)


@desk_page(open_to=permissions.sees_claims_desk)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def claim(request, reference):
    """One claim with the evidence for each day, and the decision for whoever may make it."""
    found = get_object_or_404(Claim.objects.visible_to(request.user).with_halves(), reference=reference)
    refusal = permissions.why_not_approve(request.user, found)
    require(request.method != "POST" or not refusal, refusal)
    form = DecisionForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _decide(request, found, **form.cleaned_data):
        return redirect("claims_desk:claims")
    lines = found.lines.select_related(
        "day__acceptance__report__visit__school",
        "day__acceptance__accepted_by",
        "day__attendance__place__event",
        "day__attendance__recorded_by",
    )
    context = {
        "claim": found,
        "form": form,
        "lines": lines,
        "waits": found.status == ClaimStatus.SUBMITTED,
        "refusal": refusal,
        "reads_evidence": permissions.runs_the_programme(request.user),
        "sees_runs": permissions.sees_runs(request.user),
        "changes": Change.objects.of(found),
    }
    return render(request, "claims/desk/claim.html", context)


def _decide(request, found, *, act, comment):
    by, acts = (
        request.user,
        {
            "approve": (
                lambda: services.approve(found, by=by),
                f"{found.reference} is approved. SATC finance pays it in the next payment run.",
            ),
            "return": (
                lambda: services.return_claim(found, comment=comment, by=by),
                f"{found.reference} has gone back to {found.submitted_by} with your comment.",
            ),
            "reject": (
                lambda: services.reject(found, reason=comment, by=by),
                f"{found.reference} is rejected, and {found.submitted_by} has been told why.",
            ),
        },
    )
    do, done = acts[act]
    return attempt(request, do, done=done)

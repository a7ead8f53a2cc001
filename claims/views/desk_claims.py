from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from claims import permissions, services
from claims.checks import checks_of, unusual
from claims.forms import ApproveManyForm, ClaimFilterForm, DecisionForm, SecondLookForm
from claims.models import Claim
from claims.workflow import ClaimStatus
from core.models import Change
from core.permissions import require
from core.views import attempt
from schools.desk import desk_page

A_PAGE = 30
claims_page = desk_page(open_to=permissions.sees_claims_desk)
ONLY_APPROVERS = "Only a SATC lead or a national lead approves claims."


@claims_page
@require_safe
@never_cache
def claims(request):
    """What waits for approval, the longest first, each with what is unusual; then every claim, by status or words."""
    everything = Claim.objects.visible_to(request.user).with_halves()
    form = ClaimFilterForm(request.GET)
    waiting = list(everything.waiting_at_the_desk())
    awaiting = [claim for claim in waiting if claim.status == ClaimStatus.SUBMITTED]
    _look_at(awaiting, request.user)
    context = {
        "filter": form,
        "reads_days": permissions.runs_the_programme(request.user),
        "sets_policy": permissions.can_set_policy(request.user),
        "awaiting": awaiting,
        "can_tick": any(claim.can_be_ticked for claim in awaiting),
        "second": [claim for claim in waiting if claim.status == ClaimStatus.APPROVED],
        "page_obj": Paginator(form.apply(everything), A_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "claims/desk/claims.html", context)


def _look_at(claims, person):
    """Give each of these claims what is `unusual`, and whether this person may tick it to be approved with others."""
    checks = checks_of(claims)
    for claim in claims:
        claim.unusual = unusual(checks[claim.pk])
        claim.refusal = permissions.why_not_approve(person, claim)
        claim.can_be_ticked = not claim.unusual and not claim.refusal


@claims_page
@require_POST
def approve_many(request):
    """Approve the ticked claims with which nothing is unusual; each is approved, or it is said why not."""
    require(permissions.runs_the_programme(request.user), ONLY_APPROVERS)
    form = ApproveManyForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(form.errors["claims"]))
        return redirect("claims_desk:claims")
    approved, left = services.approve_usual(form.cleaned_data["claims"].order_by("submitted_at", "pk"), by=request.user)
    if approved:
        references = ", ".join(claim.reference for claim in approved)
        messages.success(request, f"Approved: {references}.")
    for claim, why in left:
        messages.error(request, f"{claim.reference} is not approved. {why}")
    return redirect("claims_desk:claims")


@claims_page
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
    return _page(request, found, form, refusal)


def _page(request, found, form, refusal):
    lines = found.lines.select_related(
        "day__acceptance__report__visit__school",
        "day__acceptance__accepted_by",
        "day__attendance__place__event",
        "day__attendance__recorded_by",
    )
    second = found.spot_checks.waiting().first()
    if second and not form.is_bound:
        form = SecondLookForm()
    context = {
        "claim": found,
        "form": form,
        "lines": lines,
        "checks": checks_of([found])[found.pk],
        "waits": found.status == ClaimStatus.SUBMITTED,
        "refusal": refusal,
        "second": second,
        "second_refusal": second and permissions.why_not_look_again(request.user, second),
        "reads_evidence": permissions.runs_the_programme(request.user),
        "sees_runs": permissions.sees_runs(request.user),
        "changes": Change.objects.of(found),
    }
    return render(request, "claims/desk/claim.html", context)


@claims_page
@require_POST
def second_look(request, reference):
    """A claim that was drawn is in order, or goes back with a comment."""
    found = get_object_or_404(Claim.objects.visible_to(request.user).with_halves(), reference=reference)
    require(permissions.runs_the_programme(request.user), ONLY_APPROVERS)
    form = SecondLookForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form, permissions.why_not_approve(request.user, found))
    by, comment = request.user, form.cleaned_data["comment"]
    if form.cleaned_data["act"] == "pass":
        done = f"{found.reference} is in order. SATC finance pays it in the next payment run."
        attempt(request, lambda: services.pass_check(found, by=by), done=done)
    else:
        done = f"{found.reference} has gone back to {found.submitted_by} with your comment."
        attempt(request, lambda: services.send_back(found, comment=comment, by=by), done=done)
    return redirect("claims_desk:claims")


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

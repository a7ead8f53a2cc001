from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from claims import permissions, services
from claims.models import Correction, PaymentLine
from claims.run_forms import CorrectionForm, SchoolCorrectionForm
from claims.workflow import CorrectionStatus
from core.models import Change
from core.permissions import require
from core.views import attempt, once_by_form
from schools.desk import desk_page

A_PAGE = 30
corrections_page = desk_page(open_to=permissions.can_correct)


@corrections_page
@require_safe
@never_cache
def corrections(request):
    """What waits for a second person; then every correction, the newest first."""
    everything = Correction.objects.visible_to(request.user).with_people()
    context = {
        "awaiting": everything.filter(status=CorrectionStatus.PROPOSED),
        "page_obj": Paginator(everything, A_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "claims/desk/corrections.html", context)


@corrections_page
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def correction(request, reference):
    """One correction, and the decision for whoever may make it."""
    found = get_object_or_404(Correction.objects.visible_to(request.user).with_people(), reference=reference)
    refusal = permissions.why_not_agree(request.user, found)
    require(request.method != "POST" or not refusal, refusal)
    if request.method == "POST" and _decide(request, found):
        return redirect("claims_desk:corrections")
    context = {
        "less": abs(found.amount_pence),
        "correction": found,
        "waits": found.status == CorrectionStatus.PROPOSED,
        "refusal": refusal,
        "changes": Change.objects.of(found),
    }
    return render(request, "claims/desk/correction.html", context)


def _decide(request, found):
    by, reason = request.user, request.POST.get("reason", "")[:2000]
    if request.POST.get("act") == "agree":
        done = f"{found.reference} is agreed. It goes into the next payment run."
        return attempt(request, lambda: services.agree_to_correction(found, by=by), done=done)
    done = f"{found.reference} is refused, and {found.proposed_by} has been told why."
    return attempt(request, lambda: services.refuse_correction(found, reason=reason, by=by), done=done)


@corrections_page
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def correct_line(request, pk):
    """Propose more or less for a line that has been paid."""
    lines = PaymentLine.objects.select_related("payment__run", "payment__school", "beneficiary", "source__pool")
    line = get_object_or_404(lines.filter(paid_at__isnull=False), pk=pk)
    require(request.user.pk != line.beneficiary_id, "This is about your own day, so somebody else has to propose it.")
    form = CorrectionForm(request.POST if request.method == "POST" else None)

    def propose():
        return services.correct_line(line, amount_pence=form.pence, reason=form.cleaned_data["reason"], by=request.user)

    if form.is_valid() and (reference := _proposed(request, form, propose)):
        return redirect("claims_desk:correction", reference)
    return render(request, "claims/desk/correct.html", {"form": form, "line": line})


@corrections_page
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def correct_school(request):
    """Propose more or less for a school, besides any day of it."""
    form = SchoolCorrectionForm(request.POST if request.method == "POST" else None)

    def propose():
        said = {name: form.cleaned_data[name] for name in ("on", "source", "reason")}
        return services.correct_school(form.cleaned_data["school"], amount_pence=form.pence, by=request.user, **said)

    if form.is_valid() and (reference := _proposed(request, form, propose)):
        return redirect("claims_desk:correction", reference)
    return render(request, "claims/desk/correct.html", {"form": form})


def _proposed(request, form, propose):
    """The reference of what was proposed, once however often it is sent; None where it is refused, which is said."""
    reference = once_by_form(form, purpose="propose correction", act=lambda: propose().reference)
    if reference is None:
        return None
    messages.success(request, f"{reference} is proposed. A second person agrees to it, then it goes into the next run.")
    return reference

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from claims import permissions, reckoning, services
from claims.forms import ClaimForm, ResubmitForm
from claims.models import Claim, FundedDay, Payment
from claims.workflow import ClaimStatus
from core.exceptions import NotAllowed, Refused
from core.models import Change
from core.permissions import require
from core.submissions import once
from core.views import attempt
from correspondence.models import Document

NEXT = {
    ClaimStatus.SUBMITTED: "A SATC lead or a national lead looks at it next.",
    ClaimStatus.APPROVED: "SATC finance pays the school next, in a payment run.",
    ClaimStatus.RETURNED: "{sender} answers the comment and sends the claim again.",
    ClaimStatus.REJECTED: "Nothing more happens with this claim. {sender} can claim days that are right again.",
    ClaimStatus.IN_RUN: "SATC finance is paying the school. Its headteacher gets a payment summary once that is done.",
    ClaimStatus.PAID: "The school has been paid, and nothing more has to be done.",
}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def index(request):
    """The days that are ready, to be claimed with one press, and the claims made so far."""
    person = request.user
    form = ClaimForm(request.POST if request.method == "POST" else None, person=person)
    if form.is_valid():
        reference = _claim(form, person)
        if reference is not None:
            messages.success(request, "Thank you. Your claim is with SATC, and somebody there looks at it next.")
            return redirect("claims:claim", reference) if reference else redirect("claims:index")
    ready = FundedDay.objects.ready_for(person)
    context = {
        "form": form,
        "owed": reckoning.days_by_school(ready),
        "ticked": set(form.data.getlist("days")) if form.is_bound else {str(day.pk) for day in ready},
        "held": FundedDay.objects.held_for(person),
        "claims": Claim.objects.of(person).with_halves(),
        "school_claims": Claim.objects.to_school_of(person).with_halves()[:50],
    }
    return render(request, "claims/index.html", context)


def _claim(form, person):
    """The reference of the claim that was made, nothing where there are several, None where it was refused."""
    days, key = form.cleaned_data["days"], form.cleaned_data["form_key"]

    def submit():
        made = services.submit_claims(person=person, days=days, by=person)
        return made[0].reference if len(made) == 1 else ""

    try:
        return once(key, purpose="claim", act=submit)
    except NotAllowed:
        raise
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None


@login_required
@require_safe
@never_cache
def claim(request, reference):
    """One claim, for those who may see it: its days, where it stands and who does what next."""
    found = get_object_or_404(Claim.objects.visible_to(request.user).with_halves(), reference=reference)
    return render(request, "claims/claim.html", _context(request, found, ResubmitForm()))


@login_required
@require_POST
def resubmit(request, reference):
    """Send a returned claim again."""
    found = get_object_or_404(Claim.objects.visible_to(request.user).with_halves(), reference=reference)
    require(permissions.can_resubmit(request.user, found), "Only the person who sent this claim can send it again.")
    form = ResubmitForm(request.POST)
    if not form.is_valid():
        return render(request, "claims/claim.html", _context(request, found, form))
    answer = form.cleaned_data["answer"]
    done = f"{found.reference} is with SATC again, and somebody there looks at it next."
    attempt(request, lambda: services.resubmit(found, by=request.user, answer=answer), done=done)
    return redirect(found)


def _context(request, found, form):
    payment = Payment.objects.filter(lines__claim_line__claim=found, status="paid").first()
    return {
        "claim": found,
        "form": form,
        "lines": found.lines.select_related("day"),
        "next": NEXT[ClaimStatus(found.status)].format(sender=found.submitted_by),
        "can_resubmit": found.status == ClaimStatus.RETURNED and permissions.can_resubmit(request.user, found),
        "sees_desk": permissions.sees_claims_desk(request.user),
        "payment": payment,
        "summary": payment and Document.objects.visible_to(request.user).latest_of(payment.summary_series),
        "changes": Change.objects.of(found),
    }

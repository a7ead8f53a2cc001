from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from claims import permissions, reckoning, services
from claims.forms import ClaimForm, ResubmitForm
from claims.models import Claim, FundedDay, Payment
from claims.workflow import ClaimStatus
from core import clock
from core.exceptions import NotAllowed, Refused
from core.models import Change
from core.permissions import require
from core.submissions import once
from core.views import attempt
from core.workflow import can_move
from correspondence.models import Document
from schools.models import Role, School

# What happens next, as everybody reads it; and as whoever sent the claim does, where that differs.
NEXT = {
    ClaimStatus.SUBMITTED: "A SATC lead or a national lead looks at it next.",
    ClaimStatus.APPROVED: "SATC finance pays the school next, in a payment run.",
    ClaimStatus.RETURNED: "{sender} answers the comment and sends the claim again.",
    ClaimStatus.REJECTED: "Nothing more happens with this claim. {sender} can claim days that are right again.",
    ClaimStatus.IN_RUN: "SATC finance is paying the school. Its headteacher gets a payment summary once that is done.",
    ClaimStatus.PAID: "The school has been paid, and nothing more has to be done.",
    ClaimStatus.WITHDRAWN: "Nothing more happens with this claim. Days that are funded can be claimed again.",
}
NEXT_FOR_SENDER = {
    ClaimStatus.RETURNED: "You answer the comment and send the claim again.",
    ClaimStatus.REJECTED: "Nothing more happens with this claim. You can claim days that are right again.",
}
DONE = "Thank you. Your claim is with SATC, and somebody there looks at it next."
DONE_FOR_SCHOOL = "Thank you. The days are claimed. Somebody at SATC looks at each claim next."


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def index(request):
    """The days that are ready, to be claimed with one press, and the claims made so far."""
    person = request.user
    form = ClaimForm(
        request.POST if request.method == "POST" else None, choices=FundedDay.objects.live().filter(person=person)
    )
    if form.is_valid():
        act = partial(services.submit_claims, person=person, days=form.cleaned_data["days"], by=person)
        if sent := submit(request, form, act, done=DONE):
            return redirect(*sent)
    ready = FundedDay.objects.ready_for(person)
    owed = reckoning.days_by_school(ready)
    context = {
        "form": form,
        "owed": owed,
        "in_all": reckoning.in_all(owed),
        "ticked": form.ticked(ready),
        "held": FundedDay.objects.held_for(person),
        "claims": Claim.objects.of(person).with_halves(),
        "school_claims": Claim.objects.to_school_of(person).with_halves()[:50],
        "manages": _managed_by(person).exists(),
    }
    return render(request, "claims/index.html", context)


def submit(request, form, act, *, done):
    """Claim what the form says, once however often it is sent; gives where to go, or None where it was refused.

    That is the claim's page, or the list where there are several.
    """

    def reference():
        made = act()
        return made[0].reference if len(made) == 1 else ""

    try:
        found = once(form.cleaned_data["form_key"], purpose="claim", act=reference)
    except NotAllowed:
        raise
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None
    messages.success(request, done)
    return ("claims:claim", found) if found else ("claims:index",)


def _managed_by(person):
    return School.objects.proven_for(person, Role.BUSINESS_MANAGER)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def school(request):
    """For the school's business manager: the days for which it released people, to be printed and to be claimed."""
    managed = list(_managed_by(request.user))
    if not managed:
        raise Http404
    choices = FundedDay.objects.live().filter(school__in=managed)
    form = ClaimForm(request.POST if request.method == "POST" else None, choices=choices)
    if form.is_valid():
        act = partial(services.submit_for_school, days=form.cleaned_data["days"], by=request.user)
        if sent := submit(request, form, act, done=DONE_FOR_SCHOOL):
            return redirect(*sent)
    ready = FundedDay.objects.ready_of_schools(managed)
    owed = reckoning.days_by_school(ready)
    context = {
        "form": form,
        "managed": managed,
        "owed": owed,
        "in_all": reckoning.in_all(owed),
        "ticked": form.ticked(ready),
        "today": clock.today(),
    }
    return render(request, "claims/school.html", context)


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


@login_required
@require_POST
def withdraw(request, reference):
    """Take a claim back before it is approved."""
    found = get_object_or_404(Claim.objects.visible_to(request.user), reference=reference)
    require(permissions.can_withdraw(request.user, found), "Only the person who sent this claim takes it back.")
    done = f"{found.reference} is taken back. Its days can be claimed again."
    attempt(request, lambda: services.withdraw(found, by=request.user), done=done)
    return redirect(found)


def _next(found, person):
    status = ClaimStatus(found.status)
    sends = found.submitted_by_id == person.pk
    words = NEXT_FOR_SENDER.get(status, NEXT[status]) if sends else NEXT[status]
    return words.format(sender=found.submitted_by)


def _context(request, found, form):
    payment = Payment.objects.filter(lines__claim_line__claim=found, status="paid").first()
    return {
        "claim": found,
        "form": form,
        "lines": found.lines.select_related("day"),
        "next": _next(found, request.user),
        "can_withdraw": can_move(found, "withdraw") and permissions.can_withdraw(request.user, found),
        "can_resubmit": found.status == ClaimStatus.RETURNED and permissions.can_resubmit(request.user, found),
        "sees_desk": permissions.sees_claims_desk(request.user),
        "payment": payment,
        "summary": payment and Document.objects.visible_to(request.user).latest_of(payment.summary_series),
        "changes": Change.objects.of(found),
    }

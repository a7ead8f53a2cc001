"""What the pages of payment runs and payments share: who gets there, and a page that asks why."""

from django.shortcuts import get_object_or_404, redirect, render

from claims import permissions
from claims.forms import ReasonForm
from claims.models import Payment, PaymentRun
from core.permissions import require
from core.views import attempt
from schools.desk import desk_page

runs_page = desk_page(open_to=permissions.sees_runs)


def run_or_404(request, reference):
    return get_object_or_404(PaymentRun.objects.visible_to(request.user), reference=reference)


def payment_or_404(request, reference):
    found = Payment.objects.visible_to(request.user).select_related("run", "school")
    return get_object_or_404(found, reference=reference)


def with_reason(request, run, *, act, done, title, words, submit):
    """A page that asks why, for finance alone, and then does `act(reason)`."""
    require(permissions.can_pay(request.user), "Only SATC finance changes a payment run.")
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        attempt(request, lambda: act(form.cleaned_data["reason"]), done=done)
        return redirect(run)
    context = {"form": form, "title": title, "words": words, "submit": submit, "back": run.get_absolute_url()}
    return render(request, "claims/desk/reason.html", context)

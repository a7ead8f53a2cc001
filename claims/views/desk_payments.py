from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from claims import permissions, services
from claims.payees import payees_of
from claims.run_forms import PaidForm, PayeesForm, PurchaseOrderForm
from claims.views.run_pages import payment_or_404, run_or_404, runs_page, with_reason
from core.permissions import require
from core.views import attempt
from schools.models import School


@runs_page
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def payees(request, reference):
    """Say whom finance pays for the schools of an open run; what is said already may be changed."""
    found = run_or_404(request, reference)
    schools = list(School.objects.filter(pk__in=_schools_in(found)).order_by("name", "pk"))
    known = {school.pk: payee.name for school, payee in zip(schools, payees_of(schools).values(), strict=True)}
    form = PayeesForm(request.POST if request.method == "POST" else None, schools=schools, known=known)
    if not form.is_valid():
        return render(request, "claims/desk/payees.html", {"form": form, "run": found})
    for school, name in form.said():
        services.set_payee(school, name=name, by=request.user)
        messages.success(request, f"For {school.name} we pay {name}.")
    return redirect(found)


def _schools_in(run):
    return {school for things in (run.claims, run.corrections) for school in things.values_list("school", flat=True)}


@runs_page
@require_POST
def all_paid(request, reference):
    found = run_or_404(request, reference)
    done = "All that was left is paid. Each school’s headteacher and business manager get a payment summary."
    attempt(request, lambda: services.mark_all_paid(found, by=request.user), done=done)
    return redirect(found)


@runs_page
@require_POST
def paid(request, reference):
    found = payment_or_404(request, reference)
    require(permissions.can_pay(request.user), "Only SATC finance says what has been paid.")
    form = PaidForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Enter the date like 3/3/2027, and finance’s reference in at most 60 characters.")
        return redirect(found.run)
    said = form.cleaned_data
    done = f"{found.reference} is paid. The office of {found.school} gets the payment summary."

    def pay():
        return services.mark_paid(found, on=said["on"], finance_reference=said["finance_reference"], by=request.user)

    attempt(request, pay, done=done)
    return redirect(found.run)


@runs_page
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def failed(request, reference):
    found = payment_or_404(request, reference)
    return with_reason(
        request,
        found.run,
        act=lambda reason: services.mark_failed(found, reason=reason, by=request.user),
        done=f"{found.reference} has failed. What it was for is approved still, and waits for the next run.",
        title=f"{found.reference} has failed",
        words=f"The money has not reached {found.school}. What it was for stays approved and waits for the next run.",
        submit="Mark it as failed",
    )


@runs_page
@require_POST
def purchase_order(request, reference):
    """The number of a school's purchase order, for its payment summary."""
    found = payment_or_404(request, reference)
    require(permissions.can_pay(request.user), "Only SATC finance gives a payment its purchase order number.")
    form = PurchaseOrderForm(request.POST)
    if not form.is_valid():
        messages.error(request, "A purchase order number has at most 40 characters.")
        return redirect(found.run)
    number = form.cleaned_data["number"]
    done = f"The purchase order number of {found.reference} is kept."
    attempt(request, lambda: services.set_purchase_order(found, number=number, by=request.user), done=done)
    return redirect(found.run)


@runs_page
@require_POST
def send_summary(request, reference):
    found = payment_or_404(request, reference)
    done = f"The payment summary is on its way to the office of {found.school}."
    attempt(request, lambda: services.send_summary(found, by=request.user), done=done)
    return redirect(found.run)

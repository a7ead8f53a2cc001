from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from claims import permissions, reckoning, services
from claims.forms import ReasonForm
from claims.models import Claim, Payment, PaymentRun
from claims.payment_file import WRITTEN_ON
from claims.payment_file import payment_file as make_payment_file
from claims.workflow import RunStatus
from core.exceptions import NotAllowed, Refused
from core.models import Change
from core.permissions import require
from core.views import attempt
from correspondence.models import Document
from schools.desk import desk_page

runs_page = desk_page(open_to=permissions.sees_runs)


def _run(request, reference):
    return get_object_or_404(PaymentRun.objects.visible_to(request.user), reference=reference)


def _payment(request, reference):
    found = Payment.objects.visible_to(request.user).select_related("run", "school")
    return get_object_or_404(found, reference=reference)


@runs_page
@require_safe
@never_cache
def runs(request):
    """What is approved and waits to be paid, by school; then every run, the newest first."""
    approved = list(Claim.objects.awaiting_payment().with_halves())
    context = {
        "approved": approved,
        "by_school": reckoning.claims_by_school(approved),
        "total": sum(claim.amount_pence for claim in approved),
        "halves": sum(claim.halves for claim in approved),
        "runs": PaymentRun.objects.visible_to(request.user).with_total().select_related("opened_by")[:100],
        "can_pay": permissions.can_pay(request.user),
    }
    return render(request, "claims/desk/runs.html", context)


@runs_page
@require_POST
def open_run(request):
    """Open a run over every approved claim."""
    try:
        run = services.open_run(by=request.user)
    except NotAllowed:
        raise
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("claims_desk:runs")
    messages.success(request, f"{run.reference} is open. Look at what is in it, then authorise it.")
    return redirect(run)


@runs_page
@require_safe
@never_cache
def run(request, reference):
    """One run: what is in it by school, and the next step."""
    found = _run(request, reference)
    is_open = found.status == RunStatus.OPEN
    claims, payments = (_claims(found), []) if is_open else ([], _payments(found))
    context = {
        "run": found,
        "claims": claims,
        "by_school": reckoning.claims_by_school(claims),
        "payments": payments,
        "to_mark": found.status == RunStatus.SENT,
        "total": sum(each.amount_pence for each in claims or payments),
        "halves": sum(each.halves for each in claims or payments),
        "can_pay": permissions.can_pay(request.user),
        "can_send_summary": permissions.can_send_summary(request.user),
        "refusal": permissions.why_not_authorise(request.user, claims) if is_open else "",
        "has_file": found.status in WRITTEN_ON,
        "can_cancel": found.status in (RunStatus.OPEN, RunStatus.AUTHORISED),
        "changes": Change.objects.of(found),
    }
    return render(request, "claims/desk/run.html", context)


def _claims(run):
    return list(run.claims.with_halves())


def _payments(run):
    """The run's payments, each with its lines, its summary and whether that has gone to anybody."""
    payments = list(run.payments.with_halves().select_related("school").prefetch_related("lines__beneficiary"))
    summaries = Document.objects.filter(series__in=[payment.summary_series for payment in payments])
    by_series = {summary.series: summary for summary in summaries.prefetch_related("messages")}
    for payment in payments:
        payment.summary = by_series.get(payment.summary_series)
    return payments


@runs_page
@require_safe
@never_cache
def payment_file(request, reference):
    """The file of an authorised run, for whatever pays."""
    found = _run(request, reference)
    if found.status not in WRITTEN_ON:
        raise Refused(f"{found.reference} has no file: it is {found.get_status_display().lower()}, not authorised.")
    headers = {"Content-Disposition": f'attachment; filename="{found.reference}.csv"'}
    return HttpResponse(make_payment_file(found), content_type="text/csv; charset=utf-8", headers=headers)


@runs_page
@require_POST
def authorise(request, reference):
    found = _run(request, reference)
    done = f"{found.reference} is authorised. Download its file, have it paid, and press “It has been sent”."
    attempt(request, lambda: services.authorise(found, by=request.user), done=done)
    return redirect(found)


@runs_page
@require_POST
def send(request, reference):
    found = _run(request, reference)
    done = f"{found.reference} is sent. Once the bank says so, mark each payment as paid or failed."
    attempt(request, lambda: services.send_run(found, by=request.user), done=done)
    return redirect(found)


@runs_page
@require_POST
def all_paid(request, reference):
    found = _run(request, reference)
    done = "All is paid. Each school's headteacher gets a payment summary."
    attempt(request, lambda: services.mark_all_paid(found, by=request.user), done=done)
    return redirect(found)


@runs_page
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def cancel(request, reference):
    found = _run(request, reference)
    return _with_reason(
        request,
        found,
        act=lambda reason: services.cancel_run(found, reason=reason, by=request.user),
        done=f"{found.reference} is cancelled. Its claims wait for the next run.",
        title=f"Cancel {found.reference}",
        words="Nothing of it is paid. Its claims stay approved and wait for the next run.",
        submit="Cancel the run",
    )


@runs_page
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def take_out(request, reference, claim_reference):
    found = _run(request, reference)
    claim = get_object_or_404(found.claims.select_related("person", "school"), reference=claim_reference)
    return _with_reason(
        request,
        found,
        act=lambda reason: services.take_from_run(claim, reason=reason, by=request.user),
        done=f"{claim.reference} is out of this run. It stays approved and waits for the next.",
        title=f"Take {claim.reference} out of {found.reference}",
        words=f"It pays {claim.school} for {claim.person}'s release. It stays approved and waits for the next run.",
        submit="Take it out",
    )


@runs_page
@require_POST
def paid(request, reference):
    found = _payment(request, reference)
    done = f"{found.reference} is paid. The headteacher of {found.school} gets the payment summary."
    attempt(request, lambda: services.mark_paid(found, by=request.user), done=done)
    return redirect(found.run)


@runs_page
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def failed(request, reference):
    found = _payment(request, reference)
    return _with_reason(
        request,
        found.run,
        act=lambda reason: services.mark_failed(found, reason=reason, by=request.user),
        done=f"{found.reference} has failed. Its claims are approved still, and wait for the next run.",
        title=f"{found.reference} has failed",
        words=f"The money has not reached {found.school}. Its claims stay approved and wait for the next run.",
        submit="Mark it as failed",
    )


@runs_page
@require_POST
def send_summary(request, reference):
    found = _payment(request, reference)
    done = f"The payment summary is on its way to the headteacher of {found.school}."
    attempt(request, lambda: services.send_summary(found, by=request.user), done=done)
    return redirect(found.run)


def _with_reason(request, run, *, act, done, title, words, submit):
    """A page that asks why, for finance alone, and then does `act(reason)`."""
    require(permissions.can_pay(request.user), "Only SATC finance changes a payment run.")
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        attempt(request, lambda: act(form.cleaned_data["reason"]), done=done)
        return redirect(run)
    context = {"form": form, "title": title, "words": words, "submit": submit, "back": run.get_absolute_url()}
    return render(request, "claims/desk/reason.html", context)

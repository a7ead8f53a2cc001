from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from claims import permissions, reckoning, services
from claims.models import Claim, Correction, Payment, PaymentRun, SpotCheck
from claims.payees import payees_of
from claims.payment_file import WRITTEN_ON
from claims.run_forms import PayeesForm
from claims.views.run_pages import run_or_404, runs_page, with_reason
from claims.workflow import PAYMENT, PaymentStatus, RunStatus
from core.exceptions import NotAllowed, Refused
from core.models import Change
from core.views import attempt
from correspondence.models import Document
from correspondence.workflow import DocumentStatus


@runs_page
@require_safe
@never_cache
def runs(request):
    """What is approved and waits to be paid, by school; then every run, the newest first."""
    approved = list(Claim.objects.awaiting_payment().with_halves())
    groups = reckoning.by_school(approved, Correction.objects.awaiting_payment().with_people())
    context = {
        "approved": approved,
        "by_school": groups,
        "total": sum(group.pence for group in groups if group.pence > 0),
        "halves": sum(claim.halves for claim in approved),
        "left_back": [group for group in groups if group.pence <= 0],
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
    """One run: what is in it by school, what changed since the last, and the next step."""
    found = run_or_404(request, reference)
    last = list(Payment.objects.of_the_run_before(found))
    before, paid_before = (last[0].run if last else None), {each.school_id: _paid(each) for each in last}
    context = {
        "run": found,
        "before": before,
        "total_before": sum(paid_before.values()),
        "can_pay": permissions.can_pay(request.user),
        "can_correct": permissions.can_correct(request.user),
        "can_send_summary": permissions.can_send_summary(request.user),
        "has_file": found.status in WRITTEN_ON,
        "can_cancel": found.status in (RunStatus.OPEN, RunStatus.AUTHORISED),
        "changes": Change.objects.of(found),
    }
    context |= _what_is_in(request, found, paid_before) if found.status == RunStatus.OPEN else _payments_of(found)
    context["new_schools"] = [name for key, name in context["schools"] if before and key not in paid_before]
    return render(request, "claims/desk/run.html", context)


def _paid(payment):
    """What a payment comes to in pence: nothing once it has failed."""
    return 0 if payment.status == PaymentStatus.FAILED else payment.amount_pence


def _what_is_in(request, run, paid_before):
    """The claims and corrections of an open run by school, each with its payee and what it got in the last run."""
    claims, corrections = list(run.claims.with_halves()), list(run.corrections.with_people())
    groups = reckoning.by_school(claims, corrections)
    payees = payees_of([group.school for group in groups])
    for group in groups:
        group.payee, group.before = payees[group.school.pk], paid_before.get(group.school.pk)
    checks = SpotCheck.objects.passed_of(claims)
    unknown = [group.school for group in groups if not group.payee.is_known]
    return {
        "by_school": groups,
        "schools": [(group.school.pk, group.school.name) for group in groups],
        "is_empty": not groups,
        "unknown": unknown,
        "payees_form": PayeesForm(schools=unknown) if unknown else None,
        "left_back": [group for group in groups if group.pence <= 0],
        "total": sum(group.pence for group in groups if group.pence > 0),
        "halves": sum(group.halves for group in groups),
        "refusal": permissions.why_not_authorise(request.user, claims, corrections, checks=checks),
    }


def _payments_of(run):
    """The run's payments with their lines and summaries, how far those are made, and the files about it."""
    found = run.payments.with_halves().select_related("school", "run")
    payments = list(found.prefetch_related("lines__beneficiary", "correction_lines__correction"))
    summaries = Document.objects.filter(series__in=[payment.summary_series for payment in payments])
    by_series = {summary.series: summary for summary in summaries.prefetch_related("messages")}
    failures = _why_failed(payments)
    for payment in payments:
        payment.summary = by_series.get(payment.summary_series)
        payment.failed_because = failures.get(payment.pk, "")
    return {
        "payments": payments,
        "schools": [(payment.school_id, payment.school_name) for payment in payments],
        "total": sum(payment.amount_pence for payment in payments),
        "failed_in_all": sum(payment.amount_pence - _paid(payment) for payment in payments),
        "halves": sum(payment.halves or 0 for payment in payments),
        "to_mark": run.status == RunStatus.SENT,
        "summaries": len(by_series),
        "made": sum(summary.status == DocumentStatus.READY for summary in by_series.values()),
        "answered": sum(payment.status != PaymentStatus.AUTHORISED for payment in payments),
        "downloads": run.downloads.select_related("by")[:50],
        "confirmations": run.confirmations.select_related("by"),
    }


def _why_failed(payments):
    """The reason that was given for each failed payment, by its key."""
    failed = [payment.pk for payment in payments if payment.status == PaymentStatus.FAILED]
    changes = Change.objects.filter(flow=PAYMENT.name, action="fail", subject_id__in=failed) if failed else []
    return {change.subject_id: change.reason for change in changes}


@runs_page
@require_POST
def authorise(request, reference):
    found = run_or_404(request, reference)
    done = f"{found.reference} is authorised. Download its file, have it paid, and press “It has been sent”."
    attempt(request, lambda: services.authorise(found, by=request.user), done=done)
    return redirect(found)


@runs_page
@require_POST
def send(request, reference):
    found = run_or_404(request, reference)
    done = f"{found.reference} is sent. Once you know what the bank has done, bring that in, or mark each payment."
    attempt(request, lambda: services.send_run(found, by=request.user), done=done)
    return redirect(found)


@runs_page
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def cancel(request, reference):
    found = run_or_404(request, reference)
    return with_reason(
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
    found = run_or_404(request, reference)
    claim = get_object_or_404(found.claims.select_related("person", "school"), reference=claim_reference)
    return with_reason(
        request,
        found,
        act=lambda reason: services.take_from_run(claim, reason=reason, by=request.user),
        done=f"{claim.reference} is out of this run. It stays approved and waits for the next.",
        title=f"Take {claim.reference} out of {found.reference}",
        words=f"It pays {claim.school} for {claim.person}’s release. It stays approved and waits for the next run.",
        submit="Take it out",
    )


@runs_page
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def take_correction_out(request, reference, taken):
    found = run_or_404(request, reference)
    correction = get_object_or_404(found.corrections.select_related("school"), reference=taken)
    return with_reason(
        request,
        found,
        act=lambda reason: services.take_correction_from_run(correction, reason=reason, by=request.user),
        done=f"{correction.reference} is out of this run. It stays agreed and waits for the next.",
        title=f"Take {correction.reference} out of {found.reference}",
        words=f"It corrects what {correction.school} was paid. It stays agreed and waits for the next run.",
        submit="Take it out",
    )

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from brokerage import permissions, services
from brokerage.forms.broker import ReasonForm
from brokerage.forms.visits import QUESTIONS, ReportForm
from brokerage.models import Visit, VisitReport
from brokerage.workflow import ReportStatus, VisitStatus
from core import clock
from core.exceptions import NotAllowed, Refused
from core.permissions import require
from core.submissions import once
from core.views import attempt
from core.workflow import can_move

WRITABLE = (ReportStatus.DRAFT, ReportStatus.RETURNED)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def report(request, reference):
    """The report of a visit: its author writes it, from a phone; others read it once they may."""
    visits = Visit.objects.visible_to(request.user).select_related("school", "person", "national_lead", "deployment")
    visit = get_object_or_404(visits, reference=reference)
    written = VisitReport.objects.filter(visit=visit).first()
    is_author = permissions.can_report(request.user, visit)
    if request.method == "POST":
        require(is_author, "Only whoever made the visit writes its report.")
        return _write(request, visit, written)
    may_write = is_author and visit.status != VisitStatus.CANCELLED and (not written or written.status in WRITABLE)
    if may_write:
        return _form_page(request, visit, written, ReportForm(initial=_answers(written)))
    readable = VisitReport.objects.visible_to(request.user).filter(visit=visit).first()
    context = {"visit": visit, "report": readable, "is_author": is_author}
    return render(request, "brokerage/report.html", context)


def _answers(written):
    return {name: getattr(written, name) for name in QUESTIONS} if written else {}


def _form_page(request, visit, written, form):
    context = {
        "form": form,
        "visit": visit,
        "report": written,
        "has_come": visit.on <= clock.today(),
        "can_cancel": can_move(visit, "cancel"),
    }
    return render(request, "brokerage/report_form.html", context)


def _write(request, visit, written):
    """Keep a draft, or send it; what was typed is never lost."""
    sending = request.POST.get("act") == "send"
    form = ReportForm(request.POST, sending=sending)
    if not form.is_valid():
        return _form_page(request, visit, written, form)
    try:
        if sending:
            once(form.cleaned_data["form_key"], purpose="report", act=lambda: _send(request, visit, form))
        else:
            services.save_report(visit, by=request.user, **form.answers())
    except NotAllowed:
        raise
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _form_page(request, visit, written, form)
    if sending:
        messages.success(request, f"Thank you. Your report has gone to {visit.national_lead}, who reads it next.")
    else:
        messages.success(request, "Your draft is kept. Nobody else has seen it.")
    return redirect(visit)


def _send(request, visit, form):
    return services.submit_report(visit, by=request.user, **form.answers()).reference


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def cancel(request, reference):
    """Cancel a planned visit, with the reason that everybody reads."""
    visit = get_object_or_404(Visit.objects.visible_to(request.user).select_related("deployment"), reference=reference)
    require(
        permissions.can_cancel_visit(request.user, visit), "Only the influencer or the national lead cancels a visit."
    )
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        done = "The visit is cancelled, and everybody concerned has been told."
        attempt(request, lambda: services.cancel_visit(visit, by=request.user, reason=reason), done=done)
        return redirect(visit.deployment or visit)
    return render(request, "brokerage/visit_cancel.html", {"form": form, "visit": visit})

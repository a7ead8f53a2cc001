"""Reading visit reports, and entering days without a deployment: /admin/reports/ and /admin/visits/new/."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from brokerage import permissions, services
from brokerage.filters import ReportFilter
from brokerage.forms.broker import ReasonForm
from brokerage.forms.visits import OtherVisitForm, ReturnForm
from brokerage.models import VisitReport
from core.exceptions import NotAllowed, Refused
from core.models import Change
from core.permissions import require
from core.submissions import once
from core.views import attempt
from core.workflow import can_move
from schools.desk import desk_page

A_PAGE = 25


@desk_page
@require_safe
@never_cache
def reports(request):
    """What waits to be read, the oldest first, or whatever is asked for; one's own to read stand at the top."""
    found = VisitReport.objects.visible_to(request.user).newest_first()
    chosen = ReportFilter(request.GET, queryset=found.select_related("visit__school", "author", "visit__national_lead"))
    context = {
        "filter": chosen,
        "page_obj": Paginator(chosen.qs, A_PAGE).get_page(request.GET.get("page")),
        "mine": set(VisitReport.objects.awaiting(request.user).values_list("pk", flat=True)),
    }
    return render(request, "brokerage/desk_reports.html", context)


def _found(request, reference):
    found = VisitReport.objects.visible_to(request.user)
    return get_object_or_404(found.select_related("visit__school", "author"), visit__reference=reference)


@desk_page
@require_safe
@never_cache
def report(request, reference):
    """One report to read, and to accept or return."""
    return _page(request, _found(request, reference), ReturnForm())


def _page(request, found, form):
    waits = can_move(found, "accept")
    others_from = services.others_may_read_from(found) if waits else None
    context = {
        "report": found,
        "visit": found.visit,
        "form": form,
        "decides": VisitReport.objects.awaiting(request.user).filter(pk=found.pk).exists(),
        "is_author": found.author_id == request.user.pk,
        "others_from": others_from,
        "waits": waits,
        "closes": can_move(found, "close") and permissions.can_close_report(request.user, found),
        "acceptance": found.acceptance,
        "withdraws": can_move(found, "withdraw_acceptance")
        and permissions.can_withdraw_acceptance(request.user, found),
        "changes": Change.objects.of(found),
    }
    return render(request, "brokerage/desk_report.html", context)


@desk_page
@require_POST
def accept(request, reference):
    found = _found(request, reference)
    done = f"Accepted. The day is payable now; {found.author} has been told how to claim it."
    attempt(request, lambda: services.accept_report(found, by=request.user), done=done)
    return redirect("brokerage_desk:report", reference)


@desk_page
@require_POST
def send_back(request, reference):
    found = _found(request, reference)
    form = ReturnForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form)
    comment = form.cleaned_data["comment"]
    done = f"Returned. {found.author} has been told, and sends it again."
    attempt(request, lambda: services.return_report(found, comment=comment, by=request.user), done=done)
    return redirect("brokerage_desk:report", reference)


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def close(request, reference):
    """Give up a returned report that doesn't come back, with the reason that its author reads."""
    found = _found(request, reference)
    require(permissions.can_close_report(request.user, found), "Only its national lead or a SATC lead closes a report.")
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        done = f"The report is closed, and {found.author} has been told. The day isn’t paid."
        attempt(request, lambda: services.close_report(found, reason=reason, by=request.user), done=done)
        return redirect("brokerage_desk:report", reference)
    return render(request, "brokerage/desk_close_report.html", {"form": form, "report": found, "visit": found.visit})


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def withdraw_acceptance(request, reference):
    """Take back what was accepted by mistake, with the reason that its author reads."""
    found = _found(request, reference)
    require(permissions.can_withdraw_acceptance(request.user, found), services.WITHDRAWERS)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        done = f"Taken back. {found.author} has been told, and sends the report again."
        attempt(request, lambda: services.withdraw_acceptance(found, reason=reason, by=request.user), done=done)
        return redirect("brokerage_desk:report", reference)
    context = {"form": form, "report": found, "visit": found.visit}
    return render(request, "brokerage/desk_withdraw_acceptance.html", context)


@desk_page(open_to=permissions.can_plan_other_visits)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def new_visit(request):
    """Enter a day that no deployment asked for."""
    form = OtherVisitForm(request.POST or None)
    if form.is_valid() and not form.warns(form.cleaned_data["person"], form.cleaned_data["school"]):
        try:
            once(form.cleaned_data["form_key"], purpose="visit", act=lambda: _enter(form, request.user))
        except NotAllowed:
            raise
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            person = form.cleaned_data["person"]
            messages.success(request, f"The day is entered. {person} has been told, and reports on it afterwards.")
            return redirect("brokerage_desk:new_visit")
    return render(request, "brokerage/desk_new_visit.html", {"form": form})


def _enter(form, by):
    return services.plan_other_visit(**form.details(), by=by).reference

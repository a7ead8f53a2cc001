from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from brokerage import permissions, services
from brokerage.forms.broker import ReasonForm
from brokerage.forms.visits import MoveForm, ReportForm
from brokerage.models import ActionPlan, Visit, VisitReport
from brokerage.workflow import VisitStatus
from core import clock, drafts
from core.exceptions import NotAllowed, Refused
from core.permissions import require
from core.submissions import once
from core.views import attempt, once_by_form
from core.workflow import can_move

AUTHOR = "Only whoever made the visit writes its report."


def _found(request, reference):
    visits = Visit.objects.visible_to(request.user).select_related("school", "person", "national_lead", "deployment")
    return get_object_or_404(visits, reference=reference)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def report(request, reference):
    """The report of a visit: its author writes it, from a phone; others read it once they may."""
    visit = _found(request, reference)
    is_author = permissions.can_report(request.user, visit)
    if request.method == "POST":
        require(is_author, AUTHOR)
        return _posted(request, visit)
    written = VisitReport.objects.filter(visit=visit).first()
    if is_author and visit.status != VisitStatus.CANCELLED and (not written or can_move(written, "submit")):
        draft, plan = _draft(visit), _plan(visit)
        initial = drafts.initial(ReportForm, draft.answers) if draft else ReportForm.initial_of(written, plan)
        form = ReportForm(initial=initial, plan=plan)
        return _form(request, visit, form, drafts.on_page(draft, url=_draft_url(visit)))
    readable = VisitReport.objects.visible_to(request.user).filter(visit=visit).first()
    context = {"visit": visit, "report": readable, "is_author": is_author, "draft_url": _draft_url(visit)}
    return render(request, "brokerage/report.html", context)


def _plan(visit):
    return ActionPlan.objects.agreed_for(visit.deployment) if visit.deployment else None


def _draft(visit):
    return drafts.of(visit.person, services.DRAFT, visit.reference)


def _draft_url(visit):
    return reverse("brokerage:report_draft", args=[visit.reference])


def _form(request, visit, form, draft):
    context = {
        "form": form,
        "draft": draft,
        "visit": visit,
        "report": VisitReport.objects.filter(visit=visit).first(),
        "has_come": visit.on <= clock.today(),
        "can_cancel": can_move(visit, "cancel"),
        "can_move": can_move(visit, "move"),
    }
    return render(request, "brokerage/report_form.html", context)


def _posted(request, visit):
    """Send it, or save it without a script; either way nothing that another device saved is lost."""
    form, typed = ReportForm(request.POST, plan=_plan(visit)), drafts.Typed.into(ReportForm, request.POST)
    try:
        answer = _sent_or_saved(request, visit, form, typed)
    except NotAllowed:
        raise
    except drafts.SavedElsewhere as other:
        urls = {"url": _draft_url(visit), "back": visit.get_absolute_url()}
        return drafts.choice(request, ReportForm(plan=_plan(visit)), typed, other.draft, **urls)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        answer = None
    return answer or _form(request, visit, form, drafts.still_on_page(_draft(visit), typed, url=_draft_url(visit)))


def _sent_or_saved(request, visit, form, typed):
    """Where to go next; None, with what was typed saved, when it isn't complete enough to be sent."""
    if request.POST.get("step") == "save":
        services.save_draft(visit, typed, by=request.user)
        messages.success(request, "Your draft is kept. Nobody else has seen it.")
        return redirect(visit)
    if not form.is_valid():
        services.save_draft(visit, typed, by=request.user)
        return None

    def send():
        return services.submit_report(visit, by=request.user, typed=typed, **form.answers()).reference

    once(form.cleaned_data["form_key"], purpose="report", act=send)
    messages.success(request, f"Thank you. Your report has gone to {visit.national_lead}, who reads it next.")
    return redirect(visit)


@login_required
@require_POST
@never_cache
def draft(request, reference):
    """What the script sends while the author types."""
    visit = _found(request, reference)
    require(permissions.can_report(request.user, visit), AUTHOR)
    typed = drafts.Typed.into(ReportForm, request.POST)
    return drafts.answer(lambda: services.save_draft(visit, typed, by=request.user))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def move(request, reference):
    """Move a planned visit; what is against the day is said first."""
    visit = _found(request, reference)
    require(permissions.can_cancel_visit(request.user, visit), "Only the influencer or a lead moves a visit.")
    form = MoveForm(request.POST or None, initial={"on": visit.on, "part": visit.part})
    if form.is_valid() and not form.warns(visit.person, visit.school, moved=visit) and _move(request, visit, form):
        return redirect(visit.deployment or visit)
    return render(request, "brokerage/visit_move.html", {"form": form, "visit": visit})


def _move(request, visit, form):
    def act():
        return services.move_visit(visit, **form.details(), by=request.user).reference

    if once_by_form(form, purpose="move visit", act=act) is None:
        return False
    messages.success(request, "The visit is moved. Everybody has been told, and their calendars change by themselves.")
    return True


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

"""The SATC lead's desk: bringing in the influencers there are already, and who of them has answered."""

import csv

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.exceptions import NotAllowed, Refused
from core.submissions import once
from core.views import attempt
from influencers import permissions, services
from influencers.bring_in_forms import COLUMNS, BringInForm
from influencers.models import Expertise, Invitation, KeyStage
from programmes.models import Opportunity
from schools.desk import desk_page

A_PAGE = 40
LEADS_ONLY = desk_page(open_to=permissions.can_bring_in)


@LEADS_ONLY
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def bring_in(request):
    """Choose the file, see who would be asked, and ask them: all of the file, or nobody."""
    if request.method != "POST":
        return _page(request, BringInForm())
    form = BringInForm(request.POST, request.FILES, by=request.user)
    if not form.is_valid():
        return _page(request, form)
    if not form.new:
        messages.success(request, "Everybody in the file is a science influencer already. Nothing was changed.")
        return redirect("influencers_desk:brought_in")
    if request.POST.get("step") == "send" and _once(request, form):
        return redirect("influencers_desk:brought_in")
    return _page(request, form) if form.errors else _check(request, form)


def _page(request, form):
    context = {
        "form": form,
        "columns": COLUMNS,
        "strengths": Expertise.objects.all(),
        "stages": [stage.label for stage in KeyStage],
        "opportunities": Opportunity.objects.all(),
    }
    return render(request, "influencers/desk/bring_in.html", context)


def _check(request, form):
    """Who would be asked; the text of the file goes with the page, and is read again when it comes back."""
    text, key = form.cleaned_data["text"], form.cleaned_data["form_key"]
    rows, carried = form.new, BringInForm(initial={"text": text, "form_key": key})
    context = {"form": carried, "rows": rows, "known": len(form.rows) - len(rows)}
    return render(request, "influencers/desk/bring_in_check.html", context)


def _once(request, form):
    """Whether they were asked, now or by the same button before; what was refused is said in the form."""

    def act():
        number = services.bring_in(form.rows, by=request.user)
        return "One person has been asked." if number == 1 else f"{number} people have been asked."

    try:
        messages.success(request, once(form.cleaned_data["form_key"], purpose="bring_in", act=act))
    except NotAllowed:
        raise
    except Refused as refusal:
        form.add_error("file", str(refusal))
        return False
    return True


@LEADS_ONLY
@require_safe
def template(request):
    """An empty CSV file with the columns."""
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="science-influencers.csv"'
    answer.write("\ufeff")
    csv.writer(answer).writerow(COLUMNS)
    return answer


@LEADS_ONLY
@require_safe
@never_cache
def brought_in(request):
    """How many have answered, and who hasn't."""
    waiting = Invitation.objects.unanswered().for_lists()
    asked = Invitation.objects.count()
    context = {
        "asked": asked,
        "answered": asked - waiting.count(),
        "page_obj": Paginator(waiting, A_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "influencers/desk/brought_in.html", context)


@LEADS_ONLY
@require_POST
def ask_again(request, pk):
    """Ask somebody once more."""
    invitation = get_object_or_404(Invitation.objects.select_related("influencer__person"), pk=pk)
    done = f"{invitation.influencer} has been asked again."
    attempt(request, lambda: services.ask_again(invitation, by=request.user), done=done)
    return redirect("influencers_desk:brought_in")

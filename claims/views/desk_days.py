from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from claims import permissions, services
from claims.forms import ReasonForm, WhichSchoolForm
from claims.models import FundedDay
from claims.workflow import DayStatus
from core.exceptions import NotAllowed, Refused
from core.models import Change
from core.permissions import require
from core.views import attempt
from schools.desk import desk_page

ONLY_LEADS = "Only a SATC lead answers the question of a held day."
OF_A_DAY = ["person", "school", "acceptance__report__visit", "attendance__place__event"]


@desk_page
@require_safe
@never_cache
def days(request):
    """The days that are held until a question is answered, the oldest first."""
    return render(request, "claims/desk/days.html", {"days": FundedDay.objects.held().select_related(*OF_A_DAY)})


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def day(request, pk):
    """One held day: its question, and the answer."""
    found = get_object_or_404(FundedDay.objects.select_related(*OF_A_DAY), pk=pk)
    can_answer = permissions.can_answer_days(request.user)
    require(request.method != "POST" or can_answer, ONLY_LEADS)
    form = WhichSchoolForm(request.POST if request.method == "POST" else None, day=found)
    if form.is_valid():
        try:
            services.answer_held_day(found, school=form.cleaned_data["school"], by=request.user)
        except NotAllowed:
            raise
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"The day is funded, and {found.person} can claim it now.")
            return redirect("claims_desk:days")
    context = {
        "day": found,
        "form": form,
        "can_answer": found.status == DayStatus.HELD and can_answer,
        "changes": Change.objects.of(found),
    }
    return render(request, "claims/desk/day.html", context)


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def turn_down(request, pk):
    """Say that a held day is not funded, and why."""
    require(permissions.can_answer_days(request.user), ONLY_LEADS)
    found = get_object_or_404(FundedDay.objects.select_related("person"), pk=pk)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and attempt(
        request,
        lambda: services.void_held_day(found, reason=form.cleaned_data["reason"], by=request.user),
        done=f"The day is not funded, and {found.person} has been told why.",
    ):
        return redirect("claims_desk:days")
    context = {
        "form": form,
        "title": f"Don’t fund this day of {found.person}’s",
        "words": "It is not paid. They read what you write here.",
        "submit": "Don’t fund it",
        "back": found.get_absolute_url(),
    }
    return render(request, "claims/desk/reason.html", context)

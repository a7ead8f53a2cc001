"""The school calendar at the desk."""

import csv

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.exceptions import NotAllowed, Refused
from core.submissions import once
from core.views import attempt, once_by_form
from schools import calendar, permissions, school_days
from schools.calendar_forms import COLUMNS, EXAMPLES, CalendarFileForm, PeriodForm, authorities
from schools.desk import desk_page
from schools.models import CalendarPeriod

A_PAGE = 40
LEADS_ONLY = desk_page(open_to=permissions.can_keep_the_calendar)


@desk_page
@require_safe
@never_cache
def periods(request):
    """What is to come, or with `?past=1` everything, the latest first."""
    everything = CalendarPeriod.objects.select_related("school")
    is_past = request.GET.get("past") == "1"
    shown = everything.order_by("-starts_on", "-pk") if is_past else everything.to_come()
    page = Paginator(shown, A_PAGE).get_page(request.GET.get("page"))
    names = dict(authorities())
    context = {
        "page_obj": page,
        "rows": [(period, _for_whom(period, names)) for period in page],
        "is_past": is_past,
        "can_keep": permissions.can_keep_the_calendar(request.user),
        "lacks_holidays": not school_days.holidays_ahead().exists(),
        "authority": names.get(settings.SATC_LA_CODE, settings.SATC_LA_CODE),
    }
    return render(request, "schools/calendar/periods.html", context)


def _for_whom(period, names):
    if period.school:
        return str(period.school)
    return names.get(period.la_code, period.la_code) or "All of England"


@LEADS_ONLY
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def add(request):
    """Add an entry."""
    form = PeriodForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _once(form, "calendar_add", lambda: calendar.add_period(**form.details(), by=request.user)):
        messages.success(request, "It is in the calendar.")
        return redirect("calendar:periods")
    return render(request, "schools/calendar/add.html", {"form": form})


@LEADS_ONLY
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def change(request, pk):
    """Change an entry, or take it out."""
    period = get_object_or_404(CalendarPeriod.objects.select_related("school"), pk=pk)
    form = PeriodForm(request.POST if request.method == "POST" else None, initial=PeriodForm.initial_of(period))

    def act():
        return calendar.change_period(period, **form.details(), by=request.user)

    if form.is_valid() and _once(form, "calendar_change", act):
        messages.success(request, "The calendar is changed.")
        return redirect("calendar:periods")
    return render(request, "schools/calendar/change.html", {"form": form, "period": period})


def _once(form, purpose, act):
    """Whether what the form says was done, once; what was refused is said in the form."""
    return once_by_form(form, purpose=purpose, act=lambda: str(act().pk))


@desk_page
@require_POST
def remove(request, pk):
    """Take an entry out."""
    period = get_object_or_404(CalendarPeriod, pk=pk)
    attempt(request, lambda: calendar.remove_period(period, by=request.user), done="It is taken out of the calendar.")
    return redirect("calendar:periods")


@LEADS_ONLY
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def import_file(request):
    """Add every row of a CSV file, or none."""
    is_sent = request.method == "POST"
    form = CalendarFileForm(request.POST, request.FILES) if is_sent else CalendarFileForm()
    if form.is_valid() and (result := _once_imported(form, request.user)):
        messages.success(request, result)
        return redirect("calendar:periods")
    return render(request, "schools/calendar/import.html", {"form": form, "columns": COLUMNS, "examples": EXAMPLES})


def _once_imported(form, by):
    def act():
        new = calendar.import_periods(form.rows, by=by)
        known = len(form.rows) - new
        already = f" {known} {'was' if known == 1 else 'were'} in the calendar already." if known else ""
        return f"{new} added.{already}"

    try:
        return once(form.cleaned_data["form_key"], purpose="calendar_import", act=act)
    except NotAllowed:
        raise
    except Refused as refusal:
        form.add_error("file", str(refusal))
        return None


@LEADS_ONLY
@require_safe
def template(request):
    """An empty CSV file with the columns."""
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="school-calendar.csv"'
    answer.write("\ufeff")
    csv.writer(answer).writerow(COLUMNS)
    return answer

"""Monitoring, under /admin/monitoring/, for leads and national leads: a page and a file for each section."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.spreadsheets import sheet
from satc.monitoring.figures import YOURS
from satc.monitoring.sections import BY_SLUG, SECTIONS
from schools.desk import desk_page

AT_FIRST, ALL = 30, "all"


@desk_page
@require_safe
def index(request):
    """What there is to watch."""
    return render(request, "satc/monitoring/index.html", {"sections": SECTIONS})


def _section(slug):
    if slug not in BY_SLUG:
        raise Http404
    return BY_SLUG[slug]


@desk_page
@require_safe
@never_cache
def section(request, slug):
    """One section: its key figures, its charts, and their table: its first rows, with `?rows=all` every one."""
    chosen = _section(slug)
    figures = chosen.read(request.user)
    rows = figures.rows if request.GET.get("rows") == ALL else figures.rows[:AT_FIRST]
    context = {
        "section": chosen,
        "sections": SECTIONS,
        "figures": figures,
        "rows": [_cells(chosen, row) for row in rows],
        "number": len(figures.rows),
        "has_yours": any(row.is_yours for row in figures.rows),
    }
    return render(request, "satc/monitoring/section.html", context)


def _cells(chosen, row):
    """A row as the table shows it: the first cell, then each other with its column and whether it is a number."""
    first, *others = row.cells
    rest = [
        {"text": text, "column": column, "is_number": number in chosen.numeric}
        for number, (text, column) in enumerate(zip(others, chosen.columns[1:], strict=True), start=1)
    ]
    return {"first": first, "rest": rest, "url": row.url, "is_yours": row.is_yours}


@desk_page
@require_safe
@never_cache
def file(request, slug):
    """The table as CSV, for a spreadsheet: what would be a formula there is put behind an apostrophe."""
    chosen = _section(slug)
    rows = ((*row.cells, "yes" if row.is_yours else "") for row in chosen.read(request.user).rows)
    answer = HttpResponse(sheet([*chosen.columns, YOURS], rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="satc-{chosen.slug}.csv"'
    return answer

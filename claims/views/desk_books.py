"""The ledger under /admin/books/: every figure opens what it is made of, and every view is a file."""

from datetime import date
from types import SimpleNamespace
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from claims import filters, permissions, services
from claims.books import facts, ledger
from claims.books.checks import rules_now
from claims.forms import BudgetsForm
from core import clock, financial_years
from core.permissions import require
from core.spreadsheets import plain_pounds, sheet
from core.words import long_date
from schools.desk import desk_page
from schools.models import School

A_PAGE = 50
ONLY_PAYERS = "Only a SATC lead or SATC finance sets budgets."
# Where a fact is written, by what it is.
OPENS = {
    "visit": ("Visit", lambda at: reverse("brokerage:report", args=[at])),
    "event": ("Place at", lambda at: reverse("influencers_desk:event", args=[at])),
    "day": ("Day", lambda at: reverse("claims_desk:day", args=[at])),
    "claim": ("Claim", lambda at: reverse("claims_desk:claim", args=[at])),
    "correction": ("Correction", lambda at: reverse("claims_desk:correction", args=[at])),
    "payment": ("Paid in", lambda at: reverse("claims_desk:run", args=[at])),
}


@desk_page(open_to=permissions.sees_books)
@require_safe
@never_cache
def books(request):
    """Budget, committed, earned, claimed, approved, paid and left: by source, school, month or year."""
    by, where = filters.by_of(request.GET), filters.where_of(request.GET, by=filters.by_of(request.GET))
    rows, total = ledger.ledger(by, where)
    context = {
        "by": by,
        "heading": ledger.BY[by],
        "tabs": [(name, words, _address("books", where, by=name)) for name, words in ledger.BY.items()],
        "year": where.get("year"),
        "years": _years(where, by),
        "rows": [_row(row, by, where) for row in rows],
        "total": _row(total, by, where),
        "has_budgets": by in ("source", "year") and not {"school", "month"} & set(where),
        "forecasts": ledger.forecasts(rows, where["year"]) if by == "source" and "year" in where else [],
        "stages": [(facts.STAGES[stage], about) for stage, about in facts.ABOUT_STAGES.items()],
        "file_url": _address("books_file", where, by=by),
        "chosen": _chosen(where),
        "can_set_budgets": permissions.can_set_budgets(request.user),
    }
    return render(request, "claims/desk/books.html", context)


@desk_page(open_to=permissions.sees_books)
@require_safe
@never_cache
def books_file(request):
    """The same as CSV; amounts in plain pounds."""
    by = filters.by_of(request.GET)
    rows, total = ledger.ledger(by, filters.where_of(request.GET, by=by))
    columns = [ledger.BY[by], "Budget", *facts.STAGES.values(), "Left"]
    return _file("books", sheet(columns, [_plain(row) for row in [*rows, total]]))


@desk_page(open_to=permissions.sees_books)
@require_safe
@never_cache
def rows(request):
    """What a figure is made of, the newest date first."""
    where = filters.where_of(request.GET)
    context = {
        "page_obj": Paginator(_Facts(where, request.user), A_PAGE).get_page(request.GET.get("page")),
        "chosen": _chosen(where),
        "pence": sum(pence or 0 for _, _, pence, _ in facts.sums("stage", where)),
        "file_url": _address("books_rows_file", where),
        "back_url": _address("books", {name: where[name] for name in where if name != "stage"}),
    }
    return render(request, "claims/desk/books_rows.html", context)


@desk_page(open_to=permissions.sees_books)
@require_safe
@never_cache
def rows_file(request):
    """The same as CSV."""
    found = list(_Facts(filters.where_of(request.GET), request.user)[:])
    columns = ["Date", "Stage", "Source", "School", "Person", "What", "Half-days", "Amount"]
    cells = [
        (f.on, f.stage, f.source, f.school, f.person, f"{f.what} {f.at}", f.halves, _plain_pounds(f.pence))
        for f in found
    ]
    return _file("books-rows", sheet(columns, cells))


@desk_page(open_to=permissions.sees_books)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def budgets(request):
    """What each source may spend in a financial year."""
    require(permissions.can_set_budgets(request.user), ONLY_PAYERS)
    year = filters.where_of(request.GET).get("year") or financial_years.year_of(clock.today())
    form = BudgetsForm(request.POST if request.method == "POST" else None, year=year)
    if form.is_valid():
        for source, pence in form.amounts():
            services.set_budget(source, year=year, pence=pence, by=request.user)
        messages.success(request, f"The budgets of {financial_years.called(year)} are set.")
        return redirect(_address("books", {"year": year}))
    context = {
        "form": form,
        "called": financial_years.called(year),
        "back_url": _address("books", {"year": year}),
        "years": [
            (financial_years.called(each), _address("budgets", {"year": each}), each == year)
            for each in ledger.years(year)
        ],
    }
    return render(request, "claims/desk/budgets.html", context)


@desk_page(open_to=permissions.sees_books)
@require_safe
@never_cache
def check(request):
    """Each rule of the books, looked at now, and what breaks it. Nobody is written to."""
    rules = rules_now()
    is_right = not any(rule.wrongs for rule in rules)
    return render(request, "claims/desk/books_check.html", {"rules": rules, "is_right": is_right})


class _Facts:
    """The facts that fit, for a paginator: counted in one query, a page of them read in another."""

    def __init__(self, where, person):
        self.where = where
        self.sees_runs = permissions.sees_runs(person)
        self.names = ledger.sources()

    def __len__(self):
        return facts.number(self.where)

    def __getitem__(self, cut):
        return [self._named(*row) for row in facts.rows(self.where, start=cut.start or 0, stop=cut.stop)]

    def _named(self, on, stage, source, urn, school, what, at, person, halves, pence):
        words, opens = OPENS[what]
        return SimpleNamespace(
            on=on if isinstance(on, date) else date.fromisoformat(on),
            stage=facts.STAGES[stage],
            source=self.names.get(source, source),
            school=school or ledger.NOT_KNOWN,
            person=person or "",
            what=words,
            at=long_date(on if isinstance(on, date) else date.fromisoformat(on)) if what == "day" else at,
            url=opens(at) if self.sees_runs or what != "payment" else "",
            halves=halves,
            pence=int(pence or 0),
        )


def _row(row, by, where):
    """A line with the address of what each figure is made of."""
    own = {} if row.name == "In all" else {by: row.key}
    cells = [
        (words, pence, _address("books_rows", {**where, **own, "stage": stage}) if pence else "")
        for stage, words, pence in row.cells
    ]
    return SimpleNamespace(name=row.name, budget=row.budget, cells=cells, left=row.left)


def _address(name, where, **more):
    """The address of a page of the books with what is chosen."""
    chosen = {key: filters.NONE if value is None else value for key, value in {**where, **more}.items()}
    if "year" not in chosen and name != "books":
        chosen["year"] = "all"
    return f"{reverse(f'claims_desk:{name}')}?{urlencode(chosen)}"


def _years(where, by):
    """Each year that can be chosen, with its address; none where the rows are the years."""
    if by == "year":
        return []
    return [
        (financial_years.called(year), _address("books", {**where, "year": year}, by=by), year == where.get("year"))
        for year in ledger.years(where.get("year"))
    ]


def _chosen(where):
    """In words, what of the books this is."""
    words = []
    if "stage" in where:
        words.append(facts.STAGES[where["stage"]].lower())
    if "source" in where:
        words.append(ledger.sources().get(where["source"], where["source"]))
    if "school" in where:
        found = School.objects.filter(pk=where["school"]).first() if where["school"] else None
        words.append(str(found) if found else "school not known yet")
    if "month" in where:
        words.append(f"{date.fromisoformat(where['month'] + '-01'):%B %Y}")
    if "year" in where:
        words.append(financial_years.called(where["year"]))
    return ", ".join(words)


def _plain(row):
    budget, left = ("" if amount is None else _plain_pounds(amount) for amount in (row.budget, row.left))
    return [row.name, budget, *(_plain_pounds(pence) for pence in row.pence.values()), left]


def _plain_pounds(pence):
    return f"-{plain_pounds(-pence)}" if pence < 0 else plain_pounds(pence)


def _file(name, content):
    answer = HttpResponse(content, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="satc-{name}.csv"'
    return answer

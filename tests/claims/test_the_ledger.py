"""The ledger: each amount in one column, in the year of its date, on what pays it; every figure opens its rows."""

import csv
import datetime
import io

import pytest
from django.core.exceptions import PermissionDenied

from claims import services
from claims.books import facts, ledger
from claims.models import Budget, FundingSource
from core import clock, financial_years
from core.exceptions import NotAllowed
from core.models import Change
from core.parts import PartOfDay
from programmes.models import DayRate
from tests.claims.breaking import correction_of, paid_line
from tests.claims.reading import queries, text_of
from tests.factories.brokerage import OtherVisitFactory, phase_one
from tests.factories.claims import FundedDayFactory, approved, in_run, influencer_at, paid, rejected, submitted
from tests.factories.programmes import EventFactory, PlaceFactory
from tests.factories.schools import PersonFactory, finance, lead, national_lead

pytestmark = pytest.mark.django_db
YEAR = 2025  # that of the factories' dates, from September on


def of(row):
    """What of a row isn't nought."""
    return {stage: pence for stage, pence in row.pence.items() if pence}


def by(name, **where):
    rows, total = ledger.ledger(name, where)
    return {row.name: of(row) for row in rows if of(row)}, of(total)


def test_each_amount_is_in_one_column_by_how_far_it_is():
    for make in (paid, FundedDayFactory, submitted, rejected, approved):
        make()
    FundedDayFactory(held=True)
    in_run()

    # The day of the rejected claim is earned again; in_run opened its run over what was approved.
    expected = {"committed": 20000, "earned": 40000, "claimed": 20000, "approved": 40000, "paid": 20000}
    assert by("source", year=YEAR) == ({"CPD fund": expected}, expected)


def test_what_is_planned_is_committed_at_the_rate_of_its_date_for_the_school_of_that_date():
    person, school = influencer_at()
    on = datetime.date(2031, 5, 6)
    DayRate.objects.create(pence_per_day=30000, from_on=datetime.date(2031, 4, 1))
    OtherVisitFactory(person=person, on=on, part=PartOfDay.MORNING)
    OtherVisitFactory(person=person, on=on, part=PartOfDay.AFTERNOON, status="cancelled")
    event = EventFactory(on=on + datetime.timedelta(days=1), is_release_funded=True, part=PartOfDay.WHOLE_DAY)
    PlaceFactory(event=event, person=person)
    PlaceFactory(event=event, status="offered")
    PlaceFactory(event=EventFactory(on=on, is_release_funded=False))

    assert by("school", year=2031) == ({school.name: {"committed": 45000}}, {"committed": 45000})
    assert by("month", year=2031)[0] == {"May 2031": {"committed": 45000}}


def test_a_day_that_two_sources_pay_is_half_on_each():
    pool = phase_one()
    FundedDayFactory(morning_source=FundingSource.objects.of_pool(pool))

    assert by("source", year=YEAR)[0] == {pool.name: {"earned": 10000}, "CPD fund": {"earned": 10000}}


def test_corrections_count_where_they_are():
    line = paid_line()
    correction = correction_of(line, amount_pence=-5000)
    assert by("source", year=YEAR)[1] == {"approved": -5000, "paid": 20000}

    type(correction).objects.update(status="proposed")
    assert by("source", year=YEAR)[1] == {"claimed": -5000, "paid": 20000}

    type(correction).objects.update(status="refused")
    assert by("source", year=YEAR)[1] == {"paid": 20000}


@pytest.mark.parametrize(
    ("on", "year"), [(datetime.date(2026, 3, 31), 2025), (datetime.date(2026, 4, 1), 2026)], ids=["March", "April"]
)
def test_the_year_is_that_of_the_date(on, year):
    FundedDayFactory(on=on)

    assert by("year")[0] == {financial_years.called(year): {"earned": 20000}}
    assert by("source", year=year)[1] == {"earned": 20000}
    assert by("source", year=year + 1)[1] == {}


def test_the_years_to_choose_from_are_those_with_anything_in_them_this_one_and_the_next(client):
    FundedDayFactory(on=datetime.date(2024, 9, 3))
    services.set_budget("cpd", year=2022, pence=100_000, by=finance())
    now = financial_years.year_of(clock.today())
    client.force_login(lead())

    assert ledger.years() == [now + 1, now, 2024, 2022]
    assert ledger.years(2000)[-1] == 2000
    assert [words for words, _, _ in client.get("/admin/books/").context["years"]][-2:] == ["2024-25", "2022-23"]


def test_left_is_the_budget_without_everything():
    services.set_budget("cpd", year=YEAR, pence=100_000, by=finance())
    for make in (FundedDayFactory, submitted, paid):
        make()

    rows, total = ledger.ledger("source", {"year": YEAR})
    assert (total.budget, total.used, total.left) == (100_000, 60_000, 40_000)
    said = [sentence for _, sentence in ledger.forecasts(rows, YEAR)]
    assert said == ["At this rate £400.00 of £1,000.00 was left on Tuesday 31 March 2026."]


def test_a_budget_that_is_passed_and_one_that_was_never_set():
    services.set_budget("cpd", year=YEAR, pence=15_000, by=lead())
    FundedDayFactory(morning_source=FundingSource.objects.of_quotes())
    FundedDayFactory()

    rows, _ = ledger.ledger("source", {"year": YEAR})
    assert {row.name: sentence for row, sentence in ledger.forecasts(rows, YEAR)} == {
        "Support by quote": "No budget is set. With what is planned, £100.00 was spent by Tuesday 31 March 2026.",
        "CPD fund": "With what is planned, £150.00 more than the £150.00 was spent by Tuesday 31 March 2026.",
    }


def test_a_budget_is_recorded_each_time_it_is_set():
    by = finance()
    budget = services.set_budget("cpd", year=YEAR, pence=100_000, by=by)
    services.set_budget("cpd", year=YEAR, pence=120_000, by=by)
    services.set_budget("cpd", year=YEAR, pence=120_000, by=by)

    assert Budget.objects.get() == budget
    changes = Change.objects.of(budget).values_list("from_status", "to_status", "by")
    assert list(changes) == [("none", "£1,000.00", by.pk), ("£1,000.00", "£1,200.00", by.pk)]


@pytest.mark.parametrize("who", [national_lead, PersonFactory])
def test_only_leads_and_finance_set_budgets(who):
    with pytest.raises((NotAllowed, PermissionDenied)):
        services.set_budget("cpd", year=YEAR, pence=1, by=who())


@pytest.mark.parametrize("name", ["source", "school", "month", "year"])
def test_every_figure_opens_the_rows_that_it_is_made_of(client, name):
    FundedDayFactory(morning_source=FundingSource.objects.of_pool(phase_one()))
    for make in (submitted, approved, paid):
        make()
    FundedDayFactory(held=True)
    correction_of(paid_line())
    client.force_login(finance())

    page = client.get(f"/admin/books/?by={name}&year={YEAR}")
    opened = [(pence, url) for row in page.context["rows"] for _, pence, url in row.cells if url]
    opened += [(pence, url) for _, pence, url in page.context["total"].cells if url]

    assert len(opened) > 8
    for pence, url in opened:
        found = client.get(url)
        assert (found.context["pence"], sum(fact.pence for fact in found.context["page_obj"])) == (pence, pence), url


def test_each_row_leads_to_where_it_is_written(client):
    claim, day = paid(), FundedDayFactory()
    client.force_login(finance())

    links = {fact.what: fact.url for fact in client.get(f"/admin/books/rows/?year={YEAR}").context["page_obj"]}
    assert links == {"Paid in": f"/admin/runs/{claim.run.reference}/", "Day": f"/admin/days/{day.pk}/"}

    client.force_login(national_lead())
    links = {fact.what: fact.url for fact in client.get(f"/admin/books/rows/?year={YEAR}").context["page_obj"]}
    assert links == {"Paid in": "", "Day": f"/admin/days/{day.pk}/"}


def test_the_files_say_what_the_pages_say(client):
    paid()
    services.set_budget("cpd", year=YEAR, pence=10_000, by=finance())
    client.force_login(finance())

    rows = list(csv.DictReader(io.StringIO(client.get(f"/admin/books.csv?year={YEAR}").content.decode("utf-8-sig"))))
    assert [(row["Source"], row["Budget"], row["Paid"], row["Left"]) for row in rows[-2:]] == [
        ("CPD fund", "100.00", "200.00", "'-100.00"),
        ("In all", "100.00", "200.00", "'-100.00"),
    ]
    rows = csv.DictReader(io.StringIO(client.get("/admin/books/rows.csv?year=all").content.decode("utf-8-sig")))
    assert [(row["Stage"], row["Half-days"], row["Amount"]) for row in rows] == [("Paid", "2", "200.00")]


@pytest.mark.parametrize(
    "typed", ["year=x", "year=99999", "month=2025-13", "month=ab", "school=1", "by=x", "page=x", "source=%27"]
)
def test_an_address_that_makes_no_sense_is_answered(client, typed):
    FundedDayFactory()
    client.force_login(lead())

    assert client.get(f"/admin/books/?{typed}").status_code == 200
    assert client.get(f"/admin/books/rows/?{typed}").status_code == 200


def test_budgets_are_set_on_their_page(client):
    by = lead()
    client.force_login(by)

    page = client.post(f"/admin/books/budgets/?year={YEAR}", {"cpd": "£1,500", "quote": ""}, follow=True)

    assert [(b.source.kind, b.year, b.amount_pence, b.set_by) for b in Budget.objects.all()] == [
        ("cpd", YEAR, 150_000, by)
    ]
    assert "The budgets of 2025-26 are set." in text_of(page)
    assert client.get(f"/admin/books/budgets/?year={YEAR}").context["form"]["cpd"].initial == "1500.00"


def test_a_budget_that_is_no_amount_is_asked_for_again(client):
    client.force_login(lead())

    page = client.post(f"/admin/books/budgets/?year={YEAR}", {"cpd": "plenty"})

    assert page.context["form"].errors == {"cpd": ["Enter an amount in pounds, like 250 or 249.50."]}
    assert not Budget.objects.exists()


@pytest.mark.parametrize("path", ["/admin/books/?by=source", "/admin/books/?by=school", "/admin/books/rows/?year=all"])
def test_the_pages_ask_as_much_of_many_rows_as_of_few(client, path):
    by, found = finance(), []
    for number in (3, 40):
        for _ in range(number):
            submitted()
        found.append(queries(client, by, f"{path}&year=all"))

    assert found[0] == found[1] <= 10


def test_every_stage_says_what_it_is():
    assert list(facts.ABOUT_STAGES) == list(facts.STAGES)

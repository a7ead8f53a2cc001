"""What is broken in the books is written down and told to the leads, by the command and on the page; and only that."""

from io import StringIO

import pytest
from django.core.management import call_command

from claims import services
from claims.books.checks import INVARIANTS, rules_now
from core.models import JobRun
from tests.claims.breaking import alter, broken, corrected
from tests.claims.reading import messages
from tests.factories.brokerage import PoolFactory
from tests.factories.claims import (
    AttendanceFactory,
    FundedDayFactory,
    approved,
    authorised_run,
    cancelled_run,
    in_run,
    open_run,
    paid,
    rejected,
    returned,
    sent_run,
    submitted,
)
from tests.factories.schools import finance, lead

pytestmark = pytest.mark.django_db
on_postgresql = pytest.mark.needs("PostgreSQL")


def test_whatever_state_things_are_in_nothing_is_wrong():
    corrected()
    FundedDayFactory()
    FundedDayFactory(held=True)
    FundedDayFactory(acceptance=None, attendance=AttendanceFactory())
    PoolFactory()
    for make in (submitted, approved, returned, rejected, in_run, paid):
        make()
    for run in (open_run, authorised_run, sent_run, cancelled_run):
        run(approved())
    services.mark_failed(sent_run(approved()).payments.first(), reason="Closed.", by=finance())

    assert broken() == []


def test_the_check_is_written_down_and_the_leads_hear_of_what_is_wrong():
    somebody = lead()
    services.check_books()
    assert JobRun.objects.get(job="check_books").result == "nothing is wrong."
    assert messages("books_wrong") == []

    alter(submitted(), amount_pence=1)
    [wrong] = services.check_books()

    assert wrong.startswith("A claim comes to its live lines. But CLM-")
    assert JobRun.objects.get(job="check_books").result == f"1 wrong. {wrong}"
    assert messages("books_wrong") == [(somebody, "/admin/books/check/")]


def test_the_command_ends_with_one_when_something_is_wrong():
    out = StringIO()
    call_command("check_books", stdout=out)
    assert out.getvalue() == "Nothing in the books is wrong.\n"

    alter(submitted(), amount_pence=1)
    with pytest.raises(SystemExit) as ended:
        call_command("check_books", stdout=out)

    assert ended.value.code == 1
    assert "A claim comes to its live lines. But CLM-" in out.getvalue()


def test_the_page_says_each_rule_and_what_breaks_it(client):
    client.force_login(lead())
    assert client.get("/admin/books/check/").context["is_right"]

    claim = submitted()
    alter(claim, amount_pence=1)
    page = client.get("/admin/books/check/")

    assert not page.context["is_right"]
    assert [rule.name for rule in page.context["rules"]] == list(INVARIANTS)
    assert f"{claim.reference} says £0.01" in page.content.decode()


def test_the_check_asks_as_much_of_many_days_as_of_few(django_assert_num_queries):
    for number in (1, 10):
        for _ in range(number):
            paid(days=2)
        with django_assert_num_queries(15):
            rules_now()

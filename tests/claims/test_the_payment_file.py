import csv
import datetime
import hashlib
import io

import pytest
from django.db import DatabaseError, transaction

from claims import services
from claims.models import FileDownload, FundingSource, Payment
from claims.payment_file import COLUMNS, payment_file, totals_file
from core.exceptions import NotAllowed
from core.spreadsheets import safe
from tests.factories.brokerage import PoolFactory
from tests.factories.claims import FundedDayFactory, agreed_correction, approved, authorised_run, paid_line, sent_run
from tests.factories.schools import SchoolFactory, finance, lead, national_lead

pytestmark = pytest.mark.django_db


def rows_of(run):
    return list(csv.DictReader(io.StringIO(payment_file(run).decode("utf-8-sig"), newline="")))


def test_it_has_a_row_for_each_payment():
    one = SchoolFactory(name="Ash Primary School", la_code="861", la_name="Potters", type_group="Maintained")
    other = SchoolFactory(name="Élan", la_code="", type_name="Academy converter", trust_name="Kiln Trust")
    run = authorised_run(approved(school=one, days=2), approved(school=one, part="morning"), approved(school=other))

    payments = {payment.school: payment.reference for payment in run.payments.all()}
    both = {"run": run.reference, "financial year": "2025-26", "funding source": "CPD fund"}
    assert rows_of(run) == [
        both
        | {
            "payment": payments[one],
            "URN": str(one.urn),
            "school": "Ash Primary School",
            "local authority code": "861",
            "type group": "Maintained",
            "payee": "Potters",
            "days": "2.5",
            "amount": "500.00",
            "description": f"Science Across The City, release of staff, {payments[one]}",
        },
        both
        | {
            "payment": payments[other],
            "URN": str(other.urn),
            "school": "Élan",
            "local authority code": "",
            "type group": other.type_group,
            "payee": "Kiln Trust",
            "days": "1",
            "amount": "200.00",
            "description": f"Science Across The City, release of staff, {payments[other]}",
        },
    ]


def test_each_source_and_each_financial_year_has_a_row_of_its_own():
    line = paid_line(first=0)
    agreed_correction(line, pence=-5_000)
    pool = FundingSource.objects.of_pool(PoolFactory(name="Coaching"))
    day = FundedDayFactory(school=line.payment.school, on=datetime.date(2026, 4, 14), morning_source=pool)
    [claim] = services.submit_claims(person=day.person, days=[day], by=day.person)
    run = authorised_run(services.approve(claim, by=lead()))

    rows = [(row["financial year"], row["funding source"], row["days"], row["amount"]) for row in rows_of(run)]
    assert sorted(rows) == [
        ("2025-26", "CPD fund", "0", "-50.00"),
        ("2026-27", "CPD fund", "0.5", "100.00"),
        ("2026-27", "Coaching", "0.5", "100.00"),
    ]
    assert "corrections" in rows_of(run)[0]["description"]
    totals = totals_file(run).decode("utf-8-sig").splitlines()
    assert totals[-1] == f"{run.reference},in all,in all,1,1,150.00"
    assert len(totals) == 5


def test_who_took_a_file_is_recorded_with_its_hash():
    run, by = authorised_run(), lead()

    content = services.take_file(run, file="payments", by=by)

    taken = FileDownload.objects.get()
    assert (taken.run, taken.by, taken.sha256) == (run, by, hashlib.sha256(content).hexdigest())
    with pytest.raises(NotAllowed):
        services.take_file(run, file="payments", by=national_lead())
    with pytest.raises(DatabaseError, match="never edited"), transaction.atomic():
        FileDownload.objects.update(sha256="0" * 64)


def test_excel_can_read_it():
    content = payment_file(authorised_run())

    assert content.startswith(b"\xef\xbb\xbf" + ",".join(COLUMNS).encode() + b"\r\n")


def test_the_same_run_always_gives_the_same_bytes():
    claim = approved()
    run = sent_run(claim, approved())
    before, totals = payment_file(run), totals_file(run)

    services.mark_failed(run.payments.first(), reason="The account is closed.", by=finance())
    services.mark_paid(run.payments.last(), by=finance())
    claim.school.name, claim.school.la_code = "Renamed Academy", "860"
    claim.school.type_group, claim.school.la_name = "Academies", "Elsewhere"
    services.set_payee(claim.school, name="Somebody else", by=finance())
    claim.school.save()
    run.refresh_from_db()

    assert (payment_file(run), totals_file(run)) == (before, totals)


@pytest.mark.parametrize("name", ["=1+1", "+44", "-2", "@sum(a1)", " =1+1", "\t=1", "\r=1"])
def test_no_cell_is_a_formula(name):
    run = authorised_run()
    Payment.objects.update(school_name=name)

    assert rows_of(run)[0]["school"] == f"'{name}"


@pytest.mark.parametrize("name", ["St Mary's, Burslem", 'The "Old" School', "A-1", "200.00"])
def test_other_cells_stay_as_they_are(name):
    assert safe(name) == name

import csv
import io

import pytest

from claims import services
from claims.models import Payment
from claims.payment_file import COLUMNS, payment_file, safe
from tests.factories.claims import approved, authorised_run, sent_run
from tests.factories.schools import SchoolFactory, finance

pytestmark = pytest.mark.django_db


def rows_of(run):
    return list(csv.DictReader(io.StringIO(payment_file(run).decode("utf-8-sig"), newline="")))


def test_it_has_a_row_for_each_payment():
    one, other = SchoolFactory(name="Ash Primary School", la_code="861"), SchoolFactory(name="Élan", la_code="")
    run = authorised_run(approved(school=one, days=2), approved(school=one, part="morning"), approved(school=other))

    payments = {payment.school: payment.reference for payment in run.payments.all()}
    assert rows_of(run) == [
        {
            "run": run.reference,
            "payment": payments[one],
            "URN": str(one.urn),
            "school": "Ash Primary School",
            "local authority code": "861",
            "days": "2.5",
            "amount": "500.00",
            "description": f"Science Across The City, release of staff, {payments[one]}",
        },
        {
            "run": run.reference,
            "payment": payments[other],
            "URN": str(other.urn),
            "school": "Élan",
            "local authority code": "",
            "days": "1",
            "amount": "200.00",
            "description": f"Science Across The City, release of staff, {payments[other]}",
        },
    ]


def test_excel_can_read_it():
    content = payment_file(authorised_run())

    assert content.startswith(b"\xef\xbb\xbf" + ",".join(COLUMNS).encode() + b"\r\n")


def test_the_same_run_always_gives_the_same_bytes():
    claim = approved()
    run = sent_run(claim, approved())
    before = payment_file(run)

    services.mark_failed(run.payments.first(), reason="The account is closed.", by=finance())
    services.mark_paid(run.payments.last(), by=finance())
    claim.school.name, claim.school.la_code = "Renamed Academy", "860"
    claim.school.save()
    run.refresh_from_db()

    assert payment_file(run) == before


@pytest.mark.parametrize("name", ["=1+1", "+44", "-2", "@sum(a1)", " =1+1", "\t=1", "\r=1"])
def test_no_cell_is_a_formula(name):
    run = authorised_run()
    Payment.objects.update(school_name=name)

    assert rows_of(run)[0]["school"] == f"'{name}"


@pytest.mark.parametrize("name", ["St Mary's, Burslem", 'The "Old" School', "A-1", "200.00"])
def test_other_cells_stay_as_they_are(name):
    assert safe(name) == name

import io

import pytest
from django.core import mail
from pypdf import PdfReader

from claims import services
from core import outbox
from correspondence.models import Document
from tests.factories.claims import approved, authorised_run, paid_run, school_correction, working_day
from tests.factories.schools import PersonFactory, SchoolFactory, finance, head_of

pytestmark = pytest.mark.django_db


def made_summary(*claims):
    run = paid_run(*claims)
    outbox.work_off()
    document = Document.objects.get(kind="payment_summary")
    with document.file.open("rb") as file:
        return run.payments.get(), document, file.read()


def words_of(pdf):
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def test_it_says_to_whom_what_was_paid_when_and_why():
    school = SchoolFactory(name="Ash Primary School")
    head_of(school, name="Hilary Head")
    person = PersonFactory(name="Ira Influencer")
    claim = approved(person=person, school=school, part="morning", why="Coaching at Elm")

    payment, document, pdf = made_summary(claim, approved(school=school))

    words = words_of(pdf)
    for said in [
        "Hilary Head Ash Primary School",
        "Dear Hilary Head,",
        "Payment summary",
        f"Look for payment {payment.reference} on your bank statement",
        f"our payment run {payment.run.reference}.",
        "Monday 1 September 2025, morning Ira Influencer: Coaching at Elm 0.5 £200.00 £100.00",
        "we paid £300.00 to Stoke-on-Trent for Ash Primary School",
        "Paid to Stoke-on-Trent 1.5 £300.00",
        "speak to the SATC lead",
    ]:
        assert said in words
    assert working_day(0).isoformat() == "2025-09-01"
    assert document.reference in words


def test_it_holds_no_e_mail_address():
    _, _, pdf = made_summary(approved())

    assert "@" not in words_of(pdf)


def test_without_a_proven_head_it_is_addressed_to_the_headteacher():
    claim = approved()

    _, _, pdf = made_summary(claim)

    assert f"The headteacher {claim.school.name}" in words_of(pdf)
    assert "Dear headteacher," in words_of(pdf)


def test_it_is_tagged_in_english_titled_and_small():
    _, document, pdf = made_summary(approved())

    reader = PdfReader(io.BytesIO(pdf))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.trailer["/Root"]["/Lang"] == "en-GB"
    assert reader.metadata.title == f"Payment summary ({document.reference})"
    assert len(pdf) < 40_000


def test_the_head_is_sent_it():
    school = SchoolFactory()
    head = head_of(school)

    _, document, pdf = made_summary(approved(school=school))

    message = mail.outbox[-1]
    assert (message.to, message.subject) == ([head.email], f"We have paid £200.00 to {school}")
    assert message.attachments[0][:2] == (f"{document.reference}.pdf", pdf)
    assert f"/documents/{document.reference}.pdf" in message.body


def test_it_lists_corrections_and_the_purchase_order():
    school = SchoolFactory(name="Ash School", type_name="Other independent school")
    claim = approved(school=school)
    correction = school_correction(school)
    run = authorised_run(claim)
    services.set_purchase_order(run.payments.get(), number="PO 17", by=finance())
    services.send_run(run, by=finance())

    services.mark_paid(run.payments.get(), finance_reference="BACS 18", by=finance())
    outbox.work_off()

    with Document.objects.get(kind="payment_summary").file.open("rb") as file:
        words = words_of(file.read())
    for said in [
        "we paid £150.00 to Ash School, for releasing staff",
        f"correction {correction.reference} Cover ended at midday. -£50.00",
        "Paid to the school 1 £150.00",
        "Your purchase order: PO 17.",
        "our finance team calls it BACS 18",
    ]:
        assert said in words


def test_forty_days_fit_on_its_pages_with_the_heading_of_the_table_on_each():
    school = SchoolFactory()
    claims = [approved(school=school, days=10, first=n * 40, why="Coaching at Elm Primary School") for n in range(4)]

    _, _, pdf = made_summary(*claims)

    pages = [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]
    assert 2 <= len(pages) <= 3
    assert words_of(pdf).count("Coaching at Elm Primary School") == 40
    assert all("Rate a day" in page for page in pages if "£200.00" in page and "Coaching" in page)

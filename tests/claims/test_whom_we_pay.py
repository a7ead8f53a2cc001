"""Whom finance pays for a school: by its kind, unless somebody said otherwise; a run is not authorised without it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from claims import services
from claims.models import SchoolPayee
from claims.payees import payee_of
from core.exceptions import NotAllowed, Refused
from core.models import Change
from tests.claims.reading import queries, text_of
from tests.factories.claims import approved, authorised_run, open_run, sent_run
from tests.factories.schools import SchoolFactory, finance, lead, national_lead

pytestmark = pytest.mark.django_db
KNOWN = {
    "Community school": "Potters Council",
    "Voluntary aided school": "Potters Council",
    "Foundation special school": "Potters Council",
    "Academy converter": "Kiln Trust",
    "Free schools special": "Kiln Trust",
    "Academy special sponsor led": "Kiln Trust",
    "Other independent school": "Ash School",
    "Non-maintained special school": "Ash School",
}


@pytest.mark.parametrize(("kind", "name"), KNOWN.items())
def test_the_kind_of_school_says_whom_we_pay(kind, name):
    school = SchoolFactory.build(name="Ash School", type_name=kind, la_name="Potters Council", trust_name="Kiln Trust")

    assert payee_of(school).name == name


@pytest.mark.parametrize(("kind", "trust"), [("Academy converter", ""), ("Something else", "Kiln Trust")])
def test_where_the_register_does_not_say_nobody_guesses(kind, trust):
    assert not payee_of(SchoolFactory.build(type_name=kind, trust_name=trust)).is_known


def academy():
    return SchoolFactory(name="Ash Academy", type_name="Academy converter", trust_name="")


def test_a_run_is_not_authorised_while_a_payee_is_missing_and_is_asked_for_once(client):
    school, by = academy(), finance()
    run = open_run(approved(school=school), approved())
    client.force_login(by)
    with pytest.raises(Refused, match="We don’t know whom to pay for Ash Academy"):
        services.authorise(run, by=by)
    page = client.get(run.get_absolute_url())
    assert "Whom do we pay for Ash Academy?" in text_of(page)
    assert "Authorise the run" not in text_of(page)

    client.post(f"{run.get_absolute_url()}payees/", {f"payee_{school.pk}": " Kiln  Trust "})

    assert "Whom do we pay for" not in text_of(client.get(run.get_absolute_url()))
    services.authorise(run, by=by)
    assert run.payments.get(school=school).payee == "Kiln Trust"
    assert Change.objects.filter(action="set_payee", by=by, reason="Kiln Trust", school_urn=school.urn).exists()
    assert authorised_run(approved(school=school, first=20)).payments.get().payee == "Kiln Trust"


def test_whom_we_pay_can_be_said_anew_and_what_is_authorised_stays():
    school = academy()
    services.set_payee(school, name="Kiln Trust", by=lead())
    run = authorised_run(approved(school=school))

    services.set_payee(school, name="Oven Trust", by=finance())

    assert (run.payments.get().payee, SchoolPayee.objects.get().name) == ("Kiln Trust", "Oven Trust")


def test_only_finance_and_leads_say_it_and_not_nothing():
    with pytest.raises(NotAllowed):
        services.set_payee(academy(), name="Kiln Trust", by=national_lead())
    with pytest.raises(Refused, match="Say whom to pay"):
        services.set_payee(academy(), name="  ", by=lead())


def test_a_purchase_order_is_given_until_the_run_is_sent(client):
    run, by = authorised_run(approved()), finance()
    payment = run.payments.get()
    client.force_login(by)

    client.post(f"/admin/payments/{payment.reference}/purchase-order/", {"number": "PO 17"})

    payment.refresh_from_db()
    assert payment.purchase_order == "PO 17"
    with pytest.raises(NotAllowed):
        services.set_purchase_order(payment, number="1", by=lead())
    services.send_run(run, by=by)
    with pytest.raises(Refused, match="stay as they are"):
        services.set_purchase_order(payment, number="PO 18", by=by)


def test_the_page_of_a_run_says_what_changed_since_the_last(client):
    one, other = SchoolFactory(name="Ash School"), SchoolFactory(name="Elm School")
    before = sent_run(approved(school=one))
    run = open_run(approved(school=one, first=20), approved(school=other))
    client.force_login(finance())

    page = text_of(client.get(run.get_absolute_url()))

    assert f"The run before, {before.reference} , paid £200.00. New since then: Elm School." in page
    assert "Last run: £200.00." in page


def test_the_page_says_how_many_summaries_are_made(client):
    run = sent_run(approved(), approved())
    services.mark_all_paid(run, by=finance())
    client.force_login(finance())

    assert "0 of 2 made." in text_of(client.get(run.get_absolute_url()))


def test_the_page_for_the_file_from_finance_lists_what_is_wrong(client):
    run = sent_run(approved(), approved())
    client.force_login(finance())
    url = f"{run.get_absolute_url()}confirm/"
    template = client.get(f"{url}template/").content
    assert all(payment.reference.encode() in template for payment in run.payments.all())

    def send(text):
        return client.post(url, {"file": SimpleUploadedFile("bank.csv", text.encode())}, follow=True)

    wrong = send(f"payment,result,date\n{run.payments.first().reference},paid,31/02/2026\nPAY-00000,paid,\n")
    assert "Row 2: “31/02/2026” isn’t a date" in text_of(wrong)
    assert "Row 3: there is no payment PAY-00000." in text_of(wrong)
    right = f"payment,result,date,reason\n{run.payments.first().reference},failed,,Closed.\n"
    assert "0 paid, 1 failed" in text_of(send(right))
    assert "changed nothing" in text_of(send(right))


@pytest.mark.parametrize("make", [open_run, authorised_run, sent_run], ids=lambda make: make.__name__)
def test_the_page_asks_as_much_for_ten_schools_as_for_three(client, make):
    by = finance()
    sent_run(approved())
    runs = [make(*(approved() for _ in range(number))) for number in (3, 10)]

    few, many = (queries(client, by, run.get_absolute_url()) for run in runs)

    assert few == many

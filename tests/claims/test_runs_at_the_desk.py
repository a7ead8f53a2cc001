"""A payment run at the desk: what it shows, and what its buttons do."""

import pytest

from claims.models import PaymentRun
from claims.waiting import desk_for
from tests.claims.reading import act, queries, text_of
from tests.factories.claims import approved, authorised_run, in_run, open_run, paid_run, sent_run
from tests.factories.schools import SchoolFactory, finance, head_of, lead

pytestmark = pytest.mark.django_db


def test_finance_takes_a_run_from_approved_claims_to_paid(client):
    by, school = finance(), SchoolFactory(name="Ash Primary School")
    claim = approved(school=school, days=2)
    client.force_login(by)
    assert "To be paid £400.00" in text_of(client.get("/admin/runs/"))

    opened = act(client, by, "/admin/runs/open/")
    run = PaymentRun.objects.get()
    path = f"/admin/runs/{run.reference}/"
    assert opened.redirect_chain == [(path, 302)]
    assert "Ash Primary School" in text_of(opened)

    assert "First download the payments and have them paid." in text_of(act(client, by, f"{path}authorise/"))
    file = client.post(f"{path}files/payments/")
    assert file.headers["Content-Disposition"] == f'attachment; filename="{run.reference}-payments.csv"'
    assert b"Ash Primary School,861," in file.content
    assert "taken by" in text_of(client.get(path))
    assert "bring that in, or mark each payment." in text_of(act(client, by, f"{path}send/"))
    assert "All that was left is paid." in text_of(act(client, by, f"{path}paid/"))

    claim.refresh_from_db()
    run.refresh_from_db()
    assert (claim.status, run.status) == ("paid", "reconciled")
    assert client.post(f"{path}files/payments/").content == file.content


def test_finance_marks_payments_one_by_one(client):
    by = finance()
    run = sent_run(approved(), approved())
    one, other = run.payments.all()

    act(client, by, f"/admin/payments/{one.reference}/paid/")
    assert "Say why." in text_of(act(client, by, f"/admin/payments/{other.reference}/failed/", reason=""))
    act(client, by, f"/admin/payments/{other.reference}/failed/", reason="The account is closed.")

    assert [payment.status for payment in run.payments.order_by("pk")] == (
        ["paid", "failed"] if one.pk < other.pk else ["failed", "paid"]
    )


def test_finance_takes_a_claim_out_and_cancels(client):
    by, claim = finance(), in_run()
    run = claim.run

    act(client, by, f"/admin/runs/{run.reference}/take-out/{claim.reference}/", reason="Later.")
    claim.refresh_from_db()
    assert claim.status == "approved"

    act(client, by, f"/admin/runs/{run.reference}/cancel/", reason="Nothing is in it.")
    run.refresh_from_db()
    assert run.status == "cancelled"


def test_a_refusal_is_said_on_the_page(client):
    response = act(client, finance(), "/admin/runs/open/")

    assert "There is no approved claim to pay." in text_of(response)


@pytest.mark.parametrize("make", [open_run, lambda: authorised_run(), lambda: sent_run()])
def test_a_lead_sees_a_run_and_does_nothing_to_it(client, make):
    run, by = make(), lead()
    client.force_login(by)
    page = client.get(f"/admin/runs/{run.reference}/").content.decode()

    paths = [f"/admin/runs/{run.reference}/{step}/" for step in ("authorise", "send", "paid", "cancel")]
    paths += ["/admin/runs/open/"]
    paths += [f"/admin/payments/{p.reference}/{step}/" for p in run.payments.all() for step in ("paid", "failed")]
    assert [path for path in paths if path in page.partition("<main")[2]] == []
    assert {act(client, by, path, reason="No.").status_code for path in paths} == {403}
    before = run.status
    run.refresh_from_db()
    assert run.status == before


def test_there_is_no_file_before_a_run_is_authorised(client):
    client.force_login(finance())

    response = client.post(f"/admin/runs/{open_run().reference}/files/payments/", follow=True)

    assert "has no file" in text_of(response)
    assert client.get(f"/admin/runs/{PaymentRun.objects.get().reference}/files/payments/").status_code == 405


def test_one_in_the_way_of_their_own_run_is_told_and_gets_no_button(client):
    by = finance()
    claim = approved(person=by)
    run = open_run(claim)
    client.force_login(by)

    page = client.get(f"/admin/runs/{run.reference}/")

    assert f"{claim.reference} is for your own days" in text_of(page)
    assert "authorise/" not in page.content.decode()


def test_a_summary_that_went_to_nobody_is_sent_from_the_run(client):
    claim = approved()
    run, by = paid_run(claim), lead()
    assert [item.url for item in desk_for(by)] == [f"/admin/runs/{run.reference}/"]
    client.force_login(by)
    assert "It has gone to nobody" in text_of(client.get(f"/admin/runs/{run.reference}/"))
    head_of(claim.school)

    response = act(client, by, f"/admin/payments/{run.payments.get().reference}/summary/")

    assert "The payment summary is on its way" in text_of(response)
    assert desk_for(by) == []


@pytest.mark.parametrize("make", [open_run, authorised_run, paid_run], ids=lambda make: make.__name__)
def test_a_run_of_three_schools_takes_no_more_queries_than_one(client, make):
    by = finance()
    runs = [make(approved()), make(approved(), approved(days=2), approved())]

    one, three = (queries(client, by, f"/admin/runs/{run.reference}/") for run in runs)

    assert one == three

"""The desk's pages for claims, held days and payment runs: who gets there, and what waits there for whom."""

import pytest

from claims.waiting import desk_for
from tests.claims.reading import queries
from tests.factories.claims import FundedDayFactory, approved, authorised_run, paid_run, sent_run, submitted
from tests.factories.schools import PersonFactory, finance, lead, national_lead

pytestmark = pytest.mark.django_db


OPEN_TO = {
    "/admin/claims/": (lead, national_lead, finance),
    "/admin/days/": (lead, national_lead),
    "/admin/runs/": (lead, finance),
}


@pytest.mark.parametrize(("path", "roles"), OPEN_TO.items())
@pytest.mark.parametrize("role", [lead, national_lead, finance, PersonFactory])
def test_each_list_is_there_for_its_roles_only(client, path, roles, role):
    client.force_login(role())

    assert client.get(path).status_code == (200 if role in roles else 404)


@pytest.mark.parametrize("role", [lead, national_lead, finance, PersonFactory])
def test_each_thing_is_there_for_its_roles_only(client, role):
    claim, day, run = submitted(), FundedDayFactory(held=True), authorised_run()
    client.force_login(role())

    def there(path):
        return client.get(path).status_code != 404

    assert there(f"/admin/claims/{claim.reference}/") is (role is not PersonFactory)
    assert there(f"/admin/days/{day.pk}/") is (role in (lead, national_lead))
    assert there(f"/admin/runs/{run.reference}/") is (role in (lead, finance))
    assert there(f"/admin/runs/{run.reference}/payees/") is (role in (lead, finance))


def test_signed_out_one_signs_in_first(client):
    for path in ("/admin/claims/", "/admin/claims/CLM-NNNNN/", "/admin/days/", "/admin/runs/", "/admin/runs/RUN-N/"):
        assert client.get(path).headers["Location"] == f"/accounts/login/?next={path}"


@pytest.mark.parametrize(
    "path",
    ["/admin/claims/CLM-NNNNN/", "/admin/days/999999/", "/admin/runs/RUN-NNNNN/", "/admin/payments/PAY-NNNNN/failed/"],
)
def test_what_is_not_there_is_not_found(client, path):
    both = lead()
    both.groups.add(*finance().groups.all())
    client.force_login(both)

    assert client.get(path).status_code == 404


def test_the_stock_admin_keeps_its_own_pages(client):
    client.force_login(lead())

    assert client.get("/admin/claims/claim/").status_code == 200
    assert client.get("/admin/claims/paymentrun/").status_code == 200


def test_national_leads_see_no_run_in_the_stock_admin(client):
    client.force_login(national_lead())

    assert client.get("/admin/claims/paymentrun/").status_code == 404
    assert client.get("/admin/claims/payment/").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/admin/runs/open/",
        "/admin/runs/{run}/authorise/",
        "/admin/runs/{run}/send/",
        "/admin/runs/{run}/paid/",
        "/admin/payments/{payment}/paid/",
        "/admin/payments/{payment}/summary/",
    ],
)
def test_no_get_changes_anything(client, path):
    run = sent_run()
    client.force_login(finance())

    assert client.get(path.format(run=run.reference, payment=run.payments.get().reference)).status_code == 405


def test_what_waits_at_the_desk_is_named_for_each_role():
    claim, day = submitted(), FundedDayFactory(held=True)
    own = submitted(person=lead())
    run = sent_run(approved())
    approved(days=2)

    def waiting(person):
        return [item.url for item in desk_for(person)]

    decide = [f"/admin/claims/{each.reference}/" for each in (claim, own)]
    assert waiting(lead()) == [*decide, f"/admin/days/{day.pk}/"]
    assert waiting(own.person) == [decide[0], f"/admin/days/{day.pk}/"]
    assert waiting(national_lead()) == decide
    assert waiting(finance()) == [f"/admin/runs/{run.reference}/", "/admin/runs/"]


def test_the_number_of_queries_does_not_grow(client):
    boss, payer = lead(), finance()
    counts = []
    for number in (1, 2, 3):
        submitted(first=number)
        FundedDayFactory(held=True)
        paid_run(approved(first=number))
        approved(first=number)
        if number != 2:
            lists = [(boss, "/admin/claims/"), (boss, "/admin/days/"), (payer, "/admin/runs/")]
            counts.append([queries(client, who, path) for who, path in lists])

    assert counts[0] == counts[1]

"""The desk's pages for claims, held days and payment runs: who gets there, what they show, what their buttons do."""

import re

import pytest

from claims.models import Claim, PaymentRun
from claims.waiting import desk_for
from tests.claims.reading import queries, text_of
from tests.factories.claims import (
    AttendanceFactory,
    FundedDayFactory,
    approved,
    authorised_run,
    in_run,
    open_run,
    paid_run,
    returned,
    sent_run,
    submitted,
)
from tests.factories.schools import (
    PersonFactory,
    PostFactory,
    SchoolFactory,
    finance,
    head_of,
    lead,
    national_lead,
)

pytestmark = pytest.mark.django_db


def act(client, person, path, **values):
    client.force_login(person)
    return client.post(path, values, follow=True)


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


def test_a_lead_sees_the_evidence_and_approves(client):
    by = lead()
    claim = submitted(person=PersonFactory(name="Ira Influencer"))
    visit = claim.lines.get().day.acceptance.report.visit
    client.force_login(by)
    page = client.get(f"/admin/claims/{claim.reference}/")
    assert f"Report of {visit.reference} , accepted by {visit.national_lead}" in text_of(page)
    assert client.get(re.search(r"/admin/reports/[^\"]+", page.content.decode())[0]).status_code == 200

    response = act(client, by, f"/admin/claims/{claim.reference}/", act="approve")

    assert Claim.objects.get().status == "approved"
    assert response.redirect_chain == [("/admin/claims/", 302)]
    assert f"{claim.reference} is approved. SATC finance pays it in the next payment run." in text_of(response)


def test_an_attendance_is_evidence_too(client):
    attendance = AttendanceFactory()
    claim = submitted(person=attendance.person, acceptance=None, attendance=attendance)
    client.force_login(lead())

    page = client.get(f"/admin/claims/{claim.reference}/")

    assert f"{attendance.place.event} , recorded by {attendance.recorded_by}" in text_of(page)
    assert client.get(re.search(r"/admin/events/[^\"]+", page.content.decode())[0]).status_code == 200


@pytest.mark.parametrize(("choice", "status"), [("return", "returned"), ("reject", "rejected")])
def test_returning_and_rejecting_need_a_comment(client, choice, status):
    claim, by = submitted(), lead()
    path = f"/admin/claims/{claim.reference}/"

    without = act(client, by, path, act=choice, comment="")
    assert "There is a problem" in text_of(without)
    assert Claim.objects.get().status == "submitted"

    act(client, by, path, act=choice, comment="Which class?")
    claim.refresh_from_db()
    assert (claim.status, claim.comment) == (status, "Which class?")


def test_a_choice_that_is_none_is_refused(client):
    claim = submitted()

    response = act(client, lead(), f"/admin/claims/{claim.reference}/", act="pay")

    assert response.status_code == 200
    assert Claim.objects.get().status == "submitted"


def test_finance_sees_a_claim_and_does_not_decide(client):
    claim, by = submitted(), finance()
    client.force_login(by)
    path = f"/admin/claims/{claim.reference}/"

    page = client.get(path)
    assert "Only a SATC lead or a national lead approves claims." in text_of(page)
    assert "/admin/reports/" not in page.content.decode()
    assert act(client, by, path, act="approve").status_code == 403
    assert act(client, by, path, act="nonsense").status_code == 403


def test_one_who_may_not_decide_is_told_why(client):
    person = lead()
    claim = submitted(person=person)
    client.force_login(person)

    page = client.get(f"/admin/claims/{claim.reference}/")

    assert "These are your own days" in text_of(page)
    assert 'value="approve"' not in page.content.decode()


def test_all_claims_are_filtered_by_status_and_words(client):
    ash = submitted(school=SchoolFactory(name="Ash Primary School"))
    back = returned()
    client.force_login(lead())

    def shown(query):
        page = client.get(f"/admin/claims/?{query}").content.decode().partition("All claims</h2>")[2]
        return {claim.reference for claim in (ash, back) if claim.reference in page}

    assert shown("") == {ash.reference, back.reference}
    assert shown("status=returned") == {back.reference}
    assert shown("q=ash+prim") == {ash.reference}
    assert shown(f"q={back.reference.lower()}") == {back.reference}
    assert shown("status=nonsense&page=99") == {ash.reference, back.reference}
    assert shown("q=nobody") == set()


def test_a_held_day_is_answered_with_one_of_their_schools(client):
    day = FundedDayFactory(held=True)
    schools = [PostFactory(person=day.person).school for _ in range(2)]
    by = lead()
    client.force_login(by)
    page = client.get(f"/admin/days/{day.pk}/").content.decode()
    assert all(f'value="{school.pk}"' in page for school in schools)

    response = act(client, by, f"/admin/days/{day.pk}/", school=schools[1].pk)

    day.refresh_from_db()
    assert (day.status, day.school) == ("live", schools[1])
    assert f"The day is funded, and {day.person} can claim it now." in text_of(response)


def test_a_held_day_of_somebody_without_a_school_is_answered_with_the_school_box(client):
    day, school = FundedDayFactory(held=True), SchoolFactory()
    path = f"/admin/days/{day.pk}/"

    wrong = act(client, lead(), path, school="999999")
    assert "No open school matches “999999”" in text_of(wrong)

    act(client, lead(), path, school=str(school.urn))
    day.refresh_from_db()
    assert (day.status, day.school) == ("live", school)


def test_a_refused_answer_is_said_on_the_page(client):
    taken = FundedDayFactory(part="morning")
    day = FundedDayFactory(held=True, person=taken.person, on=taken.on)

    response = act(client, lead(), f"/admin/days/{day.pk}/", school=str(SchoolFactory().urn))

    assert "already has that morning funded" in text_of(response)


def test_a_national_lead_sees_a_held_day_and_does_not_answer(client):
    day, by = FundedDayFactory(held=True), national_lead()
    client.force_login(by)

    assert "A SATC lead answers this." in text_of(client.get(f"/admin/days/{day.pk}/"))
    assert act(client, by, f"/admin/days/{day.pk}/", school=str(SchoolFactory().urn)).status_code == 403
    assert act(client, by, f"/admin/days/{day.pk}/", school="").status_code == 403
    assert act(client, by, f"/admin/days/{day.pk}/turn-down/", reason="No.").status_code == 403


def test_a_held_day_is_turned_down_with_a_reason(client):
    day, by = FundedDayFactory(held=True), lead()
    path = f"/admin/days/{day.pk}/turn-down/"

    assert "Say why." in text_of(act(client, by, path, reason=""))
    act(client, by, path, reason="It is funded twice.")

    day.refresh_from_db()
    assert day.status == "void"


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


@pytest.mark.parametrize("make", [open_run, authorised_run, paid_run], ids=lambda make: make.__name__)
def test_a_run_of_three_schools_takes_no_more_queries_than_one(client, make):
    by = finance()
    runs = [make(approved()), make(approved(), approved(days=2), approved())]

    one, three = (queries(client, by, f"/admin/runs/{run.reference}/") for run in runs)

    assert one == three


def test_a_claim_of_three_days_takes_no_more_queries_than_one(client):
    by = lead()
    claims = [submitted(days=1), submitted(days=3)]

    one, three = (queries(client, by, f"/admin/claims/{claim.reference}/") for claim in claims)

    assert one == three

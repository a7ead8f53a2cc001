"""A claim at the desk: what it shows, and what its buttons do."""

import re

import pytest

from claims.models import Claim
from tests.claims.reading import act, queries, text_of
from tests.factories.claims import AttendanceFactory, returned, submitted
from tests.factories.schools import PersonFactory, SchoolFactory, finance, lead

pytestmark = pytest.mark.django_db


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


def test_a_claim_of_three_days_takes_no_more_queries_than_one(client):
    by = lead()
    claims = [submitted(days=1), submitted(days=3)]

    one, three = (queries(client, by, f"/admin/claims/{claim.reference}/") for claim in claims)

    assert one == three

"""Claims with nothing unusual are approved together; each is approved, or it is said why not."""

import pytest

from claims import services
from claims.models import Claim
from tests.claims.reading import text_of
from tests.factories.claims import FundedDayFactory, influencer_at, submitted
from tests.factories.schools import PostFactory, finance, lead, national_lead

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def wide_window():
    services.set_policy(window_months=60, spot_check_percent=0, by=lead())


def usual(**fields):
    person, school = influencer_at()
    return submitted(person=person, school=school, **fields)


def approve(client, by, *claims):
    client.force_login(by)
    return client.post("/admin/claims/approve/", {"claims": [claim.reference for claim in claims]}, follow=True)


def status_of(claim):
    return Claim.objects.get(pk=claim.pk).status


def test_one_press_approves_the_ticked_ones(client):
    ticked, also, left = usual(), usual(first=20), usual(first=40)

    page = text_of(approve(client, national_lead(), ticked, also))

    assert [status_of(claim) for claim in (ticked, also, left)] == ["approved", "approved", "submitted"]
    assert f"Approved: {ticked.reference}, {also.reference}." in page


def test_what_is_unusual_is_left_and_it_says_why(client):
    plain, odd = usual(), submitted(first=40)

    page = text_of(approve(client, lead(), plain, odd))

    assert (status_of(plain), status_of(odd)) == ("approved", "submitted")
    assert f"{odd.reference} is not approved." in page
    assert "Look at it on its own page." in page


def test_ones_own_days_and_what_one_sent_have_no_box_and_are_refused(client):
    by = lead()
    post = PostFactory(person=by, proven=True)
    own = submitted(person=by, school=post.school)
    person, school = influencer_at()
    day = FundedDayFactory(person=person, school=school)
    [sent] = services.submit_claims(person=person, days=[day], by=by, reason="Away")
    other = usual(first=60)
    client.force_login(by)

    boxes = client.get("/admin/claims/").content.decode()
    page = text_of(approve(client, by, own, sent))

    assert [f'value="{claim.reference}"' in boxes for claim in (own, sent, other)] == [False, False, True]
    assert (status_of(own), status_of(sent)) == ("submitted", "submitted")
    assert "These are your own days" in page
    assert "You sent this claim" in page


def test_a_claim_decided_on_meanwhile_is_said(client):
    claim = services.approve(usual(), by=lead())

    page = text_of(approve(client, national_lead(), claim))

    assert f"{claim.reference} is not approved." in page


@pytest.mark.parametrize("sent", [[], ["CLM-NONE2"]])
def test_nothing_ticked_or_what_is_not_there_is_said_in_words(client, sent):
    client.force_login(lead())

    page = client.post("/admin/claims/approve/", {"claims": sent}, follow=True)

    assert page.status_code == 200
    assert any(words in text_of(page) for words in ("Tick at least one claim", "One of those claims isn"))


def test_finance_sees_the_list_without_boxes_and_may_not(client):
    claim = usual()
    client.force_login(finance())

    assert 'type="checkbox"' not in client.get("/admin/claims/").content.decode()
    assert approve(client, finance(), claim).status_code == 403
    assert status_of(claim) == "submitted"

import re

import pytest

from influencers import services
from influencers.workflow import NominationStatus
from tests.factories.influencers import NominationFactory, typed_nomination
from tests.factories.schools import PersonFactory, head_of, national_lead
from tests.messages import delivered

pytestmark = pytest.mark.django_db


def track(nomination):
    return f"/track/{nomination.reference}/"


def test_signed_out_one_signs_in_first_whatever_the_reference(client):
    for address in (track(NominationFactory()), "/track/NOM-NONE9/"):
        answer = client.get(address)
        assert (answer.status_code, answer.url) == (302, f"/accounts/login/?next={address}")


@pytest.mark.parametrize("status", NominationStatus)
def test_the_head_reads_where_it_stands_and_who_is_next(client, status):
    nomination = NominationFactory(status=status)
    client.force_login(nomination.head or PersonFactory(email=nomination.head_email))

    page = client.get(track(nomination)).content.decode()

    assert status.label in page
    assert "What happens next" in page


def test_nobody_else_finds_it(client):
    nomination = NominationFactory(status=NominationStatus.CONFIRMED)
    client.force_login(head_of(NominationFactory().school))

    assert client.get(track(nomination)).status_code == 404


def test_the_nominee_does_not_find_it(client):
    nomination = NominationFactory(status=NominationStatus.CONFIRMED)
    client.force_login(nomination.nominee)

    assert client.get(track(nomination)).status_code == 404


def test_a_private_reason_and_an_address_are_nowhere_in_the_page(client, a_lead):
    nomination = NominationFactory(status=NominationStatus.VISITED)
    services.decline_nomination(nomination, by=a_lead, reason="Is leaving the city.")
    client.force_login(nomination.head)

    page = client.get(track(nomination)).content.decode()

    assert "leaving" not in page
    assert nomination.nominee_email not in page
    assert a_lead.name not in page


def test_the_helpers_link_leads_to_it_and_lets_them_withdraw_it(client):
    nomination = services.submit_nomination(
        **typed_nomination(helper_name="Olu Office", helper_email="office@saggar.example")
    )
    link = re.search(r"(/links/\S+)", delivered()[1].body)[1]

    page = client.post(link, follow=True).content.decode()
    client.post(track(nomination), {"act": "withdraw"})

    nomination.refresh_from_db()
    assert ("Asha Malik" in page, nomination.status) == (True, "withdrawn")


def test_the_link_serves_one_nomination_only(client):
    services.submit_nomination(**typed_nomination(helper_name="Olu", helper_email="office@saggar.example"))
    other = NominationFactory()
    client.post(re.search(r"(/links/\S+)", delivered()[1].body)[1])

    assert client.get(track(other)).status_code == 302


def test_a_national_lead_may_look_but_not_withdraw(client):
    nomination = NominationFactory(status=NominationStatus.CONFIRMED)
    client.force_login(national_lead())

    page = client.get(track(nomination)).content.decode()

    assert "Withdraw" not in page
    assert client.post(track(nomination), {"act": "withdraw"}).status_code == 403


def test_withdrawing_too_late_says_what_may_be_done_instead(client):
    nomination = NominationFactory(status=NominationStatus.DECLINED)
    client.force_login(nomination.head)

    page = client.post(track(nomination), {"act": "withdraw"}, follow=True).content.decode()

    assert "This nomination can’t be withdrawn now" in page

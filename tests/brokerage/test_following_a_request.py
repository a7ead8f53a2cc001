import pytest

from brokerage.workflow import QUOTE_STATUSES, DeploymentStatus, RequestStatus
from correspondence import links
from tests.factories.brokerage import DeploymentFactory, QuoteFactory, SupportRequestFactory
from tests.factories.schools import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def followed(client):
    """A request that this browser follows by the link from the mail."""
    request = SupportRequestFactory(status=RequestStatus.FUNDED)
    client.post(links.mint("track_request", request.reference, request.requester_email))
    return request


@pytest.mark.parametrize("status", RequestStatus)
def test_it_says_where_it_stands_and_what_comes_next(client, followed, status):
    type(followed).objects.filter(pk=followed.pk).update(
        status=status, route="quote" if status in QUOTE_STATUSES else "funded"
    )

    page = client.get(f"/track/{followed.reference}/")

    assert page.status_code == 200
    assert str(status.label) in page.content.decode()


def test_it_shows_no_address(client, followed):
    assert "@" not in client.get(f"/track/{followed.reference}/").content.decode()


def test_the_sender_withdraws_it(client, followed):
    client.post(f"/support/{followed.reference}/withdraw/")

    followed.refresh_from_db()
    assert followed.status == "withdrawn"


def test_another_browser_may_not(client):
    request = SupportRequestFactory(status=RequestStatus.FUNDED)

    assert client.post(f"/support/{request.reference}/withdraw/").url.startswith("/accounts/login/")
    client.force_login(PersonFactory())
    assert client.post(f"/support/{request.reference}/withdraw/").status_code == 404
    request.refresh_from_db()
    assert request.status == "funded"


def test_the_schools_head_sees_it_and_may_not_withdraw_it(client):
    request = SupportRequestFactory(status=RequestStatus.FUNDED)
    client.force_login(request.head)

    assert "Withdraw my request" not in client.get(f"/track/{request.reference}/").content.decode()
    assert client.post(f"/support/{request.reference}/withdraw/").status_code == 403


def test_it_leads_to_the_support(client):
    deployment = DeploymentFactory(status=DeploymentStatus.ACCEPTED)
    client.force_login(deployment.request.science_leader)

    assert deployment.get_absolute_url() in client.get(f"/track/{deployment.request.reference}/").content.decode()


def test_what_is_under_way_is_not_withdrawn(client, followed):
    type(followed).objects.filter(pk=followed.pk).update(status=RequestStatus.UNDER_WAY)

    client.post(f"/support/{followed.reference}/withdraw/")

    followed.refresh_from_db()
    assert followed.status == "under_way"


def test_it_leads_the_head_and_who_asked_to_the_quote(client):
    quote = QuoteFactory()

    for person in (quote.sent_to, quote.request.science_leader):
        client.force_login(person)
        assert f'href="/quotes/{quote.reference}/"' in client.get(quote.request.get_absolute_url()).content.decode()


def test_a_head_whom_nobody_has_proven_is_told_why_they_see_no_quote(client):
    quote = QuoteFactory(request__requester_email="una@school.example", request__head_email="una@school.example")
    quote.sent_to.posts.update(proven_at=None, proven_by=None)
    client.force_login(quote.sent_to)

    page = client.get(quote.request.get_absolute_url()).content.decode()

    assert "We haven’t recorded that you are the headteacher" in page
    assert quote.reference not in page

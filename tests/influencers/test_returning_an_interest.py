import pytest

from core.exceptions import NotAllowed, Refused, TransitionRefused
from core.models import Change
from influencers import services
from influencers.workflow import InterestStatus
from tests.factories.influencers import InterestFactory, answers
from tests.factories.schools import PersonFactory, lead
from tests.messages import delivered, queued

pytestmark = pytest.mark.django_db

WITHDRAWN_FROM = {InterestStatus.INVITED, InterestStatus.SUBMITTED, InterestStatus.RETURNED}


def submitted():
    return InterestFactory(status=InterestStatus.SUBMITTED)


def test_the_nominee_gets_the_comment(a_lead):
    interest = services.return_interest(submitted(), comment="Which days suit you?", by=a_lead)

    assert (interest.status, interest.comment) == ("returned", "Which days suit you?")
    assert queued() == [("interest_returned", interest.person.email)]
    assert "Which days suit you?" in delivered()[0].body
    change = Change.objects.of(interest).last()
    assert (change.action, change.by, change.reason) == ("return", a_lead, "Which days suit you?")


def test_the_comment_stands_above_what_they_wrote_before(client, a_lead):
    interest = services.return_interest(submitted(), comment="Which days suit you?", by=a_lead)
    client.force_login(interest.person)

    page = client.get(interest.get_absolute_url()).content.decode()

    assert "Which days suit you?" in page
    assert "I love circuits." in page


def test_it_can_be_sent_again(a_lead):
    interest = services.return_interest(submitted(), comment="Which days suit you?", by=a_lead)

    assert services.submit_interest(interest, **answers(), by=interest.person).status == "submitted"


def test_the_lead_reads_what_is_new_since_and_how_the_biography_was(client, a_lead):
    interest = services.return_interest(submitted(), comment="Which days suit you?", by=a_lead)
    new = {"expertise": interest.expertise.all(), "biography": "I love kilns.", "weekdays": ["monday"]}

    services.submit_interest(interest, **answers(**new, halves_a_term=3), by=interest.person)

    what = "Biography rewritten. Weekdays added: Monday. Days a term: 1.5 days."
    assert Change.objects.of(interest).last().reason == what
    client.force_login(a_lead)
    page = client.get(interest.get_desk_url()).content.decode()
    for words in (what, "Which days suit you?", "I love kilns.", "I love circuits."):
        assert words in page


def test_a_comment_is_needed(a_lead):
    with pytest.raises(Refused, match="Write what you would like"):
        services.return_interest(submitted(), comment=" ", by=a_lead)


@pytest.mark.parametrize("status", [status for status in InterestStatus if status != InterestStatus.SUBMITTED])
def test_only_a_submitted_one_is_returned(status, a_lead):
    interest = InterestFactory(status=status)

    with pytest.raises(TransitionRefused):
        services.return_interest(interest, comment="Why?", by=a_lead)

    interest.refresh_from_db()
    assert interest.status == status


def test_only_a_lead_returns_it(not_a_lead):
    with pytest.raises(NotAllowed):
        services.return_interest(submitted(), comment="Why?", by=not_a_lead)


def test_a_lead_does_not_return_their_own(a_lead):
    with pytest.raises(NotAllowed):
        services.return_interest(InterestFactory(status="submitted", person=a_lead), comment="Why?", by=a_lead)


@pytest.mark.parametrize("status", WITHDRAWN_FROM)
def test_the_nominee_may_rather_not_go_on_and_the_leads_are_told(status, a_lead):
    interest = InterestFactory(status=status)

    interest = services.withdraw_interest(interest, by=interest.person)

    assert interest.status == "withdrawn"
    assert queued() == [("interest_withdrawn", a_lead.email)]
    change = Change.objects.of(interest).last()
    assert (change.action, change.from_status, change.by) == ("withdraw", status, interest.person)


@pytest.mark.parametrize("status", [status for status in InterestStatus if status not in WITHDRAWN_FROM])
def test_afterwards_it_cannot_be_withdrawn(status):
    interest = InterestFactory(status=status)

    with pytest.raises(TransitionRefused):
        services.withdraw_interest(interest, by=interest.person)

    interest.refresh_from_db()
    assert interest.status == status


@pytest.mark.parametrize("somebody", [lead, PersonFactory])
def test_nobody_withdraws_it_for_the_nominee(somebody):
    with pytest.raises(NotAllowed):
        services.withdraw_interest(InterestFactory(), by=somebody())


def test_the_nominee_withdraws_on_the_page(client):
    interest = InterestFactory()
    client.force_login(interest.person)

    page = client.post(f"/eoi/{interest.reference}/withdraw/", follow=True).content.decode()

    interest.refresh_from_db()
    assert interest.status == "withdrawn"
    assert "Nothing more is asked of you." in page


def test_a_link_alone_withdraws_nothing(client):
    interest = InterestFactory()
    client.force_login(interest.person)

    assert client.get(f"/eoi/{interest.reference}/withdraw/").status_code == 405

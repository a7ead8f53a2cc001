import pytest

from brokerage import services
from brokerage.workflow import GOING_ON, DeploymentStatus
from core.exceptions import NotAllowed, Refused
from core.models import Change
from tests.brokerage.test_asking_for_support import text
from tests.factories.brokerage import DeploymentFactory, SupportRequestFactory, VisitFactory, school_day
from tests.factories.schools import lead
from tests.messages import queued

pytestmark = pytest.mark.django_db


def agreed(halves=5, reserved=8, **fields):
    request = SupportRequestFactory(status="under_way", reserved=reserved)
    return DeploymentFactory(**{"request": request, "halves": halves, "status": DeploymentStatus.ACTIVE} | fields)


def change(deployment, halves, **fields):
    return services.change_days(deployment, **{"halves": halves, "reason": "A second class", "by": lead()} | fields)


def test_more_days_are_agreed_recorded_and_told():
    deployment = agreed()

    change(deployment, 8)

    deployment.refresh_from_db()
    assert deployment.halves == 8
    assert Change.objects.of(deployment).last().reason == "2.5 days before, 4 days now. A second class"
    assert queued().count(("days_changed", deployment.request.head.email)) == 1


@pytest.mark.parametrize(
    ("halves", "why"),
    [
        (5, "2.5 days is what is agreed already"),
        (3, "2 days is planned already"),
        (9, "4 days is the most"),
    ],
)
def test_never_fewer_than_are_planned_nor_more_than_there_are(halves, why):
    deployment = agreed()
    for days_ahead in (5, 12):
        VisitFactory(deployment=deployment, on=school_day(days_ahead))

    with pytest.raises(Refused, match=why):
        change(deployment, halves)

    deployment.refresh_from_db()
    assert deployment.halves == 5


@pytest.mark.parametrize("status", [status for status in DeploymentStatus if status not in GOING_ON])
def test_only_while_it_goes_on(status):
    with pytest.raises(Refused, match="between the influencer’s yes and the end"):
        change(agreed(status=status), 6)


def test_only_a_lead_changes_them(not_a_lead):
    with pytest.raises(NotAllowed):
        change(agreed(), 6, by=not_a_lead)


def test_a_lead_changes_them_on_the_page(client):
    deployment = agreed()
    client.force_login(lead())
    url = f"{deployment.get_absolute_url()}days/"

    assert "Give the reason." in text(client.post(url, {"halves": "6"}))
    assert client.post(url, {"halves": "6", "reason": "A second class"}).status_code == 302

    deployment.refresh_from_db()
    assert deployment.halves == 6

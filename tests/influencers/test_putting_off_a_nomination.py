import datetime
import uuid

import pytest
from django.db import IntegrityError, transaction

from core import clock
from core.exceptions import Refused
from influencers import services, waiting
from influencers.models import Nomination
from tests.factories.influencers import NominationFactory
from tests.factories.programmes import weekday
from tests.factories.schools import PersonFactory
from tests.messages import delivered

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2027, 1, 12)
BACK = datetime.date(2027, 3, 2)


@pytest.fixture(autouse=True)
def on_a_day():
    with clock.moved_to(TODAY):
        yield


def put_off(by, back_on=BACK):
    nomination = NominationFactory(status="visited")
    return services.defer_nomination(nomination, back_on=back_on, reason="An inspection.", by=by)


def test_the_head_reads_the_reason_and_the_date(a_lead, client):
    nomination = put_off(a_lead)

    body = delivered()[0].body
    assert ("An inspection." in body, "we come back to you on Tuesday 2 March 2027" in body) == (True, True)
    client.force_login(nomination.head)
    page = client.get(nomination.get_absolute_url()).content.decode()
    assert "the SATC lead comes back to you on Tuesday 2 March 2027." in page
    assert "An inspection." in page
    with clock.moved_to(BACK):
        page = client.get(nomination.get_absolute_url()).content.decode()
    assert "will be in touch to arrange another visit" in page


def test_nobody_but_the_head_reads_the_reason_on_the_page(a_lead, client):
    nomination = put_off(a_lead)
    Nomination.objects.filter(pk=nomination.pk).update(helper_name="Dee", helper_email="dee@school.example")
    dee = PersonFactory(email="dee@school.example")
    first = NominationFactory(status="deferred", back_on=BACK)
    second = put_off(a_lead)
    Nomination.objects.filter(pk=second.pk).update(first=first)

    for reader, seen in ((dee, nomination), (second.head, second)):
        client.force_login(reader)
        answer = client.get(seen.get_absolute_url())
        assert (answer.status_code, "An inspection." in answer.content.decode()) == (200, False)


@pytest.mark.parametrize("back_on", [TODAY, TODAY - datetime.timedelta(days=1), datetime.date(2029, 2, 1)])
def test_the_date_is_after_today_and_within_two_years(back_on, a_lead):
    with pytest.raises(Refused, match="after today, within the next two years"):
        put_off(a_lead, back_on)


def test_the_desk_form_asks_for_the_date_and_keeps_what_was_typed(client, a_lead):
    nomination = NominationFactory(status="visited")
    client.force_login(a_lead)
    said = {"form_key": str(uuid.uuid4()), "decision": "defer", "reason": "An inspection."}
    address = f"{nomination.get_desk_url()}decide/"

    page = client.post(address, said).content.decode()
    assert ("Enter the date on which you come back to it." in page, "An inspection." in page) == (True, True)
    assert "Choose a date after today" in client.post(address, said | {"back_on": "2027-01-12"}).content.decode()
    client.post(address, said | {"back_on": "2027-03-02"})

    nomination.refresh_from_db()
    assert (nomination.status, nomination.back_on) == ("deferred", BACK)


def test_it_waits_at_the_desk_from_that_day_on_and_is_listed_before(client, a_lead):
    nomination = put_off(a_lead)
    client.force_login(a_lead)

    def at_the_desk():
        waits = [item.url for item in waiting.desk_for(a_lead)]
        return nomination.get_desk_url() in waits, "Back on Tuesday 2 March" in client.get(
            "/admin/nominations/"
        ).content.decode()

    assert at_the_desk() == (False, True)
    with clock.moved_to(BACK):
        assert at_the_desk() == (True, False)
        services.arrange_visit(nomination, on=weekday(9), starts_at=datetime.time(14), by=a_lead)
        nomination.refresh_from_db()
        assert nomination.back_on is None


def test_withdrawing_is_done_with_the_date(a_lead):
    nomination = services.withdraw_nomination(put_off(a_lead), by=a_lead)

    assert (nomination.status, nomination.back_on) == ("withdrawn", None)


@pytest.mark.parametrize(("status", "back_on"), [("deferred", None), ("visited", BACK)])
def test_the_database_holds_that_deferred_and_a_date_go_together(status, back_on):
    nomination = NominationFactory(status="visited")

    with pytest.raises(IntegrityError, match="nomination_deferred_until_a_date"), transaction.atomic():
        Nomination.objects.filter(pk=nomination.pk).update(status=status, back_on=back_on)

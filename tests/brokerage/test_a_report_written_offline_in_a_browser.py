"""A report written in a corridor without a signal: nothing is lost, and it is caught up and sent afterwards."""

import pytest

from brokerage.models import VisitReport
from core.models import Draft
from tests.factories.brokerage import VisitFactory

pytestmark = pytest.mark.django_db(transaction=True)

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
ANSWERS = {
    "Who was there?": "The science leader",
    "What did you do together?": "We planned a lesson.",
    "What happens next?": "She teaches it.",
}


@pytest.fixture
def visit(db):
    return VisitFactory()


@pytest.fixture
def phone(browser, client, live_server, visit):
    client.force_login(visit.person)
    context = browser.new_context(**PHONE)
    cookie = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    yield context
    context.close()


def test_it_is_kept_without_a_signal_and_caught_up_and_sent_with_one(phone, live_server, visit):
    page = phone.new_page()
    page.goto(live_server.url + visit.get_absolute_url())
    phone.set_offline(True)
    for label, answer in ANSWERS.items():
        page.get_by_label(label).fill(answer)
    page.get_by_text("No signal. What you type is kept in this browser").wait_for()

    page.get_by_role("button", name="Send the report").click()
    page.get_by_text("No signal, so this has not been sent.").wait_for()
    assert VisitReport.objects.count() == 0

    phone.set_offline(False)
    page.get_by_role("status").filter(has_text="Saved at").wait_for()
    assert Draft.objects.get().answers["what_next"] == ["She teaches it."]
    page.get_by_role("button", name="Send the report").click()
    page.get_by_text("Your report has gone to").wait_for()

    assert VisitReport.objects.get().what_we_did == "We planned a lesson."
    assert page.evaluate("JSON.stringify(localStorage)") == "{}"

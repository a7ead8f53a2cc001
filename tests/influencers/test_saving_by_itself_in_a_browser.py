"""A form saves itself: through a lost signal, a closed page and a second device; nobody else on the device sees it."""

import re

import pytest

from core.models import Draft
from tests.factories.influencers import InterestFactory
from tests.factories.schools import PersonFactory

pytestmark = pytest.mark.django_db(transaction=True)

SAVED = re.compile("Saved at")
KEPT = "JSON.stringify(localStorage)"


@pytest.fixture
def interest(db):
    return InterestFactory()


@pytest.fixture
def device(browser, client, live_server):
    """Opens a new device on which somebody is signed in: (its context, a page)."""
    opened = []

    def open_for(person, context=None):
        client.force_login(person)
        context = context or browser.new_context()
        opened.append(context)
        cookie = client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        return context, context.new_page()

    yield open_for
    for context in opened:
        context.close()


@pytest.fixture
def address(live_server, interest):
    return live_server.url + interest.get_absolute_url()


def words(page):
    return page.get_by_label("A few sentences about you")


def saved():
    return Draft.objects.get().answers["biography"]


def test_what_is_typed_without_a_signal_is_saved_when_there_is_one_again(device, interest, address):
    context, page = device(interest.person)
    page.goto(address)
    assert page.get_by_role("button", name="Save", exact=True).count() == 0
    words(page).fill("One")
    page.get_by_role("status").filter(has_text=SAVED).wait_for()
    assert (saved(), page.evaluate(KEPT)) == (["One"], "{}")

    context.set_offline(True)
    words(page).fill("One and two")
    page.get_by_text("No signal.").wait_for()
    assert "One and two" in page.evaluate(KEPT)
    page.close()  # as when the laptop is closed

    context.set_offline(False)
    page = context.new_page()
    with page.expect_response(re.compile("/draft/")):
        page.goto(address)
    page.wait_for_function(f"() => {KEPT} === '{{}}'")
    assert (words(page).input_value(), saved()) == ("One and two", ["One and two"])


def test_a_second_device_is_asked_about(device, interest, address):
    _, laptop = device(interest.person)
    laptop.goto(address)
    _, telephone = device(interest.person)
    telephone.goto(address)
    words(telephone).fill("From the telephone")
    telephone.get_by_role("status").filter(has_text=SAVED).wait_for()

    words(laptop).fill("From the laptop")
    laptop.get_by_role("button", name="Compare the two").click()

    laptop.get_by_role("heading", name="Which do you want to keep?").wait_for()
    assert "From the telephone" in laptop.get_by_role("table").inner_text()
    assert saved() == ["From the telephone"]
    laptop.get_by_role("link", name="Keep what was saved before").click()
    words(laptop).wait_for()
    assert (words(laptop).input_value(), laptop.evaluate(KEPT)) == ("From the telephone", "{}")


def test_nobody_else_on_the_device_finds_what_was_typed(device, interest, address):
    context, page = device(interest.person)
    page.goto(address)
    context.set_offline(True)
    words(page).fill("Mine alone")
    page.get_by_text("No signal.").wait_for()
    context.set_offline(False)
    page.close()

    _, page = device(PersonFactory(), context)
    page.goto(address.split("/eoi/")[0] + "/my/")

    assert page.evaluate(KEPT) == "{}"

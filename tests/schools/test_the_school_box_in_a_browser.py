import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.factories.schools import SchoolFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls("tests.schools.page_with_school_box")]


@pytest.fixture
def clay_schools():
    return [SchoolFactory(name=f"Clay {name} School", urn=900400 + n) for n, name in enumerate(["Bank", "End", "Hill"])]


@pytest.fixture
def said(page):
    """What the browser's console said: with the content security policy kept, nothing."""
    words = []
    page.on("console", lambda message: words.append(message.text))
    page.on("pageerror", lambda error: words.append(str(error)))
    return words


@pytest.fixture
def box(page, live_server, clay_schools, said):
    page.goto(live_server.url)
    return page.get_by_role("combobox", name="School")


def chosen(page):
    page.get_by_role("button", name="Continue").click()
    return page.locator("#chosen").inner_text()


def test_a_school_is_chosen_by_keyboard(page, box, said):
    box.press_sequentially("clay")
    page.get_by_text("3 schools found. Use the arrows to choose one.").wait_for()
    assert box.get_attribute("aria-expanded") == "true"
    assert page.get_by_role("option").count() == 3

    box.press("ArrowDown")
    box.press("ArrowDown")
    option = page.get_by_role("option", selected=True)
    assert option.inner_text() == "Clay End School Stoke-on-Trent, ST9 9ZZ"
    assert box.get_attribute("aria-activedescendant") == option.get_attribute("id")
    box.press("Enter")

    assert box.input_value() == "Clay End School, Stoke-on-Trent, ST9 9ZZ"
    assert box.get_attribute("aria-expanded") == "false"
    assert chosen(page) == "900401"
    assert said == []


def test_a_school_is_chosen_by_pointer(page, box):
    box.press_sequentially("clay")
    page.get_by_role("option", name="Clay Hill School").click()

    assert chosen(page) == "900402"


def test_escape_closes_the_list_and_keeps_what_was_typed(page, box):
    box.press_sequentially("clay")
    page.get_by_role("option").first.wait_for()
    box.press("Escape")

    assert page.get_by_role("option").count() == 0
    assert box.input_value() == "clay"


def test_a_text_edited_after_the_pick_is_searched_anew(page, box):
    SchoolFactory(name="Marl Pit School", urn=900500)
    box.press_sequentially("clay")
    page.get_by_role("option", name="Clay Hill School").click()
    box.fill("marl")

    assert chosen(page) == "900500"


def test_what_matches_nothing_is_said(page, box):
    box.press_sequentially("nowhere")

    page.get_by_text("No open school matches “nowhere”. Try its postcode, or its URN.").wait_for()


def test_picking_takes_the_place_of_the_list_of_an_earlier_answer(page, box):
    box.fill("clay")
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("radio", name="Clay End School").check()
    page.get_by_role("combobox", name="School").fill("clay hi")
    page.get_by_role("option", name="Clay Hill School").click()

    assert page.get_by_role("radio").count() == 0
    assert chosen(page) == "900402"


def test_without_a_script_there_is_a_list_to_choose_from(browser, live_server, clay_schools):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(live_server.url)
    page.get_by_label("School", exact=True).fill("clay")
    page.get_by_role("button", name="Continue").click()

    assert page.get_by_label("School", exact=True).input_value() == "clay"
    page.get_by_role("group", name="Which school is it?").get_by_label("Clay End School").check()

    assert chosen(page) == "900401"


@pytest.mark.parametrize("width", [1280, 320])
def test_the_box_is_accessible_open_and_with_a_list(page, box, width):
    page.set_viewport_size({"width": width, "height": 700})
    box.press_sequentially("clay")
    page.get_by_role("option").first.wait_for()
    opened = Axe().run(page).response["violations"]
    is_too_wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    heights = [option.bounding_box()["height"] for option in page.get_by_role("option").all()]
    box.press("Escape")
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("radio").first.wait_for()

    assert [violation["id"] for violation in opened + Axe().run(page).response["violations"]] == []
    assert (is_too_wide, min(heights) >= 24) == (False, True)

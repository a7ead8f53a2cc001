"""What somebody meets who sends an empty form, or presses an old, a used or a broken link."""

import pytest

from tests.journeys.visitor import link_in

pytestmark = pytest.mark.xdist_group("embedded")


@pytest.fixture
def head(cast):
    return cast.person("Tess Sagger", "tess@moorland-edge.example")


@pytest.fixture
def nomination(head):
    """A nomination that waits for its head; the link that confirms it."""
    head.visit("/nominate/")
    head.fill({"Headteacher’s name": head.name, "Headteacher’s school e-mail": head.email})
    head.pick_school("School", "moorland", "Moorland Edge Primary School")
    head.fill({"Nominee’s name": "Una Slip", "Nominee’s school e-mail": "una@moorland-edge.example"})
    head.fill({"Why them?": "They make things happen."})
    head.choose("Nominee’s role", "Science leader")
    head.choose("Is there time for it?", "Yes")
    head.press("Check your answers")
    head.press("Send the nomination")
    return link_in(head.mail("Please confirm your nomination of Una Slip"))


def test_an_empty_form_moves_the_focus_to_what_is_wrong(cast, head):
    head.visit("/nominate/")
    head.press("Check your answers")

    assert head.page.evaluate("document.activeElement.id") == "error-summary"
    assert head.page.title().startswith("Error: ")
    head.page.get_by_role("link", name="Enter the headteacher’s name.").click()
    assert head.page.evaluate("document.activeElement.id") == "id_head_name"
    assert cast.faults == []


def test_a_used_link_says_so_and_a_new_one_comes_by_mail(cast, head, nomination):
    head.go(nomination)
    head.press("Confirm the nomination")
    head.go(nomination, status=410)
    head.reads("This link has done its work")
    had = len(head.stack.mailbox.messages_to(head.email))
    head.press("Send me a new link")
    head.reads("Look in your inbox")

    head.go(link_in(head.stack.mailbox.wait_for(head.email, "Your nomination of Una Slip", after=had)))
    head.press("See the nomination")
    head.reads("The SATC lead will be in touch")
    assert cast.faults == []


def test_a_broken_link_says_how_to_go_on(cast, head, nomination):
    head.go(nomination.rstrip("/")[:-3] + "/", status=404)
    head.reads("This link doesn’t work")
    head.follow("sign in with a code by e-mail")
    assert head.heading == "Sign in"
    assert cast.faults == []

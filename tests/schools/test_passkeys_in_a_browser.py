"""Passkeys in a real browser with an authenticator of its own, under the content security policy."""

import re

import pytest
from allauth.mfa.models import Authenticator
from axe_playwright_python.sync_playwright import Axe
from django.core import mail

from tests.factories.schools import lead

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def said(page):
    """What the browser's console said: with the content security policy kept, nothing."""
    words = []
    page.on("console", lambda message: words.append(message.text))
    page.on("pageerror", lambda error: words.append(str(error)))
    return words


@pytest.fixture
def fingerprint(page):
    """The browser's own authenticator, whose owner always agrees."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


@pytest.fixture
def portal(live_server):
    """The portal by a name: passkeys belong to names, never to numbers."""
    return live_server.url.replace("127.0.0.1", "localhost")


def sign_in(page, portal, person):
    page.goto(f"{portal}/accounts/login/?next=/admin/")
    page.get_by_label("Your e-mail address").fill(person.email)
    page.get_by_role("button", name="E-mail me a code").click()
    code = re.search(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b", mail.outbox[-1].body).group()
    page.get_by_label("Code").fill(code)
    page.get_by_role("button", name="Continue").click()


def heading(page):
    return page.get_by_role("heading", level=1).inner_text()


def add_a_passkey(page, portal, person):
    sign_in(page, portal, person)
    page.get_by_role("link", name="Use a passkey instead").click()
    page.get_by_label("Name").fill("School laptop")
    page.get_by_role("button", name="Add it").click()
    page.wait_for_url("**/recovery-codes/")


def test_staff_add_one_go_on_to_the_desk_and_sign_in_with_it(page, portal, fingerprint, said):
    person = lead(without_second_factor=True)

    add_a_passkey(page, portal, person)
    page.get_by_role("link", name="I have kept them: go on").click()
    assert heading(page) == "The desk"
    assert str(Authenticator.objects.get(type="webauthn")) == "School laptop"

    page.get_by_role("banner").get_by_role("button", name="Sign out").locator("visible=true").click()
    sign_in(page, portal, person)
    assert heading(page) == "Your second step"
    page.get_by_role("button", name="Use your passkey").click()
    page.wait_for_url("**/admin/")
    assert heading(page) == "The desk"
    assert said == []


def test_it_shows_that_it_is_still_you_before_anything_about_the_sign_in_is_changed(page, portal, fingerprint, said):
    person = lead(without_second_factor=True)
    add_a_passkey(page, portal, person)
    page.get_by_role("link", name="I have kept them: go on").click()
    page.get_by_role("banner").get_by_role("button", name="Sign out").locator("visible=true").click()
    sign_in(page, portal, person)
    page.get_by_role("button", name="Use your passkey").click()
    page.wait_for_url("**/admin/")

    passkey = Authenticator.objects.get(type="webauthn")
    page.goto(f"{portal}/accounts/2fa/webauthn/keys/{passkey.pk}/edit/")
    assert heading(page) == "Is it still you?"
    page.get_by_role("link", name="With your passkey").click()
    page.get_by_role("button", name="Use your passkey").click()
    page.wait_for_url("**/edit/")
    page.get_by_label("Name").fill("Old laptop")
    page.get_by_role("button", name="Save the name").click()
    page.get_by_role("link", name="Remove Old laptop").click()
    page.get_by_role("button", name="Remove it").click()

    assert "The passkey is removed." in page.get_by_role("main").inner_text()
    assert not Authenticator.objects.filter(user=person).exists()
    assert said == []


def test_what_goes_wrong_is_said_in_plain_words(page, portal, said):
    sign_in(page, portal, lead(without_second_factor=True))
    page.get_by_role("link", name="Use a passkey instead").click()
    page.evaluate("() => { navigator.credentials.create = () => Promise.reject(new DOMException('', 'AbortError')) }")

    page.get_by_role("button", name="Add it").click()

    assert page.get_by_role("alert").inner_text().startswith("That didn’t work, or it was stopped.")
    assert not Authenticator.objects.exists()
    assert said == []


def test_at_an_address_that_is_a_number_it_says_what_to_do(page, live_server, said):
    assert "127.0.0.1" in live_server.url.replace("localhost", "127.0.0.1")
    sign_in(page, live_server.url.replace("localhost", "127.0.0.1"), lead(without_second_factor=True))

    page.get_by_role("link", name="Use a passkey instead").click()

    assert "Open the portal by its name" in page.get_by_role("alert").inner_text()
    assert page.get_by_role("button", name="Add it").is_disabled()
    assert said == []


def test_its_pages_pass_axe(page, portal, fingerprint):
    sign_in(page, portal, lead(without_second_factor=True))
    page.get_by_role("link", name="Use a passkey instead").click()

    assert Axe().run(page).violations_count == 0

"""Whatever is typed on the pages for signing in, a known address is answered as an unknown one is."""

import re
from collections import namedtuple

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from tests.factories.schools import PersonFactory, lead

pytestmark = pytest.mark.django_db

PASSWORD = "kiln-and-cobalt-77"
STRANGER = "stranger@school.example"
Answer = namedtuple("Answer", "status location headers cookies session page")


def known_with_a_password():
    person = PersonFactory(email="head@school.example")
    person.set_password(PASSWORD)
    person.save()
    return person


KINDS = {
    "somebody with a password": known_with_a_password,
    "somebody without one": lambda: PersonFactory(email="head@school.example"),
    "somebody who may not sign in any more": lambda: PersonFactory(email="head@school.example", is_active=False),
    "staff with a second step": lambda: lead(email="head@school.example"),
}


@pytest.fixture(params=KINDS.values(), ids=KINDS.keys())
def known(request):
    return request.param()


def seen(client, response, email):
    """All that a browser can tell of an answer, but for what was typed and what is random."""
    page = response.content.decode().replace(email, "[typed]").replace(email.upper(), "[typed]")
    page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)
    headers = sorted(name for name in response.headers if name != "Content-Length")
    cookies = {name: (len(cookie.value), cookie["max-age"], cookie["httponly"])
               for name, cookie in response.cookies.items() if name != "messages"}  # fmt: skip
    session = "_auth_user_id" in client.session
    return Answer(response.status_code, response.headers.get("Location"), headers, cookies, session, page)


def all_seen(email, steps):
    """What a browser with nothing in it sees at each step: (method, path, what is typed)."""
    cache.clear()
    client, answers = Client(), []
    for method, path, data in steps:
        typed = {name: value.replace("[typed]", email) for name, value in data.items()}
        answers.append(seen(client, getattr(client, method)(path, typed), email))
    return answers


def assert_alike(known, steps):
    with_stranger, with_known = all_seen(STRANGER, steps), all_seen(known.email, steps)
    for step, theirs, ours in zip(steps, with_stranger, with_known, strict=True):
        assert ours == theirs, step


CODE = "/accounts/login/code/"
CONFIRM = "/accounts/login/code/confirm/"


def test_asking_for_a_code_and_guessing_it(known):
    assert_alike(
        known,
        [
            ("get", "/accounts/login/", {}),
            ("post", CODE, {"email": "[typed]"}),
            ("get", CONFIRM, {}),
            ("post", CONFIRM, {"code": "AAAA-AAAA"}),
            ("post", CONFIRM, {"action": "resend"}),
            ("get", CONFIRM, {}),
            ("post", CONFIRM, {"code": "AAAA-AAAB"}),
            ("post", CONFIRM, {"code": "AAAA-AAAC"}),
            ("get", CONFIRM, {}),
        ],
    )


def test_asking_for_too_many_codes(known):
    assert_alike(known, [("post", CODE, {"email": "[typed]"}), ("post", "/accounts/logout/", {})] * 5)


def test_guessing_a_password(known):
    assert_alike(known, [("post", "/accounts/login/", {"login": "[typed]", "password": "wrong-and-long"})] * 7)


def test_forgetting_a_password(known):
    path = "/accounts/password/reset/"
    assert_alike(known, [("post", path, {"email": "[typed]"}), ("get", f"{path}done/", {})] * 7)


def test_signing_up(known):
    path = "/accounts/signup/"
    assert_alike(known, [("get", path, {}), ("post", path, {"email": "[typed]", "password1": PASSWORD})])


def test_a_stranger_gets_no_mail_whatever_is_typed():
    all_seen(
        STRANGER,
        [
            ("post", CODE, {"email": "[typed]"}),
            ("post", CONFIRM, {"action": "resend"}),
            ("post", "/accounts/login/", {"login": "[typed]", "password": PASSWORD}),
            ("post", "/accounts/password/reset/", {"email": "[typed]"}),
            ("post", "/accounts/signup/", {"email": "[typed]", "password1": PASSWORD}),
        ],
    )

    assert mail.outbox == []


def test_the_known_get_it_at_their_own_address_alone():
    person = PersonFactory(email="head@school.example")

    all_seen("HEAD@school.example", [("post", CODE, {"email": "[typed]"})])

    assert [message.to for message in mail.outbox] == [[person.email]]


def test_taking_an_address_as_ones_own(known):
    def asked(email):
        cache.clear()
        client, me = Client(), PersonFactory(email=f"me-{len(mail.outbox)}@school.example")
        client.force_login(me)
        mail.outbox.clear()
        answer = seen(client, client.post("/accounts/email/", {"email": email, "action_add": ""}), email)
        page = seen(client, client.get("/accounts/confirm-email/"), email)
        page = page._replace(page=page.page.replace(me.email, "[me]").replace(f'data-person="{me.pk}"', ""))
        return answer, page, [message.to for message in mail.outbox]

    *theirs, mail_to_stranger = asked(STRANGER)
    *ours, mail_to_known = asked(known.email)

    assert ours == theirs
    # Each is written to at the address that was typed, and only there.
    assert (mail_to_stranger, mail_to_known) == ([[STRANGER]], [[known.email]])

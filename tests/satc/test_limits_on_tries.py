"""Trying again and again to get in is stopped, from one computer or from many."""

import re

import pytest
from django.core import mail
from django.test import Client

from tests.factories.schools import PersonFactory

pytestmark = pytest.mark.django_db

PASSWORD = "kiln-and-cobalt-77"
STOPPED = "Too many failed login attempts"


@pytest.fixture
def head():
    person = PersonFactory(email="head@school.example")
    person.set_password(PASSWORD)
    person.save()
    return person


def ask_for_a_code(email, *, computer=1):
    client = Client(REMOTE_ADDR=f"10.0.0.{computer}")
    return client, client.post("/accounts/login/code/", {"email": email})


def test_codes_for_one_address_are_stopped_from_however_many_computers(head):
    answers = [ask_for_a_code(head.email, computer=number)[1] for number in range(5)]

    assert [answer.status_code for answer in answers] == [302, 302, 302, 200, 200]
    assert STOPPED in answers[-1].text
    assert len(mail.outbox) == 3


def test_codes_for_many_addresses_are_stopped_from_one_computer():
    answers = [ask_for_a_code(f"head{number}@school.example")[1] for number in range(22)]

    assert [answer.status_code for answer in answers] == [302] * 20 + [200] * 2


def test_a_code_dies_after_three_wrong_guesses(head):
    client, _ = ask_for_a_code(head.email)
    right = re.search(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b", mail.outbox[-1].body).group()

    for wrong in ("AAAA-AAAA", "AAAA-AAAB", "AAAA-AAAC"):
        client.post("/accounts/login/code/confirm/", {"code": wrong})
    client.post("/accounts/login/code/confirm/", {"code": right})

    assert "_auth_user_id" not in client.session


def test_guessing_a_password_is_stopped_and_then_the_right_one_is_not_taken_either(head):
    client = Client()
    for _ in range(5):
        assert STOPPED not in client.post("/accounts/login/", {"login": head.email, "password": "a-wrong-one-77"}).text

    assert STOPPED in client.post("/accounts/login/", {"login": head.email, "password": PASSWORD}).text
    assert "_auth_user_id" not in client.session


def test_messages_about_a_forgotten_password_are_stopped(head):
    for number in range(7):
        answer = Client(REMOTE_ADDR=f"10.0.0.{number}").post("/accounts/password/reset/", {"email": head.email})

    assert answer.status_code in (200, 429)
    assert len(mail.outbox) == 5

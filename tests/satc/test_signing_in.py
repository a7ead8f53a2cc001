import re

import pytest
from django.core import mail
from django.test import Client

from tests.factories.schools import PersonFactory

pytestmark = pytest.mark.django_db

PASSWORD = "kiln-and-cobalt-77"


@pytest.fixture
def head():
    person = PersonFactory(email="head@school.example")
    person.set_password(PASSWORD)
    person.save()
    return person


def code_in_the_mail():
    return re.search(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b", mail.outbox[-1].body).group()


def is_signed_in(client, person):
    return client.session.get("_auth_user_id") == str(person.pk)


def test_a_code_by_mail_signs_in_and_leads_to_the_page_that_was_asked_for(client, head):
    client.post(
        "/accounts/login/code/?next=/eoi/EOI-23456/", {"email": "Head@School.example", "next": "/eoi/EOI-23456/"}
    )
    response = client.post("/accounts/login/code/confirm/", {"code": code_in_the_mail(), "next": "/eoi/EOI-23456/"})

    assert [message.to for message in mail.outbox] == [["head@school.example"]]
    assert (response.status_code, response["Location"]) == (302, "/eoi/EOI-23456/")
    assert is_signed_in(client, head)


def test_without_such_a_page_it_leads_home(client, head):
    client.post("/accounts/login/code/", {"email": "head@school.example"})
    response = client.post("/accounts/login/code/confirm/", {"code": code_in_the_mail()})

    assert response["Location"] == "/my/"


def test_a_wrong_code_signs_nobody_in(client, head):
    client.post("/accounts/login/code/", {"email": "head@school.example"})
    client.post("/accounts/login/code/confirm/", {"code": "AAAA-AAAA"})

    assert not is_signed_in(client, head)


def test_an_unknown_address_gets_the_same_answer_and_no_mail(client, head):
    known = client.post("/accounts/login/code/", {"email": "head@school.example"})
    mail.outbox.clear()
    client.logout()
    unknown = client.post("/accounts/login/code/", {"email": "nobody@school.example"})

    assert (unknown.status_code, unknown["Location"]) == (known.status_code, known["Location"])
    assert mail.outbox == []


def test_somebody_who_may_not_sign_in_any_more_gets_no_further(client, head):
    head.is_active = False
    head.save()

    client.post("/accounts/login/code/", {"email": "head@school.example"})
    if mail.outbox:
        client.post("/accounts/login/code/confirm/", {"code": code_in_the_mail()})

    assert not is_signed_in(client, head)


def test_a_password_signs_in_once_the_address_has_been_proved(client, head):
    client.post("/accounts/login/code/", {"email": "head@school.example"})
    client.post("/accounts/login/code/confirm/", {"code": code_in_the_mail()})
    client.logout()

    response = client.post("/accounts/login/", {"login": "head@school.example", "password": PASSWORD})

    assert response["Location"] == "/my/"
    assert is_signed_in(client, head)


def test_a_password_alone_does_not_sign_in_to_an_address_that_was_never_proved(client, head):
    client.post("/accounts/login/", {"login": "head@school.example", "password": PASSWORD})

    assert not is_signed_in(client, head)


def test_nobody_signs_themselves_up(client):
    client.post("/accounts/signup/", {"email": "new@school.example", "password1": PASSWORD})

    assert mail.outbox == []
    assert not type(PersonFactory.build()).objects.filter(email="new@school.example").exists()


def test_asking_for_code_after_code_is_stopped(head):
    for _ in range(6):
        answer = Client().post("/accounts/login/code/", {"email": "head@school.example"})

    assert answer.status_code == 200
    assert "Too many failed login attempts" in answer.content.decode()
    assert len(mail.outbox) == 3


def test_an_address_changes_only_when_the_new_one_is_proved(client, head):
    client.post("/accounts/login/code/", {"email": "head@school.example"})
    client.post("/accounts/login/code/confirm/", {"code": code_in_the_mail()})

    client.post("/accounts/email/", {"email": "new@school.example", "action_add": ""})
    head.refresh_from_db()
    assert (head.email, mail.outbox[-1].to) == ("head@school.example", ["new@school.example"])

    client.post("/accounts/confirm-email/", {"code": code_in_the_mail()})
    head.refresh_from_db()
    assert head.email == "new@school.example"

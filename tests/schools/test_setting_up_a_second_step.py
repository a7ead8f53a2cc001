"""Staff set up a second step on their way to the desk, once, and go on to where they were going."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client

from tests.authenticator import digits
from tests.factories.schools import AUTHENTICATOR_KEY, PersonFactory, lead, with_authenticator

pytestmark = pytest.mark.django_db(transaction=True)

SETTING_UP = "/accounts/2fa/totp/activate/"
SECOND_STEP = "/accounts/2fa/authenticate/"


@pytest.fixture
def newcomer():
    return lead(without_second_factor=True, email="new.lead@satc.example")


def sign_in_by_code(client, person, going_to="/my/"):
    client.post("/accounts/login/code/", {"email": person.email, "next": going_to})
    code = re.search(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b", mail.outbox[-1].body).group()
    return client.post("/accounts/login/code/confirm/", {"code": code, "next": going_to})


def key_on(page):
    return re.search(r'id="key">([A-Z2-7]{32})<', page.text).group(1)


def set_up(client):
    """Fill in the page that sets an app up; the answer, followed."""
    key = key_on(client.get(SETTING_UP))
    return client.post(SETTING_UP, {"code": digits(key)}, follow=True)


def is_signed_in(client, person):
    return client.session.get("_auth_user_id") == str(person.pk)


def test_the_page_says_why_and_leads_on_to_where_they_were_going(client, newcomer):
    answer = sign_in_by_code(client, newcomer, "/admin/outbox/?page=1")
    assert answer["Location"] == "/admin/outbox/?page=1"

    page = client.get("/admin/outbox/?page=1", follow=True)
    assert page.redirect_chain == [(SETTING_UP, 302)]
    assert "One thing before the desk opens." in page.text

    page = set_up(client)
    assert page.redirect_chain == [("/accounts/2fa/recovery-codes/", 302)]
    assert len(re.findall(r"<li>\d{8}</li>", page.text)) == 10
    assert 'href="/admin/outbox/?page=1">I have kept them: go on<' in page.text

    assert client.get("/admin/outbox/?page=1").status_code == 200
    assert "go on" not in client.get("/accounts/2fa/recovery-codes/").text


def test_what_they_were_about_to_do_is_not_done_and_leads_on_to_the_desk(client, newcomer):
    sign_in_by_code(client, newcomer)

    answer = client.post(f"/admin/people/{newcomer.pk}/roles/", {"act": "give", "role": "SATC finance"})

    assert answer["Location"] == SETTING_UP
    assert client.session["going_to"] == "/admin/"
    newcomer.refresh_from_db()
    assert newcomer.groups.count() == 1


def test_wrong_digits_set_nothing_up(client, newcomer):
    sign_in_by_code(client, newcomer)
    key = key_on(client.get(SETTING_UP))
    wrong = "000000" if digits(key) != "000000" else "000001"

    page = client.post(SETTING_UP, {"code": wrong})

    assert "Enter the digits that your app shows now" in page.text
    assert not Authenticator.objects.exists()
    assert client.get("/admin/").status_code == 302


def test_the_first_one_ends_sign_ins_that_never_passed_it_and_is_told_by_mail(newcomer):
    elsewhere, here = Client(), Client()
    sign_in_by_code(elsewhere, newcomer)
    sign_in_by_code(here, newcomer)

    set_up(here)

    assert not is_signed_in(elsewhere, newcomer)
    assert elsewhere.get("/admin/").headers["Location"] == "/accounts/login/?next=/admin/"
    assert is_signed_in(here, newcomer)
    assert (mail.outbox[-1].to, mail.outbox[-1].subject) == ([newcomer.email], "Your second step is on")


def test_from_then_on_it_is_asked_for_whenever_they_sign_in(client):
    person = lead()

    answer = sign_in_by_code(client, person, "/admin/")
    assert answer["Location"] == SECOND_STEP
    assert not is_signed_in(client, person)
    assert client.get("/admin/").headers["Location"] == "/accounts/login/?next=/admin/"

    answer = client.post(SECOND_STEP, {"code": digits(AUTHENTICATOR_KEY)})
    assert answer["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_a_telephones_clock_may_be_half_a_minute_out_and_no_more(client):
    person = lead()
    sign_in_by_code(client, person)

    client.post(SECOND_STEP, {"code": digits(AUTHENTICATOR_KEY, time.time() - 90)})
    assert not is_signed_in(client, person)

    client.post(SECOND_STEP, {"code": digits(AUTHENTICATOR_KEY, time.time() + 20)})
    assert is_signed_in(client, person)


def test_digits_work_once(client, time_machine):
    person, thief = lead(), Client()
    time_machine.move_to("2026-11-23 09:00:05Z")
    shown = digits(AUTHENTICATOR_KEY)
    sign_in_by_code(client, person)
    client.post(SECOND_STEP, {"code": shown})
    assert is_signed_in(client, person)

    # Longer after than the portal's sign-in pages remember by themselves.
    time_machine.move_to("2026-11-23 09:00:50Z")
    sign_in_by_code(thief, person)
    page = thief.post(SECOND_STEP, {"code": f"{shown[:3]} {shown[3:]}"})

    assert "or it has been used" in page.text
    assert not is_signed_in(thief, person)


def test_a_recovery_code_works_once_in_place_of_the_telephone(newcomer, client):
    sign_in_by_code(client, newcomer)
    client.get("/admin/")
    code = re.search(r"<li>(\d{8})</li>", set_up(client).text).group(1)

    for works in (True, False):
        another = Client()
        sign_in_by_code(another, newcomer)
        another.post(SECOND_STEP, {"code": code})
        assert is_signed_in(another, newcomer) is works


def test_guessing_digits_is_stopped(client):
    person = lead()
    sign_in_by_code(client, person)
    right = digits(AUTHENTICATOR_KEY)

    for guess in range(5):
        page = client.post(SECOND_STEP, {"code": f"{(int(right) + 1 + guess) % 1_000_000:06d}"})
        assert "That wasn’t right" in page.text

    assert "Too many failed login attempts" in client.post(SECOND_STEP, {"code": right}).text
    assert not is_signed_in(client, person)


def test_a_head_is_not_asked_for_one_unless_they_chose_to_have_one(client):
    head = PersonFactory()
    assert sign_in_by_code(client, head)["Location"] == "/my/"
    assert client.get("/my/").status_code == 200

    with_authenticator(head)
    assert sign_in_by_code(Client(), head)["Location"].startswith(SECOND_STEP)


def test_whoever_turns_it_off_sets_it_up_again_before_the_desk_opens(client):
    person = lead()
    sign_in_by_code(client, person)
    client.post(SECOND_STEP, {"code": digits(AUTHENTICATOR_KEY)})
    page = client.get("/accounts/2fa/totp/deactivate/", follow=True)
    assert "Is it still you?" in page.text

    client.post(page.request["PATH_INFO"] + "?next=/accounts/2fa/totp/deactivate/",
                {"code": digits(AUTHENTICATOR_KEY, time.time() + 30)})  # fmt: skip
    client.post("/accounts/2fa/totp/deactivate/")

    assert not Authenticator.objects.filter(user=person).exists()
    assert client.get("/admin/").headers["Location"] == SETTING_UP

"""Everybody sees where they are signed in, and ends any of it; nobody sees or ends what is somebody else’s."""

import re

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from schools import second_step
from schools.browsers import in_words
from tests.factories.schools import PersonFactory

pytestmark = pytest.mark.django_db

PAGE = "/accounts/sessions/"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.0 Mobile/15E148 Safari/604.1"
)


@pytest.fixture
def head():
    return PersonFactory(email="head@school.example")


def signed_in(person, user_agent=FIREFOX):
    """A browser in which the person signed in by a code. It forgets how often codes were asked for."""
    cache.clear()
    client = Client(headers={"user-agent": user_agent})
    client.post("/accounts/login/code/", {"email": person.email})
    code = re.search(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b", mail.outbox[-1].body).group()
    client.post("/accounts/login/code/confirm/", {"code": code})
    assert is_signed_in(client)
    return client


def is_signed_in(client):
    return client.get("/my/").status_code == 200


def devices(page):
    return re.findall(r'<th scope="row">(.*?)</th>', page.text)


def sign_in_of(client):
    return UserSession.objects.get(session_key=client.session.session_key)


def test_each_is_shown_the_newest_first_with_this_one_marked(head):
    there, here = signed_in(head), signed_in(head, IPHONE)
    signed_in(PersonFactory())

    page = here.get(PAGE)

    assert devices(page) == ["Safari on an iPhone", "Firefox on Windows"]
    assert page.text.count("This one") == 1
    assert there.session.session_key not in page.text
    assert "In 2 places." in here.get("/accounts/security/").text


def test_one_of_them_is_ended(head):
    there, other, here = signed_in(head), signed_in(head), signed_in(head)

    page = here.post(PAGE, {"end": sign_in_of(there).pk}, follow=True)

    assert "Signed out there." in page.text
    assert [is_signed_in(client) for client in (there, other, here)] == [False, True, True]
    assert len(devices(page)) == 2


def test_all_the_others_are_ended(head):
    there, other, here = signed_in(head), signed_in(head), signed_in(head)

    page = here.post(PAGE, {"end": "others"}, follow=True)

    assert "Signed out in 2 places." in page.text
    assert [is_signed_in(client) for client in (there, other, here)] == [False, False, True]


def test_looking_ends_nothing(head):
    there, here = signed_in(head), signed_in(head)

    here.get(PAGE, {"end": "others"})

    assert is_signed_in(there)


def test_nobody_ends_somebody_elses(head):
    theirs, here = signed_in(PersonFactory()), signed_in(head)

    page = here.post(PAGE, {"end": sign_in_of(theirs).pk}, follow=True)

    assert "That sign-in has ended already." in page.text
    assert is_signed_in(theirs)


@pytest.mark.parametrize("end", ["", "none", "0", "9" * 40, "-1", "²"])
def test_what_is_no_sign_in_ends_nothing(head, end):
    there, here = signed_in(head), signed_in(head)

    assert here.post(PAGE, {"end": end}, follow=True).status_code == 200

    assert is_signed_in(there)


def test_one_that_has_run_out_is_not_shown(head):
    there, here = signed_in(head), signed_in(head)
    Session.objects.filter(session_key=there.session.session_key).update(expire_date=timezone.now())

    assert len(devices(here.get(PAGE))) == 1


def test_signing_out_takes_it_off_the_list(head):
    there, here = signed_in(head), signed_in(head)

    there.post("/accounts/logout/")

    assert len(devices(here.get(PAGE))) == 1


def test_a_new_password_ends_the_others(head):
    there, here = signed_in(head), signed_in(head)

    here.post("/accounts/password/set/", {"password1": "kiln-and-cobalt-77", "password2": "kiln-and-cobalt-77"})

    assert [is_signed_in(client) for client in (there, here)] == [False, True]
    assert second_step.open_sign_ins(head).count() == 1


def test_the_list_asks_the_same_number_of_questions_for_one_and_for_three(head, django_assert_num_queries):
    here = signed_in(head)
    with django_assert_num_queries(4):
        here.get(PAGE)

    signed_in(head)
    signed_in(head)
    with django_assert_num_queries(4):
        here.get(PAGE)


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (FIREFOX, "Firefox on Windows"),
        (IPHONE, "Safari on an iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0", "Edge on Linux"),
        ("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/140 Safari/537.36", "Chrome on an Android device"),
        ("", "A browser"),
    ],
)
def test_browsers_are_called_by_the_names_people_know(user_agent, words):
    assert in_words(user_agent) == words

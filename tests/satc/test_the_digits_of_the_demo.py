"""Whoever tries the portal out reads the six digits of the demo's staff off a page that production doesn't have."""

import io
import re

import pytest
from django.core import mail
from django.core.management import call_command
from django.http import Http404

from satc import devcodes
from satc.demo import city
from tests.authenticator import digits

pytestmark = pytest.mark.django_db


@pytest.fixture
def development(settings):
    settings.DEBUG = True


def shown(page):
    return re.findall(r'<strong class="reference">(\d{6})</strong>', page.content.decode())


def test_every_member_of_staff_has_a_key_of_their_own():
    assert city.AUTHENTICATOR_KEYS.keys() == city.STAFF.keys()
    assert len(set(city.AUTHENTICATOR_KEYS.values())) == len(city.STAFF)


def test_it_shows_what_their_apps_would(rf, development, time_machine):
    time_machine.move_to("2026-11-23 09:00:05Z", tick=False)

    page = devcodes.codes(rf.get("/dev/codes/"))

    assert shown(page) == [digits(key) for key in city.AUTHENTICATOR_KEYS.values()]
    assert "They change in 25 seconds" in page.content.decode()


def test_it_shows_the_digits_of_a_key_that_somebody_is_setting_up(rf, development, time_machine):
    time_machine.move_to("2026-11-23 09:00:05Z", tick=False)
    key = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"

    page = devcodes.codes(rf.get("/dev/codes/", {"key": f" {key.lower()} "}))

    assert shown(page)[-1] == digits(key)


@pytest.mark.parametrize("key", ["1", "no key", "ÄÖ", "A" * 1000])
def test_what_is_no_key_is_no_error(rf, development, key):
    assert devcodes.codes(rf.get("/dev/codes/", {"key": key})).status_code == 200


def test_there_is_no_such_page_in_production(rf, client):
    with pytest.raises(Http404):
        devcodes.codes(rf.get("/dev/codes/"))
    assert client.get("/dev/codes/").status_code == 404


def test_loading_the_city_prints_the_keys_and_with_them_staff_get_to_the_desk(client, settings):
    settings.DEBUG = settings.CLOCK_SKIPS_CLOSED_DAYS = True
    said = io.StringIO()
    call_command("seed_demo", stdout=said)
    settings.DEBUG = settings.CLOCK_SKIPS_CLOSED_DAYS = False

    for role, key in city.AUTHENTICATOR_KEYS.items():
        email = city.STAFF[role][1]
        assert re.search(rf"^  {re.escape(email)} +{key}$", said.getvalue(), re.MULTILINE)
        client.logout()
        client.post("/accounts/login/code/", {"email": email})
        code = re.search(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b", mail.outbox[-1].body).group()
        client.post("/accounts/login/code/confirm/", {"code": code})
        client.post("/accounts/2fa/authenticate/", {"code": digits(key)})
        assert client.get("/admin/").status_code == 200, role

"""Whoever tries the portal out reads the six digits of the demo's staff off a page that production doesn't have."""

import re

import pytest
from django.http import Http404
from django.urls import NoReverseMatch, reverse

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
    with pytest.raises(NoReverseMatch):
        reverse("dev_codes")
    assert client.get("/dev/codes/").status_code == 404

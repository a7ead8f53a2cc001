"""Settings are read in a process of their own: a wrong one must stop the portal from starting."""

import os
import subprocess
import sys

import pytest

PRODUCTION = {
    "SECRET_KEY": "x1y2z3" * 10,
    "SITE_URL": "https://portal.example.org",
    "EMAIL_URL": "smtp://127.0.0.1:2525",
    "DEFAULT_FROM_EMAIL": "portal@example.org",
    "DATABASE_URL": "postgresql://127.0.0.1/satc",
    "REDIS_URL": "redis://127.0.0.1:6379/0",
}


@pytest.fixture
def read(tmp_path):
    """What the settings make of an environment: the value of an expression, or what they refuse with."""

    def read(environment, expression="None"):
        program = f"from satc import settings as s; print(({expression}))"
        bare = {"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path)}
        done = subprocess.run([sys.executable, "-c", program], env=bare | environment, capture_output=True, text=True)
        return (done.stdout if done.returncode == 0 else done.stderr).strip().splitlines()[-1]

    return read


@pytest.mark.parametrize("name", ["SECRET_KEY", "SITE_URL", "EMAIL_URL", "DEFAULT_FROM_EMAIL"])
def test_production_does_not_start_without_what_it_needs_and_names_it(read, name):
    environment = {key: value for key, value in PRODUCTION.items() if key != name}

    assert f"Set {name}:" in read(environment)


def test_development_is_chosen_and_then_needs_nothing(read):
    assert read({"DEBUG": "1"}, "s.SITE_URL, s.DATABASES['default']['ENGINE'], s.CELERY_BROKER_URL") == (
        "('http://127.0.0.1:8000', 'django.db.backends.sqlite3', 'filesystem://localhost//')"
    )


def test_without_debug_there_is_no_default_key(read):
    assert "Set SECRET_KEY:" in read({})


@pytest.mark.parametrize("address", ["http://portal.example.org", "http://10.0.0.7:8000"])
def test_plain_http_is_refused_away_from_this_computer(read, address):
    assert "SITE_URL must begin with https://" in read(PRODUCTION | {"SITE_URL": address})


@pytest.mark.parametrize("address", ["portal.example.org", "https://portal.example.org/satc", "ftp://127.0.0.1"])
def test_a_site_address_that_is_not_one_is_refused(read, address):
    assert "SITE_URL must look like" in read(PRODUCTION | {"SITE_URL": address})


def test_https_turns_on_what_protects_it(read):
    on = "s.SECURE_SSL_REDIRECT, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_HSTS_SECONDS > 0, s.DEBUG"

    assert read(PRODUCTION, on) == "(True, True, True, True, False)"


def test_http_on_this_computer_turns_it_off(read):
    on = "s.SECURE_SSL_REDIRECT, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_HSTS_SECONDS > 0, s.DEBUG"

    assert read(PRODUCTION | {"SITE_URL": "http://127.0.0.1:8000"}, on) == "(False, False, False, False, False)"


def test_hosts_and_origins_follow_from_the_site_address(read):
    assert read(PRODUCTION, "s.ALLOWED_HOSTS, s.CSRF_TRUSTED_ORIGINS") == (
        "(['127.0.0.1', '[::1]', 'localhost', 'portal.example.org'], ['https://portal.example.org'])"
    )


def test_a_real_portals_calendar_never_skips_a_day(read):
    assert "CLOCK_SKIPS_CLOSED_DAYS is for the demo" in read(PRODUCTION | {"CLOCK_SKIPS_CLOSED_DAYS": "1"})

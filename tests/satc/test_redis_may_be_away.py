"""Redis holds nothing that would be missed: with it gone, pages go on and nothing waits long."""

import time

import pytest
from kombu.exceptions import OperationalError

from satc.cache import ForgivingRedisCache
from satc.celery import app


@pytest.fixture
def cache(free_port):
    """A cache whose Redis isn't there."""
    return ForgivingRedisCache(f"redis://127.0.0.1:{free_port}/0", {})


def test_a_cache_that_is_away_is_an_empty_cache(cache):
    cache.set("tries", 3)

    assert cache.get("tries") is None
    assert cache.get("tries", 7) == 7
    assert cache.add("tries", 1) is True
    assert cache.incr("tries") == 1
    assert cache.get_or_set("tries", 4) == 4
    assert "tries" not in cache
    assert cache.get_many(["tries"]) == {}
    assert cache.set_many({"tries": 1}) == ["tries"]
    assert cache.touch("tries") is False
    assert cache.delete("tries") is False
    assert cache.delete_many(["tries"]) is None


def test_the_log_says_so(cache, caplog):
    cache.get("tries")

    assert "The cache can’t be reached (ConnectionError); going on without it." in caplog.text


@pytest.mark.needs("Redis")
def test_a_cache_that_is_there_keeps_things(settings):
    there = ForgivingRedisCache(settings.REDIS_URL, {})

    there.set("tries", 3, timeout=5)

    assert there.incr("tries") == 4


@pytest.mark.needs("Redis")
def test_waking_a_worker_fails_fast_when_the_broker_is_away(free_port, settings):
    options = settings.CELERY_BROKER_TRANSPORT_OPTIONS
    began = time.monotonic()

    with (
        app.connection_for_write(f"redis://127.0.0.1:{free_port}/0", transport_options=options) as away,
        pytest.raises(OperationalError),
    ):
        app.send_task("core.sweep", connection=away)

    assert time.monotonic() - began < 2

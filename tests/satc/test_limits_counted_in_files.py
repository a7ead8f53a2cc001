"""Without Redis, limits are counted in files: of those who ask at once, each is counted."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from satc.cache import OneAtATimeFileCache

MANY = 20
ROUNDS = 20


@pytest.fixture
def cache(tmp_path):
    return OneAtATimeFileCache(tmp_path, {})


def test_of_many_who_add_at_once_one_was_first(cache):
    with ThreadPoolExecutor(MANY) as pool:
        for number in range(ROUNDS):
            firsts = list(pool.map(lambda _, key=f"round-{number}": cache.add(key, True), range(MANY)))

            assert firsts.count(True) == 1


def test_many_who_count_at_once_are_all_counted(cache):
    cache.add("sent", 0)

    with ThreadPoolExecutor(MANY) as pool:
        counts = list(pool.map(lambda _: cache.incr("sent"), range(MANY * ROUNDS)))

    assert sorted(counts) == list(range(1, MANY * ROUNDS + 1))


def test_what_has_run_out_may_be_added_again(cache):
    assert cache.add("lock", True, timeout=0.01)
    assert cache.add("other", True, timeout=60)

    while "lock" in cache:
        pass

    assert cache.add("lock", True)
    assert not cache.add("other", True)

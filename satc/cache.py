"""Where limits on how often one may try are counted: in Redis, or in files where there is none."""

import logging
from contextlib import contextmanager
from pathlib import Path

import redis
from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.filebased import FileBasedCache
from django.core.cache.backends.redis import RedisCache
from django.core.files import locks

logger = logging.getLogger(__name__)


def forgiving(method, answer):
    """The method, but with the answer that an empty cache would give while Redis can't be reached."""

    def attempt(self, *args, **kwargs):
        try:
            return getattr(RedisCache, method)(self, *args, **kwargs)
        except redis.RedisError as error:
            logger.warning("The cache can’t be reached (%s); going on without it.", type(error).__name__)
            return answer(*args, **kwargs)

    return attempt


class ForgivingRedisCache(RedisCache):
    """Only limits on how often one may try are kept here: better to lose those for a while than every page."""

    add = forgiving("add", lambda *args, **kwargs: True)
    get = forgiving("get", lambda key, default=None, **kwargs: default)
    set = forgiving("set", lambda *args, **kwargs: None)
    touch = forgiving("touch", lambda *args, **kwargs: False)
    delete = forgiving("delete", lambda *args, **kwargs: False)
    has_key = forgiving("has_key", lambda *args, **kwargs: False)
    incr = forgiving("incr", lambda key, delta=1, **kwargs: delta)
    get_many = forgiving("get_many", lambda *args, **kwargs: {})
    set_many = forgiving("set_many", lambda data, **kwargs: list(data))
    delete_many = forgiving("delete_many", lambda *args, **kwargs: None)


class OneAtATimeFileCache(FileBasedCache):
    """Files, in which `add` and `incr` are done by one thread of one process at a time.

    Django's own look first and write afterwards: two that ask together were both told that they came first,
    and a limit let one more through.
    """

    @contextmanager
    def _alone(self):
        self._createdir()
        with (Path(self._dir) / "one-at-a-time.lock").open("ab") as lock:
            locks.lock(lock, locks.LOCK_EX)  # let go of when the file closes, also if the process dies
            yield

    def add(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        with self._alone():
            return super().add(key, value, timeout, version)

    def incr(self, key, delta=1, version=None):
        with self._alone():
            return super().incr(key, delta, version)

"""A Redis cache that may be away: the portal goes on without it."""

import logging

import redis
from django.core.cache.backends.redis import RedisCache

logger = logging.getLogger(__name__)


def forgiving(method, answer):
    """The method, but with the answer that an empty cache would give while Redis can't be reached."""

    def attempt(self, *args, **kwargs):
        try:
            return getattr(RedisCache, method)(self, *args, **kwargs)
        except redis.RedisError as error:
            logger.warning("The cache can't be reached (%s); going on without it.", type(error).__name__)
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

"""How often one address may send a public form. The count is in the shared cache, so it holds across processes."""

import logging

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from redis.exceptions import RedisError

log = logging.getLogger(__name__)

AN_HOUR = 60 * 60


def may_send(request, what, *, most=30, seconds=AN_HOUR):
    """Count one sending of `what` from this client address; False once there were more than `most` in the period.

    A cache that can't be reached never keeps a school from sending a form.
    """
    key = f"sent:{what}:{get_adapter().get_client_ip(request)}"
    try:
        cache.add(key, 0, seconds)
        return cache.incr(key) <= most
    except (ValueError, OSError, RedisError) as error:
        log.warning("Sendings of %s are not being counted: %s", what, type(error).__name__)
        return True

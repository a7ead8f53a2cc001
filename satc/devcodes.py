"""The six digits that the demo's staff would read off a telephone, for whoever tries the portal out."""

import binascii
import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from satc.demo import city

PERIOD = 30


@require_safe
@never_cache
def codes(request):
    """Each demo member of staff with their digits now, and those of `?key=`; there is no such page in production."""
    if not settings.DEBUG:
        raise Http404
    key = "".join(request.GET.get("key", "").split()).upper()
    context = {
        "people": [(*city.STAFF[role], digits(key)) for role, key in city.AUTHENTICATOR_KEYS.items()],
        "seconds": PERIOD - int(time.time()) % PERIOD,
        "key": key,
        "of_key": digits(key) if key else "",
    }
    return render(request, "satc/dev_codes.html", context)


def digits(key):
    """What an authenticator app with this key shows now; nothing for what is no key."""
    try:
        return format_hotp_value(hotp_value(key, int(time.time()) // PERIOD))
    except (binascii.Error, UnicodeEncodeError):
        return ""

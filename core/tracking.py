"""Which nominations and requests this browser may follow at /track/, because a link from a mail opened them."""

from django.urls import reverse

KEY = "tracked"


def let_follow(request, reference):
    """Let this browser follow the thing from now on; returns the address at which to."""
    if not may_follow(request, reference):
        request.session[KEY] = [*request.session.get(KEY, []), reference]
    return reverse("track", args=[reference])


def may_follow(request, reference):
    return reference in request.session.get(KEY, [])

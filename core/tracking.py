"""What this browser may see without a sign-in, because a link from a mail opened it."""

from django.urls import reverse

KEY = "tracked"


def let_follow(request, reference):
    """Let this browser follow the thing from now on; returns the address at which to."""
    let_in(request, reference)
    return reverse("track", args=[reference])


def let_in(request, key):
    """Remember in this browser's session that it may see the thing of this key."""
    if not may_follow(request, key):
        request.session[KEY] = [*request.session.get(KEY, []), key]


def may_follow(request, key):
    return key in request.session.get(KEY, [])

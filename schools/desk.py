"""Who gets to a page of the desk, the part of the portal under /admin/ that staff work at."""

from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import Http404

from schools import permissions


def desk_page(view=None, *, open_to=permissions.runs_the_programme):
    """A page of the desk: sign in first; for whoever it isn't open to, it isn't there (rule 10)."""

    def decorate(view):
        @wraps(view)
        @login_required
        def page(request, *args, **kwargs):
            if not open_to(request.user):
                raise Http404
            return view(request, *args, **kwargs)

        return page

    return decorate(view) if view else decorate

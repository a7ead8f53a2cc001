from django.shortcuts import redirect

from schools import permissions, second_step

DESK = "admin/"
# Where a member of staff was going when they were asked to set up a second step.
GOING_TO = "going_to"


class SecondStepForStaff:
    """Opens the desk only to staff who have a second step; the others are sent to set one up, then on.

    Whoever has one is asked for it when they sign in, and setting up the first ends every older sign-in. So to have one
    is to have passed it. Everybody else goes by: what isn't theirs at the desk is a 404 there.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not request.resolver_match.route.startswith(DESK) or not permissions.is_staff_role(request.user):
            return None
        if second_step.is_set_up(request.user):
            request.session.pop(GOING_TO, None)
            return None
        request.session[GOING_TO] = request.get_full_path() if request.method in ("GET", "HEAD") else f"/{DESK}"
        return redirect("mfa_activate_totp")

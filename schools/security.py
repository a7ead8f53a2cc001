"""A person's own pages about their sign-in."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from schools import permissions, second_step
from schools.browsers import in_words


@login_required
@require_safe
@never_cache
def overview(request):
    """How somebody signs in, and where to change each part of it."""
    person = request.user
    authenticators = list(Authenticator.objects.filter(user=person))
    codes = next((each for each in authenticators if each.type == Authenticator.Type.RECOVERY_CODES), None)
    context = {
        "email": EmailAddress.objects.get_primary_email(person) or person.email,
        "has_app": any(each.type == Authenticator.Type.TOTP for each in authenticators),
        "passkeys": sum(each.type == Authenticator.Type.WEBAUTHN for each in authenticators),
        "codes_left": len(codes.wrap().get_unused_codes()) if codes else 0,
        "sign_ins": second_step.open_sign_ins(person).count(),
        "needs_second_step": permissions.is_staff_role(person),
    }
    return render(request, "schools/security.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def sign_ins(request):
    """Where somebody is signed in: they see each sign-in that is open, and end one or all the others."""
    here = request.session.session_key
    if request.method == "POST":
        return end(request, but=here)
    rows = [
        {"sign_in": each, "device": in_words(each.user_agent), "is_here": each.session_key == here}
        for each in second_step.open_sign_ins(request.user)
    ]
    return render(request, "schools/sign_ins.html", {"rows": rows})


def end(request, *, but):
    chosen = request.POST.get("end", "")
    ended = 0
    if chosen == "others":
        ended = second_step.end_sign_ins(request.user, but=but)
    elif chosen.isdecimal():
        ended = second_step.end_sign_ins(request.user, only=int(chosen[:18]), but=but)
    if ended:
        messages.success(request, "Signed out there." if ended == 1 else f"Signed out in {ended} places.")
    else:
        messages.error(request, "That sign-in has ended already.")
    return redirect("usersessions_list")

"""The second step of signing in, and the sign-ins that are open: who has them, and taking them away."""

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from core.workflow import record

# Recovery codes stand in for one of these; alone they are no second step.
STEPS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def is_set_up(person):
    """Whether the person has an authenticator app or a passkey."""
    return is_mfa_enabled(person, types=STEPS)


def is_the_only_one(authenticator):
    """Whether this app or passkey is the one and only that its person has."""
    if authenticator.type not in STEPS:
        return False
    others = Authenticator.objects.filter(user=authenticator.user, type__in=STEPS).exclude(pk=authenticator.pk)
    return not others.exists()


def open_sign_ins(person):
    """The person's sign-ins that are still open, newest first. Sessions keep real time, not our clock's."""
    alive = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    return UserSession.objects.filter(user=person, session_key__in=alive).order_by("-created_at", "-pk")


@transaction.atomic
def end_sign_ins(person, *, only=None, but=None):
    """Sign the person out: of the sign-in `only`, or of all, but never of the session with the key `but`.

    How many sign-ins that ended.
    """
    ending = UserSession.objects.filter(user=person).exclude(session_key=but or "")
    if only is not None:
        ending = ending.filter(pk=only)
    keys = list(ending.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    UserSession.objects.filter(user=person, session_key__in=keys).delete()
    return len(keys)


@transaction.atomic
def reset(person, *, reason):
    """Take away every authenticator, passkey and recovery code, and end every sign-in: the telephone is lost.

    At their next sign-in, staff set up another. It is done at the command line, and so recorded without a name.
    """
    Authenticator.objects.filter(user=person).delete()
    end_sign_ins(person)
    record(person, "reset_second_factor", by=None, reason=reason)

import logging

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings

log = logging.getLogger(__name__)

WAYS = {
    "reauthenticate": "With your password",
    "mfa_reauthenticate": "With your authenticator app or a recovery code",
    "mfa_reauthenticate:webauthn": "With your passkey",
}


class AccountAdapter(DefaultAccountAdapter):
    """How people get in: everyone is let in by SATC, nobody signs themselves up."""

    def is_open_for_signup(self, request):
        return False

    def get_reauthentication_methods(self, user):
        return [way | {"description": WAYS[way["id"]]} for way in super().get_reauthentication_methods(user)]

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        """Tell somebody what was changed about their sign-in; a mail server that is down doesn't undo the change."""
        try:
            super().send_notification_mail(template_prefix, user, context, email)
        except OSError as error:
            log.warning("A notice about a sign-in was not sent: %s", type(error).__name__)


class SecondStepAdapter(DefaultMFAAdapter):
    """The second step of signing in: an authenticator app, or passkeys."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "That wasn’t right, or it has been used. Enter the digits that your app shows now, "
        "or try your passkey again.",
        "unverified_email": "First enter the code that we sent to your new e-mail address.",
    }

    def get_public_key_credential_rp_entity(self):
        return super().get_public_key_credential_rp_entity() | {"name": settings.MFA_TOTP_ISSUER}

    def generate_authenticator_name(self, user, type):
        """What a passkey is called until its person calls it something else."""
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return "My passkey" if number == 1 else f"My passkey {number}"

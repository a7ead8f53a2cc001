from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as allauth_forms
from django.conf import settings
from django.core.cache import cache

PERIOD = 30
# Digits are taken for one period before and one after their own; allauth remembers them for one.
REMEMBERED = PERIOD * (2 * settings.MFA_TOTP_TOLERANCE + 1)


class OnceOnly:
    """Digits that have been used are refused for as long as they would otherwise be taken (RFC 6238, section 5.2)."""

    def clean_code(self):
        code = super().clean_code()
        digits = "".join(filter(str.isalnum, code))
        if not cache.add(f"second-step-used:{self.user.pk}:{digits}", True, REMEMBERED):
            raise get_adapter().validation_error("incorrect_code")
        return code


class AuthenticateForm(OnceOnly, allauth_forms.AuthenticateForm):
    """The digits of an app, or a recovery code, as the second step of signing in."""


class ReauthenticateForm(OnceOnly, allauth_forms.ReauthenticateForm):
    """The same, before something about the sign-in itself is changed."""

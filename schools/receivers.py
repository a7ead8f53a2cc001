from allauth.account.models import EmailAddress
from allauth.account.signals import authentication_step_completed
from django.dispatch import receiver


@receiver(authentication_step_completed)
def a_code_proves_the_address(user, method, email=None, **_):
    """Whoever typed a code that was sent to their address has proved it, and isn't asked to again."""
    if method == "code" and email and email.lower() == user.email:
        EmailAddress.objects.update_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})

from allauth.account.internal.flows.login import record_authentication
from allauth.account.models import EmailAddress
from allauth.account.signals import authentication_step_completed, password_changed, password_reset, password_set
from allauth.mfa.signals import authenticator_added
from django.db.models.signals import post_save
from django.dispatch import receiver

from schools import second_step
from schools.models import Network, School
from schools.signals import networks_changed


@receiver(authentication_step_completed)
def a_code_proves_the_address(user, method, email=None, **_):
    """Whoever typed a code that was sent to their address has proved it, and isn't asked to again."""
    if method == "code" and email and email.lower() == user.email:
        EmailAddress.objects.update_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})


@receiver(authenticator_added)
def the_first_second_step_ends_older_sign_ins(request, user, authenticator, **_):
    """Those were never asked for it. Here, where it was just shown to work, nobody is asked for it again."""
    if authenticator.type not in second_step.STEPS:
        return
    if second_step.is_the_only_one(authenticator):
        second_step.end_sign_ins(user, but=request.session.session_key)
    record_authentication(request, user, "mfa", type=authenticator.type, id=authenticator.pk, reauthenticated=True)


@receiver([password_set, password_changed, password_reset])
def a_new_password_ends_the_other_sign_ins(request, user, **_):
    """Whoever changes a password may do so because somebody else knew the old one."""
    second_step.end_sign_ins(user, but=request.session.session_key)


@receiver(post_save, sender=Network)
def a_network_is_renamed(instance, created, **_):
    """Its schools are found by the new name."""
    if not created:
        networks_changed.send(sender=School, schools=list(instance.schools.values_list("pk", flat=True)))

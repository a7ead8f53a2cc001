"""What a link in one of our mails may be for, when the reader may have no sign-in yet."""

from django.contrib import messages

from core.tracking import let_follow
from correspondence import links
from influencers import notifications, services
from influencers.models import Nomination
from influencers.workflow import NominationStatus


def register():
    links.register(
        links.Purpose(
            name="confirm_nomination",
            heading="Confirm the nomination",
            words="Press the button to confirm that you are the headteacher and that this nomination comes from you.",
            button="Confirm the nomination",
            find=waiting_for_its_head,
            follow=confirm,
            renew=renew,
        ),
        links.Purpose(
            name="track_nomination",
            heading="See your nomination",
            words="Press the button to see how the nomination is getting on.",
            button="See the nomination",
            find=sent_by,
            follow=track,
            renew=renew,
        ),
    )


def waiting_for_its_head(reference, email):
    """The nomination, while it waits for this head to confirm it."""
    return Nomination.objects.filter(reference=reference, head_email=email, status=NominationStatus.SUBMITTED).first()


def sent_by(reference, email):
    """The nomination, if this is still the address of its head or helper and it wasn't withdrawn."""
    sent = Nomination.objects.sent_from(email).filter(reference=reference)
    return sent.exclude(status=NominationStatus.WITHDRAWN).first()


def confirm(request, nomination, email):
    services.confirm_nomination(nomination)
    messages.success(request, "Thank you. The nomination is confirmed.")
    return track(request, nomination, email)


def track(request, nomination, email):
    """Let this browser see the nomination from now on."""
    return let_follow(request, nomination.reference)


def renew(reference, email):
    """The head of an unconfirmed nomination gets the link that confirms it; any other sender one to follow it."""
    if nomination := waiting_for_its_head(reference, email):
        notifications.confirm_nomination(nomination)
    elif nomination := sent_by(reference, email):
        notifications.track_nomination(nomination, email)

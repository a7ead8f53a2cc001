"""What the links in this app's messages are for."""

from brokerage import notifications, services
from brokerage.models import SupportRequest
from brokerage.workflow import RequestStatus
from core.tracking import let_follow
from correspondence import links


def register():
    links.register(
        links.Purpose(
            name="confirm_request",
            heading="Confirm your request for support",
            words="One press, and your request goes to the SATC lead.",
            button="Confirm my request",
            find=_unconfirmed,
            follow=_confirm,
            renew=_renew_confirmation,
        )
    )
    links.register(
        links.Purpose(
            name="track_request",
            heading="Your request for support",
            words="See where your request is and what happens next.",
            button="Show my request",
            find=_request_of,
            follow=_track,
            renew=_renew_track,
        )
    )


def _request_of(reference, email):
    """The request that this e-mail address sent, or None."""
    return SupportRequest.objects.filter(reference=reference, requester_email=email).first()


def _unconfirmed(reference, email):
    request = _request_of(reference, email)
    return request if request and request.status == RequestStatus.SUBMITTED else None


def _confirm(web_request, request, email):
    services.confirm_request(request)
    return let_follow(web_request, request.reference)


def _track(web_request, request, email):
    return let_follow(web_request, request.reference)


def _renew_confirmation(reference, email):
    if request := _unconfirmed(reference, email):
        services.resend_confirmation(request)


def _renew_track(reference, email):
    if request := _request_of(reference, email):
        notifications.send_track_link(request)

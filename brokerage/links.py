"""What the links in this app's messages are for."""

from brokerage import notifications, services
from brokerage.models import Feedback, Quote, Release, SupportRequest
from brokerage.workflow import RequestStatus
from core.tracking import let_follow, let_in
from correspondence import links
from schools.models import Person


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
        ),
        links.Purpose(
            name="track_request",
            heading="Your request for support",
            words="See where your request is and what happens next.",
            button="Show my request",
            find=_request_of,
            follow=_track,
            renew=_renew_track,
        ),
        links.Purpose(
            name="answer_quote",
            heading="Your quote for science support",
            words="Read what it costs, and accept or decline it.",
            button="Show the quote",
            find=_quote_to_answer,
            follow=_show_quote,
            renew=_renew_quote,
        ),
        links.Purpose(
            name=notifications.RELEASE,
            heading="Release for another school",
            words="Read what it is for, and say yes or no.",
            button="Show what is asked",
            find=_release_to_answer,
            follow=_show_release,
            renew=_renew_release,
        ),
        links.Purpose(
            name=notifications.FEEDBACK,
            heading="How was the support?",
            words="A few short questions, about two minutes. You may leave it, too.",
            button="Answer the questions",
            find=_open_feedback_of,
            follow=_answer,
            renew=_renew_feedback,
        ),
    )


def _open_feedback_of(reference, email):
    """What this person is asked about this deployment, while they may answer; or None."""
    asked = Feedback.objects.open().select_related("deployment__school", "deployment__person", "person")
    return asked.filter(deployment__reference=reference, person__email=email).first()


def _answer(web_request, feedback, email):
    let_in(web_request, feedback_key(feedback))
    return feedback.get_absolute_url()


def feedback_key(feedback):
    """What a browser keeps that a link has let in to somebody's questions."""
    return f"feedback:{feedback.pk}"


def _renew_feedback(reference, email):
    if feedback := _open_feedback_of(reference, email):
        notifications.feedback_reminder(feedback)


def _release_to_answer(reference, email):
    """What the head who has this address, and is proven still, is asked about this deployment; or None."""
    release = Release.objects.asked().filter(deployment__reference=reference).select_related("deployment").first()
    is_head = release and Person.objects.heads_of(release.school_id).filter(email=email).exists()
    return release if is_head else None


def _show_release(web_request, release, email):
    let_in(web_request, release_key(release, email))
    return release.get_absolute_url()


def release_key(release, email):
    """What a browser keeps that a link has let in to answer for a school, as the head with this address."""
    return f"release:{release.pk}:{email}"


def _renew_release(reference, email):
    if release := _release_to_answer(reference, email):
        services.resend_release_link(release)


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


def _quote_to_answer(reference, email):
    """The quote, while it waits for the head who has this address and is proven still."""
    quote = Quote.objects.out().filter(reference=reference, sent_to__email=email).select_related("sent_to").first()
    if quote is None or not quote.is_open:
        return None
    return quote if Person.objects.heads_of(quote.school_id).filter(pk=quote.sent_to_id).exists() else None


def _show_quote(web_request, quote, email):
    let_follow(web_request, quote.reference)
    return quote.get_absolute_url()


def _renew_quote(reference, email):
    if quote := _quote_to_answer(reference, email):
        services.resend_quote_link(quote)


def _renew_confirmation(reference, email):
    if request := _unconfirmed(reference, email):
        services.resend_confirmation(request)


def _renew_track(reference, email):
    if request := _request_of(reference, email):
        notifications.send_track_link(request)

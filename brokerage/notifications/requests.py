"""What is said about a support request: to whoever sent it, their head and the SATC leads."""

from brokerage.notifications.saying import desk_url, request_facts, tell_leads, without_links
from correspondence.services import queue_message
from schools.models import Person


def confirm_request(request):
    queue_message(
        "confirm_request",
        to=(request.requester_email, request.requester_name),
        school=request.school,
        context=request_facts(request) | {"entered_by": str(request.entered_by or "")},
        link=("confirm_request", request.reference),
    )


def send_track_link(request):
    queue_message(
        "track_request",
        to=(request.requester_email, request.requester_name),
        school=request.school,
        context=request_facts(request),
        link=("track_request", request.reference),
    )


def request_confirmed(request):
    about = request_facts(request) | {"is_second": request.first_id is not None}
    is_proven = Person.objects.heads_of(request.school).filter(pk=request.head_id).exists()
    arrived = about | {"is_head_proven": is_proven}
    tell_leads("request_arrived", school=request.school, context=arrived, path=desk_url(request))
    queue_message(
        "request_received",
        to=request.requester,
        school=request.school,
        context=about,
        link=("track_request", request.reference),
    )
    if request.head_id != request.requester.pk:
        copy = {
            "need": without_links(request.need),
            "areas": ", ".join(str(area) for area in request.areas.all()),
            "occasions": ", ".join(occasion.label for occasion in request.occasions),
        }
        queue_message("request_for_your_school", to=request.head, school=request.school, context=about | copy)


def request_referred(request):
    _to_requester("request_referred", request, referral=request.referral_kind, words=request.referral_words)


def request_reopened(request):
    _to_requester("request_reopened", request)


def request_declined(request):
    _to_requester("request_declined", request)


def _to_requester(kind, request, **more):
    queue_message(
        kind,
        to=request.requester,
        school=request.school,
        context=request_facts(request) | more,
        link=("track_request", request.reference),
    )


def request_withdrawn(request):
    tell_leads("request_withdrawn", school=request.school, context=request_facts(request), path=desk_url(request))

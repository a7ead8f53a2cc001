"""The letter to the head at the desk: looked at before it goes, sent first or anew from the influencer's page."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from core.exceptions import Refused
from core.views import attempt
from influencers import services
from influencers.models import Influencer
from influencers.views.desk import find_interest
from schools.desk import desk_page


@desk_page
@require_safe
@never_cache
def preview(request, reference):
    """The letter before the interest is accepted, as a PDF made for this look alone: nothing is stored or sent."""
    found = find_interest(reference)
    return _look(request, services.preview_letter, found, called=found.reference)


@desk_page
@require_safe
@never_cache
def preview_new(request, slug):
    """The next letter about an influencer, in the same way."""
    return _look(request, services.preview_new_letter, _find(slug), called=slug)


@desk_page
@require_POST
def send(request, slug):
    """Send the head the letter, or a new version that says what has changed."""
    influencer = _find(slug)
    done = "The letter is being made and goes by e-mail. Where there was one before, it says what has changed."
    attempt(request, lambda: services.send_new_letter(influencer, by=request.user), done=done)
    return redirect(influencer.get_desk_url())


def _find(slug):
    return get_object_or_404(Influencer.objects.select_related("person"), slug=slug)


def _look(request, service, about, *, called):
    try:
        pdf = service(about, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(about.get_desk_url())
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="Preview-{called}.pdf"'
    return answer

"""The letter to the head at the desk: looked at before it goes, sent anew when the dates have changed."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from core.exceptions import Refused
from core.views import attempt
from influencers import services
from influencers.views.desk import find_interest
from schools.desk import desk_page


@desk_page
@require_safe
@never_cache
def preview(request, reference):
    """The letter as a PDF, made for this look alone: nothing is stored or sent."""
    found = find_interest(reference)
    try:
        pdf = services.preview_letter(found, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(found.get_desk_url())
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="Preview-{found.reference}.pdf"'
    return answer


@desk_page
@require_POST
def send(request, reference):
    """Send the head a new version that says what has changed."""
    found = find_interest(reference)
    done = "The new letter is being made and goes by e-mail. It says what has changed, and replaces the old one."
    attempt(request, lambda: services.send_new_letter(found, by=request.user), done=done)
    return redirect(found.get_desk_url())

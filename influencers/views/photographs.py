"""Photographs of influencers: one's own, to add and to remove; and each, to whoever may see the page it belongs to."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.exceptions import NotAllowed, Refused
from core.uploads import MOST_BYTES
from influencers import services
from influencers.models import ExpressionOfInterest, Photograph
from influencers.self_forms import PhotographForm


@require_safe
def photograph(request, token, size):
    """The picture, asked for anew each time: once a page leaves the directory, no browser shows it any more."""
    kept = get_object_or_404(Photograph.objects.visible_to(request.user), token=token)
    etag = f'"{token}-{size}"'
    try:
        answer = get_conditional_response(request, etag=etag) or FileResponse(
            getattr(kept, size).open("rb"), content_type="image/jpeg"
        )
    except FileNotFoundError as error:
        raise Http404 from error
    answer["ETag"], answer["Cache-Control"] = etag, "private, no-cache"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Disposition"] = 'inline; filename="photograph.jpg"'
    return answer


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def own_photograph(request):
    """Choose a photograph of oneself, or another."""
    if not services.may_have_photograph(request.user):
        raise Http404
    form = PhotographForm()
    if request.method == "POST":
        was_too_big = int(request.headers.get("content-length") or 0) > MOST_BYTES
        form = PhotographForm(request.POST, request.FILES, was_too_big=was_too_big)
        if form.is_valid() and _keep(request, form):
            return redirect(_back(request.user))
    kept = Photograph.objects.filter(person=request.user).first()
    context = {"form": form, "photograph": kept, "back": _back(request.user)}
    return render(request, "influencers/photograph.html", context)


def _keep(request, form):
    """Keep it; whether it was a picture."""
    try:
        services.keep_photograph(request.user, form.cleaned_data["photograph"])
    except NotAllowed:
        raise
    except Refused as refusal:
        form.add_error("photograph", str(refusal))
        return False
    messages.success(request, "Your photograph is saved.")
    return True


def _back(person):
    """To the form that they are filling in, or to their page."""
    interest = ExpressionOfInterest.objects.filter(person=person).live().first()
    return f"{interest.get_absolute_url()}#photograph" if interest else reverse("influencers:own_profile")


@login_required
@require_POST
def remove(request):
    """Take one's photograph away."""
    get_object_or_404(Photograph, person=request.user)
    services.remove_photograph(request.user)
    messages.success(request, "Your photograph is gone from the portal.")
    return redirect(_back(request.user))

"""When a support is complete: what its parties are asked, and its story, for them and for funders."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from brokerage import permissions, services
from brokerage.forms.feedback import InfluencerFeedbackForm, SchoolFeedbackForm
from brokerage.links import feedback_key
from brokerage.models import Deployment, Feedback, FeedbackPart, StoryShare
from brokerage.story import is_told_of, series_of, story_of
from core.exceptions import Refused
from core.tracking import may_follow
from core.views import attempt
from correspondence.models import Document
from correspondence.workflow import DocumentStatus


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def feedback(request, reference):
    """One's own questions, by the link from the mail or signed in. Whoever wasn't asked has no such page."""
    asked = _asked(request, reference)
    if asked is None:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        raise Http404
    form = _form(asked, request.POST or None)
    if asked.is_open and request.method == "POST" and form.is_valid() and _answer(request, asked, form):
        return redirect(asked)
    context = {"feedback": asked, "deployment": asked.deployment, "form": form}
    return render(request, "brokerage/feedback.html", context)


def _asked(request, reference):
    """What whoever is signed in was asked, or whom a link let in; or None."""
    found = Feedback.objects.select_related("deployment__school", "deployment__person", "person")
    of_deployment = list(found.filter(deployment__reference=reference))
    own = [one for one in of_deployment if one.person_id == request.user.pk]
    linked = [one for one in of_deployment if one.is_open and may_follow(request, feedback_key(one))]
    return next(iter([*own, *linked]), None)


def _form(asked, data):
    names = ["confidence", "what_learned"]
    if asked.is_influencers:
        return InfluencerFeedbackForm(data, initial={name: getattr(asked, name) for name in names})
    names = ["was_needed", "what_changed", "confidence", "may_quote", "thank_you", "is_thank_you_shown"]
    return SchoolFeedbackForm(
        data,
        initial={name: getattr(asked, name) for name in names},
        influencer=asked.deployment.person,
        is_head=asked.part == FeedbackPart.HEAD,
    )


def _answer(request, asked, form):
    answers = dict(form.cleaned_data)
    words, is_shown = answers.pop("thank_you", ""), answers.pop("is_thank_you_shown", False)
    try:
        with transaction.atomic():
            services.give_feedback(asked, **answers)
            if words or asked.thank_you:
                services.thank(asked, words=words, is_shown=is_shown)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, "Thank you. We have your answers.")
    return True


def _told(request, reference):
    """A complete deployment that this person may see; there is no story of any other."""
    found = Deployment.objects.visible_to(request.user).select_related("school", "person", "national_lead", "request")
    deployment = get_object_or_404(found, reference=reference)
    if not is_told_of(deployment):
        raise Http404
    return deployment


@login_required
@require_safe
@never_cache
def story(request, reference):
    """The story, for the school, the influencer and staff; a lead shares it with funders from here."""
    deployment = _told(request, reference)
    runs = permissions.runs_the_programme(request.user)
    share = (
        StoryShare.objects.live().filter(deployment=deployment).select_related("shared_by").first() if runs else None
    )
    paper = Document.objects.latest_of(series_of(deployment))
    context = {
        "deployment": deployment,
        "story": story_of(deployment),
        "paper": paper if paper and paper.status != DocumentStatus.REMOVED else None,
        "is_staff_page": runs,
        "can_share": permissions.can_share_story(request.user),
        "has_agreed": services.has_agreed(deployment) if runs else False,
        "share": share,
        "share_url": settings.SITE_URL + share.get_absolute_url() if share else "",
    }
    return render(request, "brokerage/story.html", context)


@login_required
@require_POST
def share(request, reference):
    deployment = _told(request, reference)
    done = "The story has an address for funders now. Read it there once before you pass it on."
    attempt(request, lambda: services.share_story(deployment, by=request.user), done=done)
    return redirect("brokerage:story", reference)


@login_required
@require_POST
def stop_sharing(request, reference):
    deployment = _told(request, reference)
    done = "That address leads nowhere any more."
    attempt(request, lambda: services.unshare_story(deployment, by=request.user), done=done)
    return redirect("brokerage:story", reference)


@require_safe
@never_cache
def shared_story(request, token):
    """The story for whoever has the address, while a lead shares it and the school agrees."""
    live = StoryShare.objects.live().select_related(
        "deployment__school", "deployment__person", "deployment__national_lead", "deployment__request"
    )
    found = get_object_or_404(live, token=token)
    if not services.has_agreed(found.deployment):
        raise Http404
    response = render(request, "brokerage/shared_story.html", {"story": story_of(found.deployment)})
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response

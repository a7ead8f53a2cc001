"""The influencer's own page: what it says, and whether it is public."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.exceptions import NotAllowed, Refused
from core.submissions import once
from core.views import attempt
from core.workflow import can_move
from influencers import services
from influencers.models import Influencer, Invitation, KeyStage, Weekday
from influencers.profile_forms import AgreeForm, PauseForm, ProfileForm
from influencers.workflow import InfluencerStatus

FORM = require_http_methods(["GET", "HEAD", "POST"])
LISTED = (InfluencerStatus.PUBLISHED, InfluencerStatus.PAUSED)


def _own(request):
    """The signed-in person's profile; nobody else's can be asked for."""
    return get_object_or_404(Influencer.objects.for_a_page(), person=request.user)


@login_required
@require_safe
@never_cache
def own_profile(request):
    """The page as schools see it, or would; and what may be done with it."""
    return _page(request, _own(request), AgreeForm())


def _page(request, influencer, form):
    """The own page around the form of consent, fresh or with what is wrong in it."""
    may = {f"can_{action}": can_move(influencer, action) for action in influencer.flow.transitions}
    may["can_change"] = influencer.status != InfluencerStatus.STEPPED_DOWN
    may["is_asked"] = Invitation.objects.unanswered().filter(influencer=influencer).exists()
    context = {"influencer": influencer, "strengths": influencer.expertise.all(), "form": form, **may}
    return render(request, "influencers/profile_own.html", context)


@login_required
@FORM
@never_cache
def change(request):
    """Write the page anew: the form, then how it will look, then saved."""
    influencer = _own(request)
    needs_biography = influencer.status in LISTED
    if request.method != "POST":
        form = ProfileForm(initial=ProfileForm.initial_of(influencer), needs_biography=needs_biography)
        return _form(request, influencer, form)
    form = ProfileForm(request.POST, needs_biography=needs_biography)
    if request.POST.get("step") == "edit" or not form.is_valid():
        return _form(request, influencer, form)
    if request.POST.get("step") != "send":
        return _preview(request, influencer, form)

    def save():
        services.change_profile(influencer, by=request.user, **form.details())
        return influencer.slug

    try:
        once(form.cleaned_data["form_key"], purpose="profile", act=save)
    except NotAllowed:
        raise
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _form(request, influencer, form)
    messages.success(request, "Saved.")
    return redirect("influencers:own_profile")


def _form(request, influencer, form):
    return render(request, "influencers/profile_form.html", {"influencer": influencer, "form": form})


def _preview(request, influencer, form):
    """The page as it would be; nothing is saved."""
    details = form.details()
    for name in ("biography", "offer", "leads_elsewhere", "halves_a_term"):
        setattr(influencer, name, details[name])
    for stage in KeyStage:
        setattr(influencer, stage.value, stage.value in details["stages"])
    for day in Weekday:
        setattr(influencer, day.value, day.value in details["weekdays"])
    context = {"influencer": influencer, "strengths": details["expertise"], "form": form}
    return render(request, "influencers/profile_preview.html", context)


@login_required
@require_POST
@never_cache
def publish(request):
    """Agree to be listed, and be listed."""
    influencer, form = _own(request), AgreeForm(request.POST)
    if not form.is_valid():
        return _page(request, influencer, form)
    done = "Your page is in the directory."
    attempt(request, lambda: services.agree_and_publish(influencer, by=request.user), done=done)
    return redirect("influencers:own_profile")


@login_required
@require_POST
@never_cache
def stay_unlisted(request):
    """Whoever was brought in would rather not be listed."""
    influencer = _own(request)
    done = "You are not listed. You can publish your page here whenever you like."
    attempt(request, lambda: services.stay_unlisted(influencer, by=request.user), done=done)
    return redirect("influencers:own_profile")


@login_required
@FORM
@never_cache
def pause(request):
    """Away until a date."""
    influencer, form = _own(request), PauseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.pause(influencer, returns_on=form.cleaned_data["returns_on"], by=request.user)
        except NotAllowed:
            raise
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Your page is paused. Enjoy the time.")
            return redirect("influencers:own_profile")
    return render(request, "influencers/profile_pause.html", {"influencer": influencer, "form": form})


@login_required
@require_POST
def come_back(request):
    """In the directory again, sooner than planned."""
    influencer = _own(request)
    done = "Welcome back. Your page is in the directory again."
    attempt(request, lambda: services.come_back(influencer, by=request.user), done=done)
    return redirect("influencers:own_profile")


@login_required
@require_POST
def withdraw_consent(request):
    """Out of the directory at once."""
    influencer = _own(request)
    done = "Your page is out of the directory. Schools don’t see it any more."
    attempt(request, lambda: services.withdraw_consent(influencer, by=request.user), done=done)
    return redirect("influencers:own_profile")


@login_required
@FORM
@never_cache
def step_down(request):
    """No longer a science influencer: asked once more, since there is no way back by a button."""
    influencer = _own(request)
    if request.method == "POST":
        done = "You have stepped down. Thank you for everything that you shared."
        attempt(request, lambda: services.step_down(influencer, by=request.user), done=done)
        return redirect("influencers:own_profile")
    return render(request, "influencers/profile_step_down.html", {"influencer": influencer})

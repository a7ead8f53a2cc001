"""Opportunities as people take them up: an influencer's own page, and the leads' page of everybody's."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from core.exceptions import NotAllowed, Refused
from core.permissions import require
from core.submissions import once
from core.views import attempt
from influencers import permissions, services
from influencers.forms import AchievementForm, ProgressForm
from influencers.models import Influencer, Progress
from influencers.workflow import ProgressStatus
from programmes.models import Opportunity
from schools.desk import desk_page


def _own(request):
    return get_object_or_404(Influencer.objects.in_role(), person=request.user)


@login_required
@require_safe
@never_cache
def progress(request):
    """Each opportunity, with how far the influencer has got."""
    return _page(request, _own(request))


def _page(request, influencer, form_of=None):
    """`form_of` is a form that wants mending, by the slug of its opportunity."""
    steps = {step.opportunity_id: step for step in Progress.objects.of(influencer.person)}
    rows = []
    for opportunity in Opportunity.objects.all():
        step = steps.get(opportunity.pk)
        form = (form_of or {}).get(opportunity.slug) or ProgressForm.of(opportunity, step)
        achieved = step is not None and step.status == ProgressStatus.ACHIEVED
        rows.append({"opportunity": opportunity, "step": step, "form": None if achieved else form})
    wrong = next(iter(form_of.values())) if form_of else None
    return render(request, "influencers/progress.html", {"rows": rows, "influencer": influencer, "form": wrong})


@login_required
@require_POST
@never_cache
def say(request, slug):
    """The influencer says how they are getting on with one opportunity."""
    influencer = _own(request)
    opportunity = get_object_or_404(Opportunity, slug=slug)
    form = ProgressForm.of(opportunity, None, request.POST)
    if not form.is_valid():
        return _page(request, influencer, {slug: form})
    said = form.cleaned_data
    attempt(
        request,
        lambda: services.say_progress(
            influencer, opportunity, status=said["status"], is_shown=said["is_shown"], by=request.user
        ),
        done=f"Thank you. {opportunity}: saved.",
    )
    return redirect("influencers:progress")


@desk_page
@require_safe
@never_cache
def desk(request):
    """Who is interested in what, works towards it or has achieved it."""
    return _desk_page(request, AchievementForm())


def _desk_page(request, form):
    steps = list(Progress.objects.in_hand())
    groups = [
        (opportunity, [step for step in steps if step.opportunity_id == opportunity.pk])
        for opportunity in Opportunity.objects.all()
    ]
    context = {"groups": groups, "form": form if permissions.can_decide(request.user) else None}
    return render(request, "influencers/desk/opportunities.html", context)


@desk_page
@require_POST
@never_cache
def achieved(request):
    """Record that somebody has achieved something."""
    require(permissions.can_decide(request.user), "Only a SATC lead records an achievement.")
    form = AchievementForm(request.POST)
    if form.is_valid() and _achieve(request, form):
        messages.success(request, f"{form.cleaned_data['influencer']} has achieved it. Their page says so from now on.")
        return redirect("influencers_desk:opportunities")
    return _desk_page(request, form)


def _achieve(request, form):
    said = form.cleaned_data

    def act():
        services.record_achievement(said["influencer"], said["opportunity"], by=request.user)
        return said["influencer"].slug

    try:
        return once(said["form_key"], purpose="achievement", act=act)
    except NotAllowed:
        raise
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None

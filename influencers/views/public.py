"""Nominating, and following a nomination."""

from django.conf import settings
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from core import clock
from core.exceptions import TransitionRefused
from core.models import Change
from core.tracking import may_follow
from core.views import CheckedFormView
from core.words import long_date
from core.workflow import can_move
from influencers import permissions, services
from influencers.forms import NominationForm
from influencers.models import Nomination
from influencers.workflow import (
    NEXT_WHEN_BACK,
    NEXT_WHEN_INVITED_ALREADY,
    NEXT_WITH_ANOTHER,
    NOMINATION_NEXT,
    NominationStatus,
)
from schools.models import Role, School

TONES = {
    NominationStatus.ACCEPTED: "done",
    NominationStatus.DECLINED: "refused",
    NominationStatus.WITHDRAWN: "refused",
}


class Nominate(CheckedFormView):
    """Nominate a teacher, in three pages."""

    form_class = NominationForm
    template_name = "influencers/nominate.html"
    check_template_name = "influencers/nominate_check.html"
    purpose = "nomination"

    def get_initial(self):
        """What we know of a head who is signed in isn't asked again."""
        person = self.request.user
        if not person.is_authenticated or person.is_staff:
            return {}
        school = School.objects.proven_for(person, Role.HEADTEACHER).first()
        return {"head_name": person.name, "head_email": person.email, "school": school} if school else {}

    def get_context_data(self, **kwargs):
        return super().get_context_data(page_url=settings.SITE_URL + reverse("influencers:nominate"), **kwargs)

    def send(self, form):
        return services.submit_nomination(**form.details()).reference

    def sent_url(self, reference):
        return reverse("influencers:nomination_sent", args=[reference])


@require_safe
def nomination_sent(request, reference):
    """The reference and what happens next; nothing of what was written."""
    nomination = get_object_or_404(Nomination, reference=reference)
    return render(request, "influencers/nomination_sent.html", {"reference": nomination.reference})


def track_nomination(request, nomination):
    """The sender's own view, for somebody who may see it: where it stands, who does what next; confirm and withdraw."""
    by_link = may_follow(request, nomination.reference)
    can_withdraw = by_link or permissions.can_withdraw(request.user, nomination)
    is_head = nomination.head_email in getattr(request.user, "addresses", ())
    if request.method == "POST":
        return _act(request, nomination, by_link=by_link, is_head=is_head)
    context = {
        "nomination": nomination,
        "next": _next(nomination),
        "reason": _reason_for(nomination) if is_head else "",
        "tone": TONES.get(nomination.status, "waiting"),
        "steps": _steps(nomination),
        "visit": nomination.visit if nomination.status == NominationStatus.VISIT_ARRANGED else None,
        "can_confirm": is_head and can_move(nomination, "confirm"),
        "can_withdraw": can_withdraw and can_move(nomination, "withdraw"),
    }
    return render(request, "influencers/track.html", context)


def _next(nomination):
    """Who does what next; of one that goes with another, without saying whose that is."""
    status = NominationStatus(nomination.status)
    if nomination.first_id and status == NominationStatus.CONFIRMED:
        return NEXT_WITH_ANOTHER
    if status == NominationStatus.ACCEPTED and not hasattr(nomination, "interest"):
        return NEXT_WHEN_INVITED_ALREADY
    if status == NominationStatus.DEFERRED:
        words = NOMINATION_NEXT[status] if nomination.back_on > clock.today() else NEXT_WHEN_BACK
        return words.format(back_on=long_date(nomination.back_on))
    return NOMINATION_NEXT[status]


def _reason_for(nomination):
    """Why it was put off, for the head with whom that was talked over; of one that goes with another, nothing."""
    if nomination.status != NominationStatus.DEFERRED or nomination.first_id:
        return ""
    deferral = Change.objects.of(nomination).filter(to_status=NominationStatus.DEFERRED).last()
    return deferral.reason if deferral else ""


def _act(request, nomination, *, by_link, is_head):
    try:
        if request.POST.get("act") == "confirm" and is_head:
            services.confirm_nomination(nomination)
            messages.success(request, "Thank you. The nomination is confirmed.")
        elif request.POST.get("act") == "withdraw":
            services.withdraw_nomination(nomination, by=None if by_link else request.user)
            messages.success(request, "The nomination is withdrawn.")
    except TransitionRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("track", nomination.reference)


def _steps(nomination):
    """What has happened, in plain words, without anybody's reasons."""
    changes = Change.objects.of(nomination).exclude(action="reminded")
    labels = dict(NominationStatus.choices) | {NominationStatus.SUBMITTED: "Sent"}
    return [{"at": change.at, "summary": labels[change.to_status]} for change in changes]

"""The release of an influencer: answered by their own head, by link or signed in; or written down by staff."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from brokerage import permissions, services
from brokerage.forms.releases import YES, ReleaseForm, TelephoneForm
from brokerage.links import release_key
from brokerage.models import Deployment, Release
from brokerage.workflow import GOING_ON, ReleaseStatus
from core import clock
from core.permissions import require
from core.tracking import may_follow
from core.views import once_by_form
from core.workflow import can_move
from programmes.services import pence_per_day
from schools.models import Person

WITH = ("school", "answered_by", "deployment__school", "deployment__person", "deployment__national_lead")
TONES = {ReleaseStatus.AGREED: "done", ReleaseStatus.REFUSED: "refused"}


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def release(request, reference):
    """What the head is asked, and their answer."""
    found, head = _found(request, reference)
    if found is None:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        raise Http404
    can_answer = head is not None and found.status == ReleaseStatus.ASKED and found.deployment.status in GOING_ON
    if request.method == "POST":
        require(head is not None, f"Only the headteacher of {found.school} answers this.")
    form = ReleaseForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _answer(request, found, form, by=head):
        return redirect(found)
    context = {
        "release": found,
        "deployment": found.deployment,
        "form": form if can_answer else None,
        "tone": TONES.get(found.status, "waiting"),
        "pence": _pence(found),
        "is_staff_page": permissions.runs_the_programme(request.user),
    }
    return render(request, "brokerage/release.html", context)


def _found(request, reference):
    """The last that was asked, and the head who answers it if anybody here does: signed in, or let in by a link."""
    found = Release.objects.newest().filter(deployment__reference=reference).select_related(*WITH).first()
    if found is None:
        return None, None
    heads = list(Person.objects.heads_of(found.school_id))
    if request.user in heads:
        return found, request.user
    if linked := next((head for head in heads if may_follow(request, release_key(found, head.email))), None):
        return found, linked
    sees = request.user.is_authenticated and permissions.runs_the_programme(request.user)
    return (found, None) if sees else (None, None)


def _answer(request, found, form, *, by):
    agreed, note = form.cleaned_data["answer"] == YES, form.cleaned_data["note"]

    def act():
        return services.answer_release(found, agreed=agreed, note=note, by=by).reference

    done = "Thank you. We have told them." if agreed else "Thank you for telling us. SATC finds another way."
    return _attempt(request, form, act, done)


def _pence(found):
    """What the school is paid for these days, at today’s rate; nothing for goodwill."""
    is_paid = found.deployment.route != "goodwill"
    return pence_per_day(clock.today()) // 2 * found.halves if is_paid else 0


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def write_down(request, reference):
    """The head’s yes on the telephone, with a note of who gave it."""
    deployment = get_object_or_404(Deployment.objects.visible_to(request.user), reference=reference)
    allowed = permissions.can_write_down_release(request.user, deployment)
    require(allowed, "Only the national lead or a SATC lead writes this down.")
    found = deployment.release
    if found is None:
        raise Http404
    form = TelephoneForm(request.POST or None)
    if form.is_valid() and _write_down(request, found, form):
        return redirect(deployment)
    is_open = can_move(found, "write_down") and deployment.status in GOING_ON
    context = {"release": found, "deployment": deployment, "form": form if is_open else None}
    return render(request, "brokerage/write_down_release.html", context)


def _write_down(request, found, form):
    def act():
        return services.write_down_release(found, note=form.cleaned_data["note"], by=request.user).reference

    return _attempt(request, form, act, "Written down. The influencer has been told.")


def _attempt(request, form, act, done):
    if once_by_form(form, purpose="release", act=act) is None:
        return False
    messages.success(request, done)
    return True

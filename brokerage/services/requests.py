from django.db import transaction

import schools.services
from brokerage import notifications, permissions
from brokerage.models import Deployment, ReferralKind
from brokerage.services.funding import let_go
from brokerage.services.locks import lock_request
from brokerage.workflow import FUNDED_ROUTES, Route
from core.exceptions import Refused
from core.permissions import require
from core.workflow import move
from schools.models import Person, Post, Role, SupportLevel


def prove_head(request, *, by):
    """Accept that the head whom the request names is the school's head."""
    require(permissions.can_broker(by), "Only a SATC lead can say that somebody is the head.")
    post = Post.objects.filter(
        person=request.head_id, school=request.school_id, role=Role.HEADTEACHER, ends_on__isnull=True
    ).first()
    if post is None:
        raise Refused("Nobody is down as the school’s head yet: the request has not been confirmed by e-mail.")
    return schools.services.prove_post(post, by=by)


@transaction.atomic
def triage(request, *, level, route, reason, by):
    """Set the school's support level and how its support is paid for, in one act.

    Done again, it lets go of what was to pay before: the reservation goes back, a quote that is out is taken back.
    """
    require(permissions.can_broker(by), "Only a SATC lead sets a support level.")
    request = lock_request(request)
    if level not in SupportLevel.values:
        raise Refused("Choose universal, targeted or intensive.")
    if route not in Route.values:
        raise Refused("Choose how the support is paid for.")
    if route in FUNDED_ROUTES and level != SupportLevel.INTENSIVE:
        raise Refused("Funded coaching days are for intensive schools only. Choose a quote or goodwill instead.")
    if not reason.strip():
        raise Refused("Say why the school has this support level.")
    move(request, "triage", by=by, reason=f"{Route(route).label}. {reason.strip()}")
    let_go(request, by=by, reason=reason)
    request.route, request.goodwill_halves = route, 0
    request.save(update_fields=["status", "route", "goodwill_halves"])
    schools.services.set_support_level(request.school, SupportLevel(level), by=by, reason=reason)
    return request


@transaction.atomic
def refer_request(request, *, kind=ReferralKind.ELSEWHERE, prepared=None, reason="", by):
    """Send the school elsewhere, or to what exists already. It reads a prepared answer, one's own words, or both."""
    require(permissions.can_broker(by), "Only a SATC lead refers a request elsewhere.")
    words = "\n\n".join(part for part in (prepared.text if prepared else "", reason.strip()) if part)
    request = _close(request, "refer", reason=words, by=by)
    request.referral_kind, request.referral_words = ReferralKind(kind), words
    request.save(update_fields=["referral_kind", "referral_words"])
    notifications.request_referred(request)
    return request


@transaction.atomic
def decline_request(request, *, reason, by):
    """Decline; the reason stays with SATC, and the school gets a kind message."""
    require(permissions.can_broker(by), "Only a SATC lead declines a request.")
    request = _close(request, "decline", reason=reason, by=by)
    notifications.request_declined(request)
    return request


@transaction.atomic
def withdraw_request(request, *, by=None, reason=""):
    """The sender no longer needs it. `by` is empty when they came by the link from their mail."""
    allowed = by is None or permissions.can_withdraw_request(by, request)
    require(allowed, "Only whoever sent a request can withdraw it.")
    was_confirmed = request.confirmed_at is not None
    request = _close(request, "withdraw", reason=reason or "No longer needed", by=by or request.requester)
    if was_confirmed:
        notifications.request_withdrawn(request)
    return request


def _close(request, action, *, reason, by):
    """End a request before support is under way: its live deployment ends, and what was reserved goes back."""
    if not reason.strip():
        raise Refused("Give the reason.")
    request = lock_request(request)
    move(request, action, by=by, reason=reason)
    request.save(update_fields=["status"])
    for deployment in Deployment.objects.select_for_update(of=("self",)).live().filter(request=request):
        move(deployment, "end_early", by=by, reason=reason)
        deployment.save(update_fields=["status"])
        notifications.deployment_called_off(deployment)
    let_go(request, by=by, reason=reason)
    return request


def head_for(request):
    """The school's proven head who speaks for this request: the one it names, if proven, or the school's."""
    heads = list(Person.objects.heads_of(request.school_id))
    if request.head in heads:
        return request.head
    return schools.services.head_of(request.school) if heads else None

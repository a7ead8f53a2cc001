from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

import schools.services
from brokerage import notifications, permissions
from brokerage.models import Deployment, RequesterRole, SupportRequest
from brokerage.services.funding import give_back
from brokerage.services.locks import lock_request
from brokerage.workflow import RequestStatus
from core import clock
from core.exceptions import Refused
from core.permissions import require
from core.workflow import begin, move
from schools.models import Person, Post, Role, SupportLevel


@transaction.atomic
def submit_request(
    *,
    school,
    requester_name,
    requester_email,
    requester_role,
    head_name="",
    head_email="",
    science_leader_name="",
    science_leader_email="",
    need,
    why_now="",
    areas=(),
    interest_in=None,
    entered_by=None,
):
    """Write down a school's request as it was typed, and ask its sender to confirm by e-mail.

    The requester fills their own seat, and names whoever fills the other; one person may fill both.
    """
    require(entered_by is None or permissions.can_broker(entered_by), "Only a SATC lead enters a request for somebody.")
    own_seat = "head" if requester_role == RequesterRole.HEADTEACHER else "science_leader"
    seats = {
        "head": (head_name, head_email),
        "science_leader": (science_leader_name, science_leader_email),
        own_seat: (requester_name, requester_email),
    }
    if not school.is_open:
        raise Refused(f"{school} is not open in the register, so it can't ask for support.")
    if not need.strip():
        raise Refused("Say what would help.")
    (head_name, head_email), (leader_name, leader_email) = (_seat(*seats[seat]) for seat in ("head", "science_leader"))
    request = SupportRequest.objects.create(
        school=school,
        requester_name=requester_name.strip(),
        requester_email=requester_email.strip().lower(),
        requester_role=requester_role,
        head_name=head_name,
        head_email=head_email,
        science_leader_name=leader_name,
        science_leader_email=leader_email,
        need=need.strip(),
        why_now=why_now.strip(),
        interest_in=interest_in,
        entered_by=entered_by,
    )
    request.areas.set(areas)
    begin(request, "submit", by=entered_by)
    notifications.confirm_request(request)
    return request


def _seat(name, email):
    """A name and an e-mail address as they are stored."""
    name, email = name.strip(), email.strip().lower()
    if not name or not email:
        raise Refused("Give the name and the school e-mail address of the headteacher and of the science leader.")
    try:
        validate_email(email)
    except ValidationError as error:
        raise Refused(f"“{email}” is not an e-mail address.") from error
    return name, email


@transaction.atomic
def resend_confirmation(request):
    """Send a new link to confirm, to the same address, while it still waits for that."""
    request = lock_request(request)
    if request.status == RequestStatus.SUBMITTED:
        notifications.confirm_request(request)
    return request


@transaction.atomic
def confirm_request(request):
    """The sender has proved their e-mail: now people and unproven posts are written, and the lead hears of it.

    Whoever exists is never altered.
    """
    request = lock_request(request)
    request.head = schools.services.meet(request.head_email, name=request.head_name)
    request.science_leader = schools.services.meet(request.science_leader_email, name=request.science_leader_name)
    move(request, "confirm", by=request.requester)
    schools.services.hold_post(request.head, request.school, Role.HEADTEACHER, by=request.requester)
    schools.services.hold_post(request.science_leader, request.school, Role.SCIENCE_LEADER, by=request.requester)
    request.confirmed_at = clock.now()
    request.save(update_fields=["status", "head", "science_leader", "confirmed_at"])
    notifications.request_confirmed(request)
    return request


def prove_head(request, *, by):
    """Accept that the head whom the request names is the school's head."""
    require(permissions.can_broker(by), "Only a SATC lead can say that somebody is the head.")
    post = Post.objects.filter(
        person=request.head_id, school=request.school_id, role=Role.HEADTEACHER, ends_on__isnull=True
    ).first()
    if post is None:
        raise Refused("Nobody is down as the school's head yet: the request has not been confirmed by e-mail.")
    return schools.services.prove_post(post, by=by)


@transaction.atomic
def triage(request, *, level, reason, by):
    """Set the school's support level, which decides how its support is funded."""
    require(permissions.can_broker(by), "Only a SATC lead sets a support level.")
    request = lock_request(request)
    if level not in SupportLevel.values:
        raise Refused("Choose universal, targeted or intensive.")
    if not reason.strip():
        raise Refused("Say why the school has this support level.")
    move(request, "triage", by=by, reason=reason)
    request.save(update_fields=["status"])
    schools.services.set_support_level(request.school, SupportLevel(level), by=by, reason=reason)
    return request


@transaction.atomic
def refer_request(request, *, reason, by):
    """Send the school elsewhere; the reason is what it reads."""
    require(permissions.can_broker(by), "Only a SATC lead refers a request elsewhere.")
    request = _close(request, "refer", reason=reason, by=by)
    notifications.request_referred(request, reason)
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
    give_back(request, by=by)
    return request


def head_for(request):
    """The school's proven head who speaks for this request: the one it names, if proven, or the school's."""
    heads = list(Person.objects.heads_of(request.school_id))
    if request.head in heads:
        return request.head
    return schools.services.head_of(request.school) if heads else None

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

import schools.services
from brokerage import notifications, permissions
from brokerage.models import Occasion, RequesterRole, SupportRequest
from brokerage.services.locks import lock_request
from brokerage.workflow import RequestStatus
from core import clock
from core.exceptions import Refused
from core.permissions import require
from core.workflow import begin, move
from influencers.models import KeyStage
from schools.models import Role, School


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
    occasions=(),
    why_now="",
    tried="",
    when_suits="",
    areas=(),
    stages=(),
    interest_in=None,
    entered_by=None,
    by=None,
):
    """Write down a school's request as it was typed, and ask its sender to confirm by e-mail.

    The requester fills their own seat, and names whoever fills the other; one person may fill both. `by` is whoever is
    signed in: an e-mail address with which one has signed in is proved, so that their own request is confirmed at once.
    """
    require(entered_by is None or permissions.can_broker(entered_by), "Only a SATC lead enters a request for somebody.")
    if not school.is_open:
        raise Refused(f"{school} is not open in the register, so it can’t ask for support.")
    if not school.is_served:
        raise Refused(f"{school} is outside the city that SATC serves, so it can’t ask for support here.")
    if not need.strip():
        raise Refused("Say what would help.")
    own_seat = "head" if requester_role == RequesterRole.HEADTEACHER else "science_leader"
    seats = {
        "head": (head_name, head_email),
        "science_leader": (science_leader_name, science_leader_email),
        own_seat: (requester_name, requester_email),
    }
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
        tried=tried.strip(),
        when_suits=when_suits.strip(),
        interest_in=interest_in,
        entered_by=entered_by,
        **{stage.value: stage in stages for stage in KeyStage},
        **{occasion.value: occasion in occasions for occasion in Occasion},
    )
    request.areas.set(areas)
    begin(request, "submit", by=entered_by or by)
    if by is not None and request.requester_email in by.addresses:
        return confirm_request(request)
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

    Whoever exists is never altered. A school that has an open request already gets a second one, tied to the first.
    """
    request = lock_request(request)
    request.head = schools.services.meet(request.head_email, name=request.head_name)
    request.science_leader = schools.services.meet(request.science_leader_email, name=request.science_leader_name)
    move(request, "confirm", by=request.requester)
    schools.services.hold_post(request.head, request.school, Role.HEADTEACHER, by=request.requester)
    schools.services.hold_post(request.science_leader, request.school, Role.SCIENCE_LEADER, by=request.requester)
    request.first = _first_of(request)
    request.confirmed_at = clock.now()
    request.save(update_fields=["status", "head", "science_leader", "first", "confirmed_at"])
    notifications.request_confirmed(request)
    return request


def _first_of(request):
    """The school's open request that this one comes on top of, or None. The school is held: two at once are in turn."""
    School.objects.select_for_update().get(pk=request.school_id)
    others = SupportRequest.objects.open().filter(school=request.school_id).exclude(pk=request.pk)
    return others.order_by("confirmed_at", "pk").first()

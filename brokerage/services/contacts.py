from django.db import transaction

from brokerage import permissions
from brokerage.models import ContactKind, LoggedContact
from core import clock
from core.exceptions import Refused
from core.permissions import require


@transaction.atomic
def log_contact(*, school, kind, on, text, with_whom="", request=None, by):
    """Write down a call, a meeting or a note, for staff alone."""
    require(permissions.can_log_contact(by), "Only whoever runs the programme writes down calls and notes.")
    if kind not in ContactKind.values:
        raise Refused("Choose a call, a meeting or a note.")
    if on > clock.today():
        raise Refused("Give the date on which it was: that is still to come.")
    if not text.strip():
        raise Refused("Write what was said.")
    return LoggedContact.objects.create(
        school=school, request=request, kind=kind, on=on, with_whom=with_whom.strip(), text=text.strip(), by=by
    )

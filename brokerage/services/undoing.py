"""Back to where a request was: a transition of its own, and only where nothing has been built on the mistake."""

from django.db import transaction

import schools.services
from brokerage import notifications, permissions
from brokerage.models import QuoteAcceptance
from brokerage.services.funding import give_back, unsettled_halves
from brokerage.services.locks import lock_request
from brokerage.workflow import RequestStatus
from core import clock
from core.exceptions import Refused
from core.models import Change
from core.permissions import require
from core.workflow import move
from core.working_days import before_working_days
from schools.models import SupportLevel

WITHIN_WORKING_DAYS = 10
# What may be taken back, and by which step. Each is safe while it is the last thing that happened to the request:
# a level, because nobody has been promised anything by it; a reservation, because nobody has been asked to use it, and
# it goes back whole; an ending, because whatever was reserved has gone back already, and has to be decided on anew.
# Not here: a match (end the proposal, which tells the influencer), and what a school or an influencer did themselves.
STEPS_BACK = {
    "triage": "untriage",
    "fund": "unfund",
    "give": "unfund",
    "refer": "reopen",
    "decline": "reopen",
    "withdraw": "reopen",
}


def why_not_undo(request):
    """Why the last step can't be taken back, in words; empty when it can."""
    return _why_not(Change.objects.of(request).last())


def _why_not(last):
    if last is None or last.action not in STEPS_BACK:
        return "The last thing that happened to this request can’t be undone."
    if last.at.date() < before_working_days(clock.today(), WITHIN_WORKING_DAYS):
        return f"That was more than {WITHIN_WORKING_DAYS} working days ago, so it can’t be undone now."
    if last.by is None or not permissions.can_broker(last.by):
        return "The school withdrew it itself. If it changes its mind, it may ask again."
    if last.action == "triage" and last.from_status != RequestStatus.CONFIRMED:
        return "The level has been set more than once. Set it again instead."
    return ""


@transaction.atomic
def undo(request, *, reason, by):
    """Take the last step back, with the reason. A school that was told the end is told that we look at it again."""
    require(permissions.can_broker(by), "Only a SATC lead takes a step back.")
    if not reason.strip():
        raise Refused("Give the reason.")
    request = lock_request(request)
    last = Change.objects.of(request).last()
    if refusal := _why_not(last):
        raise Refused(refusal)
    if STEPS_BACK[last.action] == "reopen":
        _reopen(request, last, reason=reason, by=by)
    else:
        move(request, STEPS_BACK[last.action], by=by, reason=reason)
        give_back(request, by=by, keep=unsettled_halves(request))
        request.goodwill_halves = 0
        if last.action == "triage":
            request.route = ""
            _put_level_back(request.school, last, reason=reason, by=by)
    request.save(update_fields=["status", "route", "goodwill_halves", "referral_kind", "referral_words"])
    return request


def _reopen(request, last, *, reason, by):
    """To where it was before its days were reserved: nothing is reserved for it any more."""
    if last.from_status == RequestStatus.SUBMITTED:
        raise Refused("It was never confirmed by e-mail, so it can’t be opened again. The school may ask again.")
    if QuoteAcceptance.objects.filter(quote__request=request).exists():
        raise Refused("Its head had accepted a quote, so it can’t be opened again. The school may ask again.")
    move(request, "reopen_unread" if last.from_status == RequestStatus.CONFIRMED else "reopen", by=by, reason=reason)
    request.referral_kind = request.referral_words = ""
    notifications.request_reopened(request)


def _put_level_back(school, triage, *, reason, by):
    """The level that the school had before, if that triage changed it and no other triage has been made there since."""
    since = Change.objects.filter(school_urn=school.pk, pk__gt=triage.pk)
    changed = since.filter(action__startswith="support_level_").last()
    if changed and not since.filter(action="triage").exists():
        schools.services.set_support_level(school, SupportLevel(changed.from_status), by=by, reason=reason)

"""The few reminders there are. Each is sent once, however often this runs, and to nobody who has answered."""

import datetime

from core import clock
from core.submissions import remind_once
from core.workflow import record
from influencers import notifications
from influencers.models import ExpressionOfInterest, Nomination
from influencers.services.locks import locked
from influencers.workflow import InterestStatus, NominationStatus
from schools.school_days import is_term_day

UNCONFIRMED_AFTER = 3  # days
UNANSWERED_AFTER = (21, 7)
# What is older than this lies still: nobody hears of it out of the blue.
TOO_OLD = 60


def send_reminders():
    """Remind whoever is due today; on a day on which schools are closed, nobody. Returns how many were reminded."""
    if not is_term_day(clock.today()):
        return 0
    due = [*_back_today(), *_unconfirmed(), *_unanswered()]
    return sum(remind_once(key, act) for key, act in due)


def _back_today():
    """Nominations whose date has come: the leads arrange another visit."""
    for nomination in Nomination.objects.back():
        yield f"back {nomination.reference} {nomination.back_on}", lambda n=nomination: _tell_back(n)


def _tell_back(nomination):
    nomination = locked(nomination)
    if nomination.status != NominationStatus.DEFERRED:
        return False
    notifications.nomination_back(nomination)
    return True


def _unconfirmed():
    """Nominations whose head hasn't pressed the button: a new link, once."""
    found = Nomination.objects.filter(
        status=NominationStatus.SUBMITTED, submitted_at__range=_between(UNCONFIRMED_AFTER)
    )
    for nomination in found:
        yield f"confirm {nomination.reference}", lambda n=nomination: _tell_head(n)


def _tell_head(nomination):
    nomination = locked(nomination)
    if nomination.status != NominationStatus.SUBMITTED:
        return False
    notifications.remind_to_confirm(nomination)
    record(nomination, "reminded", by=None, before=nomination.status)
    return True


def _unanswered():
    """Invitations that nobody has answered: after a week, and after three."""
    for interest in ExpressionOfInterest.objects.filter(
        status=InterestStatus.INVITED, invited_at__range=_between(min(UNANSWERED_AFTER))
    ):
        days = (clock.now() - interest.invited_at).days
        step = next(step for step in UNANSWERED_AFTER if step <= days)
        yield f"answer {interest.reference} {step}", lambda i=interest: _tell_nominee(i)


def _tell_nominee(interest):
    found = ExpressionOfInterest.objects.select_for_update(of=("self",)).select_related("nomination__school", "person")
    interest = found.get(pk=interest.pk)
    if interest.status != InterestStatus.INVITED:
        return False
    notifications.remind_to_answer(interest)
    record(interest, "reminded", by=None, before=interest.status)
    return True


def _between(days):
    """From the oldest that is still remembered to what is that many days old."""
    now = clock.now()
    return now - datetime.timedelta(days=TOO_OLD), now - datetime.timedelta(days=days)

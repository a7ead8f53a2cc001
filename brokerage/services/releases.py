"""The release of an influencer: their own head says yes to days that no letter to them has listed."""

import datetime

from django.db import transaction
from django.db.models import Sum

from brokerage import notifications, permissions
from brokerage.models import Release
from brokerage.services.locks import lock_deployment
from brokerage.workflow import GOING_ON, ReleaseStatus
from core import clock
from core.exceptions import Refused
from core.permissions import require
from core.submissions import remind_once
from core.words import days
from core.workflow import begin, move, record
from schools.models import Person

REMINDED_AFTER = (7, 3)  # days, the latest first


def ask_release(deployment, *, by):
    """Ask for the days beyond those to which the head has said yes for this request. The caller holds the deployment.

    The letter to the head lists dates of events, never these days. An influencer who is the head has answered by
    saying yes to the proposal. Where nobody is known to release them there is nothing to ask: returns None.
    """
    call_off_release(deployment, by=by)
    workplace = deployment.influencer.school
    beyond = deployment.halves - agreed_halves(deployment, workplace) if workplace else 0
    if beyond <= 0:
        return None
    release = Release.objects.create(deployment=deployment, school=workplace, halves=beyond, asked_by=by)
    begin(release, "ask", by=by, reason=days(beyond))
    if deployment.person in Person.objects.heads_of(workplace):
        _answer(release, "agree", by=deployment.person)
    return release


def agreed_halves(deployment, school):
    """The half-days to which this school has agreed for this person and this request, under any deployment."""
    agreed = Release.objects.filter(
        deployment__request=deployment.request_id,
        deployment__person=deployment.person_id,
        school=school,
        status=ReleaseStatus.AGREED,
    )
    return agreed.aggregate(sum=Sum("halves"))["sum"] or 0


def call_off_release(deployment, *, by):
    """What was asked and not answered is no longer needed. The caller holds the deployment."""
    for release in Release.objects.select_for_update(of=("self",)).filter(
        deployment=deployment, status=ReleaseStatus.ASKED
    ):
        move(release, "call_off", by=by)
        release.save(update_fields=["status"])


@transaction.atomic
def answer_release(release, *, agreed, by, note=""):
    """The head of the releasing school says yes or no; a no goes to the SATC leads and the national lead."""
    release = _lock(release)
    is_head = Person.objects.heads_of(release.school_id).filter(pk=by.pk).exists()
    require(is_head, f"Only the headteacher of {release.school} answers this.")
    _answer(release, "agree" if agreed else "refuse", by=by, note=note)
    if agreed:
        notifications.release_agreed(release)
    else:
        notifications.release_refused(release)
    return release


@transaction.atomic
def write_down_release(release, *, note, by):
    """Staff write down the head's yes, given on the telephone: who said it and when stands in the note."""
    require(
        permissions.can_write_down_release(by, release.deployment), "Only its national lead or a SATC lead writes it."
    )
    if not note.strip():
        raise Refused("Say who said yes, and when.")
    release = _lock(release)
    if release != release.deployment.release:
        raise Refused("Another answer has been asked for since. Look at the support again.")
    release.is_by_telephone = True
    _answer(release, "write_down", by=by, note=note)
    notifications.release_agreed(release)
    return release


def _answer(release, action, *, by, note=""):
    move(release, action, by=by, reason=note.strip())
    release.note, release.answered_by, release.answered_at = note.strip(), by, clock.now()
    release.save()


def _lock(release):
    deployment = lock_deployment(release.deployment)
    release = Release.objects.select_for_update(of=("self",)).select_related("school").get(pk=release.pk)
    release.deployment = deployment
    if deployment.status not in GOING_ON:
        raise Refused("This support is over, so nobody has to be released any more. Thank you all the same.")
    return release


def check_released(deployment, halves):
    """Visits of so many half-days in all may be planned, as far as the influencer's own head is concerned."""
    if words := why_not_released(deployment, halves):
        raise Refused(words)


def why_not_released(deployment, halves):
    """Why the influencer's own head keeps visits of so many half-days in all from being planned; empty if not so."""
    if not deployment.is_refused_release:
        return ""
    release = deployment.release
    agreed = agreed_halves(deployment, release.school_id)
    if halves <= agreed:
        return ""
    most = f"The head has said yes to {days(agreed)} and no to more. " if agreed else "The head has said no. "
    return (
        f"{release.school} can’t release {deployment.person} for this. {most}"
        "Ring the head and write down a yes, agree on fewer days, or hand the support over to somebody else."
    )


def remind_of_releases():
    """Remind the head of what has waited for three days, and for seven. Returns how many were reminded."""
    since = clock.now() - datetime.timedelta(days=min(REMINDED_AFTER))
    waiting = Release.objects.asked().filter(asked_at__lte=since).select_related("deployment").order_by("pk")
    return sum(_remind_when_due(release) for release in waiting)


def _remind_when_due(release):
    waited = (clock.now() - release.asked_at).days
    step = next(step for step in REMINDED_AFTER if step <= waited)
    return remind_once(f"release {release.pk} {step}", lambda: _remind(release))


def _remind(release):
    deployment = lock_deployment(release.deployment)
    release = Release.objects.asked().filter(pk=release.pk).select_related("school").first()
    if release is None:
        return False
    release.deployment = deployment
    record(release, "reminded", by=None, before=release.status)
    return notifications.remind_of_release(release)


def resend_release_link(release):
    """A new link to the head, while the answer is waited for."""
    notifications.remind_of_release(release)

"""Proposals that nobody answers: reminded of twice, then put back to the desk. Each once, however often it runs."""

import datetime

from brokerage import notifications
from brokerage.models import Deployment
from brokerage.services.deployments import lapse
from brokerage.services.locks import lock_deployment
from brokerage.workflow import DeploymentStatus
from core import clock
from core.models import Change
from core.submissions import remind_once
from core.workflow import record

REMINDED_AFTER = (7, 3)  # days, the latest first
LAPSES_AFTER = 10


def remind_of_proposals():
    """Whatever is due today. Returns how many were reminded, or put back."""
    since = clock.now() - datetime.timedelta(days=min(REMINDED_AFTER))
    waiting = Deployment.objects.filter(status=DeploymentStatus.PROPOSED, proposed_at__lte=since)
    return sum(_remind(deployment) for deployment in waiting.order_by("pk"))


def _remind(deployment):
    waited = (clock.now() - deployment.proposed_at).days
    if waited >= LAPSES_AFTER and _was_reminded(deployment):
        return remind_once(f"lapse {deployment.reference}", lambda: _lapse(deployment))
    step = next(step for step in REMINDED_AFTER if step <= waited)
    return remind_once(f"proposal {deployment.reference} {step}", lambda: _tell(deployment))


def _was_reminded(deployment):
    """Whether they were reminded some days ago: where holidays kept the reminders, there is time after the first."""
    latest = clock.now() - datetime.timedelta(days=min(REMINDED_AFTER))
    return Change.objects.of(deployment).filter(action="reminded", at__lte=latest).exists()


def _lapse(deployment):
    if lock_deployment(deployment).status != DeploymentStatus.PROPOSED:
        return False
    lapse(deployment)
    return True


def _tell(deployment):
    deployment = lock_deployment(deployment)
    if deployment.status != DeploymentStatus.PROPOSED:
        return False
    notifications.remind_of_proposal(deployment)
    record(deployment, "reminded", by=None, before=deployment.status)
    return True

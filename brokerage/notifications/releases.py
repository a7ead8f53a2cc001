"""What is said about the release of an influencer: to their own head, to them, and to the leads."""

from brokerage.notifications.saying import brief, deployment_facts, deployment_fields, tell_each, tell_leads
from core.words import days
from correspondence.services import queue_message
from schools.models import Person, StaffRole

RELEASE = "answer_release"


def ask_head(kind, release, head, **more):
    """With a link to answer."""
    deployment = release.deployment
    queue_message(
        kind,
        to=head,
        school=release.school,
        context=deployment_facts(deployment) | {"asked": days(release.halves), "release": release.pk},
        link=(RELEASE, deployment.reference),
        **more,
    )


def remind_of_release(release):
    """To the head of today. Says whether there is one to remind."""
    head = Person.objects.heads_of(release.school).first()
    if head:
        ask_head("release_reminder", release, head)
    return head is not None


def _fields(release, **more):
    about = {"asked": days(release.halves), "releasing": brief(release.school)} | more
    return deployment_fields(release.deployment, at="#release", **about)


def release_unaskable(release):
    """No head of the releasing school is proven: the leads ring."""
    tell_leads("release_unaskable", **_fields(release))


def release_agreed(release):
    deployment = release.deployment
    tell_each([deployment.person, deployment.national_lead], "release_agreed", **_fields(release))


def release_refused(release):
    """The SATC leads and the national lead hear why; the influencer hears that, and that others see to it."""
    deployment = release.deployment
    leads = [*Person.objects.in_role(StaffRole.LEAD), deployment.national_lead]
    tell_each(leads, "release_refused", **_fields(release, note=release.note))
    queue_message("release_not_possible", to=deployment.person, **_fields(release))

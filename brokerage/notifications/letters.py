"""The letters about support that is agreed: to the school that is helped, and to the one that releases."""

from django.urls import reverse

from brokerage import support_letter
from brokerage.notifications.releases import ask_head, release_unaskable
from brokerage.notifications.saying import brief, deployment_fields
from brokerage.workflow import ReleaseStatus
from correspondence.models import Document
from correspondence.services import queue_document, queue_message
from schools.models import Person


def send_letters(deployment, head, release):
    """A letter to each school, in place of an earlier one. Gives that to the school that is helped, or None.

    The other goes to the proven head of the school where the influencer works today, by a message of its own.
    """
    _send_release_letter(deployment, release if release and release.status == ReleaseStatus.ASKED else None)
    return _support_letter(deployment, head=head, school=deployment.school, is_release=False) if head else None


def _send_release_letter(deployment, release):
    """With a link to answer, where there is something to answer."""
    workplace = deployment.influencer.school
    head = Person.objects.heads_of(workplace).first() if workplace else None
    if head is None:
        if release:
            release_unaskable(release)
        return
    letter = _support_letter(deployment, head=head, school=workplace, is_release=True, release=release)
    if release:
        ask_head("release_asked", release, head, document=letter)
    elif head != deployment.person:
        fields = deployment_fields(deployment) | {"path": reverse("correspondence:document", args=[letter.reference])}
        queue_message("release_letter", to=head, document=letter, **fields | {"school": workplace})


def _support_letter(deployment, *, head, school, is_release, release=None):
    series = f"support_letter:{deployment.request_id}:{school.pk}"
    before = Document.objects.latest_of(series)
    about = {"head": head, "school": school, "is_release": is_release, "before": before, "release": release}
    return queue_document(
        "support_letter",
        series=series,
        school=school,
        readers=[head, deployment.person],
        context=support_letter.context(deployment, **about),
        title=f"{brief(deployment.person)}, support for {brief(deployment.school)}",
    )

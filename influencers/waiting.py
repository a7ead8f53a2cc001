"""What waits for a nominee, a head or a lead, and what is somebody's own."""

from django.urls import reverse

import programmes.waiting
from core.waiting import Waiting
from influencers import permissions
from influencers.models import ExpressionOfInterest, Influencer, Nomination, Progress
from influencers.workflow import NominationStatus

LEAD_ACTS = {
    NominationStatus.CONFIRMED: "Arrange a visit",
    NominationStatus.VISIT_ARRANGED: "Visit, and record it",
    NominationStatus.VISITED: "Decide",
}


def waiting_for(person):
    """A nomination to confirm, an invitation to answer."""
    to_confirm = Nomination.objects.filter(head_email=person.email, status=NominationStatus.SUBMITTED)
    to_answer = ExpressionOfInterest.objects.filter(person=person).awaiting_answer()
    return [
        *(
            Waiting(f"Confirm your nomination of {nomination.nominee_name}", nomination.get_absolute_url())
            for nomination in to_confirm
        ),
        *(
            Waiting("Tell us what you would like to do", interest.get_absolute_url(), interest.get_status_display())
            for interest in to_answer
        ),
        *programmes.waiting.waiting_for(person),
    ]


def yours(person):
    """Nominations sent, one's expression of interest and profile, places at events."""
    sent = Nomination.objects.sent_from(person.email).exclude(status=NominationStatus.SUBMITTED)
    interests = ExpressionOfInterest.objects.filter(person=person).exclude(status__in=("invited", "returned"))
    profiles = Influencer.objects.filter(person=person)
    return [
        *(
            Waiting(f"Your nomination of {item.nominee_name}", item.get_absolute_url(), item.get_status_display())
            for item in sent
        ),
        *(
            Waiting("What you would like to do", item.get_absolute_url(), item.get_status_display())
            for item in interests
        ),
        *(
            Waiting("Your page in the directory", reverse("influencers:own_profile"), item.get_status_display())
            for item in profiles
        ),
        *_progress(person),
        *programmes.waiting.yours(person),
    ]


def _progress(person):
    """One line for all the opportunities that they have to do with."""
    if not Influencer.objects.in_role().filter(person=person).exists():
        return []
    steps = [f"{step.opportunity}: {step.get_status_display().lower()}" for step in Progress.objects.of(person)]
    return [Waiting("Your opportunities", reverse("influencers:progress"), " · ".join(steps))]


def desk_for(person):
    """Nominations and expressions of interest for a lead; attendance for whoever runs the programme."""
    return [*_to_decide(person), *programmes.waiting.desk_for(person)]


def _to_decide(person):
    if not permissions.can_decide(person):
        return []
    interests = ExpressionOfInterest.objects.awaiting_decision().select_related("person", "school")
    nominations = Nomination.objects.open().select_related("school")
    return [
        *(
            Waiting(f"Read what {item.person} would like to do", item.get_desk_url(), str(item.school))
            for item in interests
        ),
        *(
            Waiting(
                f"{LEAD_ACTS[NominationStatus(item.status)]}: {item.nominee_name}",
                item.get_desk_url(),
                str(item.school),
            )
            for item in nominations
        ),
    ]

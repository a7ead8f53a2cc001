"""What waits at the desk for the sake of personal data."""

from django.urls import reverse

from core.waiting import Waiting
from core.words import long_date
from satc.personal import expiry
from schools import permissions
from schools.models import Person


def desk_for(person):
    """People who asked to be forgotten, and the nightly clearing if it has stopped."""
    if not permissions.is_lead(person):
        return []
    asked = Person.objects.filter(asked_to_be_forgotten_at__isnull=False, forgotten_at__isnull=True)
    items = [
        Waiting(
            f"Forget {one}, as they asked",
            reverse("forget_person", args=[one.pk]),
            f"asked on {long_date(one.asked_to_be_forgotten_at)}",
        )
        for one in asked.order_by("asked_to_be_forgotten_at", "pk")
    ]
    if expiry.is_overdue():
        text = "Old personal data has not been cleared away for three days"
        items.append(Waiting(text, f"{reverse('desk')}#forgetting", "the nightly job has stopped"))
    return items

"""What waits at the desk for the sake of personal data."""

from django.urls import reverse

from core.models import JobRun
from core.waiting import Kind, Together, Waiting, in_one_query, moment, name_of
from core.words import long_date
from satc.personal import expiry
from schools import permissions
from schools.models import Person


@in_one_query
def desk_for(person):
    """People who asked to be forgotten, and the nightly clearing if it has stopped."""
    if not permissions.is_lead(person):
        return []
    asked = Person.objects.filter(asked_to_be_forgotten_at__isnull=False, forgotten_at__isnull=True)
    return [
        Kind(
            asked.order_by("asked_to_be_forgotten_at", "pk"),
            {"pk": "pk", "person": name_of(), "asked_at": "asked_to_be_forgotten_at"},
            lambda row: Waiting(
                f"Forget {row.person}, as they asked",
                reverse("forget_person", args=[row.pk]),
                f"asked on {long_date(moment(row.asked_at))}",
            ),
        ),
        Together(JobRun.objects.filter(job=expiry.JOB), {"ran_at": "ran_at"}, _overdue),
    ]


def _overdue(runs):
    if expiry.is_overdue(moment(runs[0].ran_at) if runs else None):
        text = "Old personal data has not been cleared away for three days"
        yield Waiting(text, f"{reverse('desk')}#forgetting", "the nightly job has stopped")

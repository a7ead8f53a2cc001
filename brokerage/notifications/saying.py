"""What every message of this app has in common: to each person once, names that fit, no links that others typed."""

import re

from django.urls import reverse
from django.utils.text import Truncator

from core.words import days
from correspondence.services import queue_message
from schools.models import Person, StaffRole

# Two names longer than this would not fit a subject.
LONGEST_NAME = 70
# What a mail program would make a link of; a name with dots in it is tried from its beginning alone.
LINK = re.compile(
    r"\b(?:https?://|www\.)\S+|(?<![\w-])(?<![\w-]\.)[\w-]+(?:\.[\w-]+)*\.(?:com|net|org|info|uk|eu|co|io|me|ly|link|site|online|xyz|ru)\b\S*",
    re.IGNORECASE,
)


def brief(name):
    return Truncator(str(name)).chars(LONGEST_NAME)


def without_links(text):
    """Words that somebody typed, fit for a mail of ours to somebody they named: no address in it can be followed."""
    return LINK.sub("[a link, left out]", text)


def tell_each(people, kind, **fields):
    """One message to each person, however many parts they play."""
    for person in {person.pk: person for person in people if person}.values():
        queue_message(kind, to=person, **fields)


def tell_leads(kind, **fields):
    tell_each(Person.objects.in_role(StaffRole.LEAD), kind, **fields)


def desk_url(request):
    return reverse("brokerage_desk:request", args=[request.reference])


def request_facts(request):
    return {
        "reference": request.reference,
        "school": brief(request.school),
        "requester": brief(request.requester_name),
    }


def deployment_facts(deployment):
    return {
        "reference": deployment.reference,
        "school": brief(deployment.school),
        "influencer": brief(deployment.person),
        "national_lead": str(deployment.national_lead),
        "kind": deployment.get_kind_display(),
        "days": days(deployment.halves),
    }


def deployment_fields(deployment, *, at="", **more):
    """What a message about a deployment is queued with; `at` is the part of its page that it opens."""
    return {
        "school": deployment.school,
        "context": deployment_facts(deployment) | more,
        "path": deployment.get_absolute_url() + at,
    }

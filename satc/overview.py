"""What the apps say waits for somebody, put together for /my/ and the desk."""

from itertools import chain

from django.urls import reverse

import brokerage.waiting
import claims.waiting
import correspondence.waiting
import influencers.waiting
import satc.personal.waiting
from core.waiting import Waiting
from schools import permissions

APPS = (influencers.waiting, brokerage.waiting, claims.waiting)


def waiting_for(person):
    """Everything that waits for this person, in the order of the story."""
    return list(chain.from_iterable(app.waiting_for(person) for app in APPS))


def yours(person):
    """Everything that is this person's, in the order of the story."""
    return list(chain.from_iterable(app.yours(person) for app in APPS))


def desk_for(person):
    """What waits for this member of staff at the desk; what could not be sent comes first."""
    return list(
        chain.from_iterable(app.desk_for(person) for app in (correspondence.waiting, satc.personal.waiting, *APPS))
    )


def desk_in_a_line(person):
    """For staff, one line that says how much waits at the desk; nothing for anybody else."""
    number = len(desk_for(person)) if permissions.is_staff_role(person) else 0
    if not number:
        return []
    text = "One thing waits for you at the desk" if number == 1 else f"{number} things wait for you at the desk"
    return [Waiting(text, reverse("desk"))]


def desk_pages(person):
    """The pages of the desk that are open to this member of staff."""
    pages = []
    if permissions.runs_the_programme(person):
        pages += [
            Waiting(
                "Nominations",
                reverse("influencers_desk:nominations"),
                "from a head's word to the expression of interest",
            ),
            Waiting(
                "Opportunities", reverse("influencers_desk:opportunities"), "who works towards what, and achieved it"
            ),
            Waiting("Science influencers", reverse("influencers_desk:profiles"), "their pages, and what has changed"),
            Waiting("Events", reverse("influencers_desk:events"), "who is coming, and who came"),
            Waiting("Requests for support", reverse("brokerage_desk:requests"), "triage, funding, matching"),
            Waiting("Visit reports", reverse("brokerage_desk:reports"), "to read, to accept or to return"),
        ]
    pages.append(Waiting("Claims", reverse("claims_desk:claims"), "days that influencers have claimed"))
    if permissions.is_lead(person):
        pages.append(Waiting("Held days", reverse("claims_desk:days"), "days with a question to answer"))
    if permissions.is_finance(person) or permissions.is_lead(person):
        pages.append(Waiting("Payment runs", reverse("claims_desk:runs"), "from approved claims to payments"))
    if permissions.runs_the_programme(person):
        made = "what was made and sent, and what could not be"
        pages.append(Waiting("Documents and messages", reverse("correspondence_desk:outbox"), made))
    return pages

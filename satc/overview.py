"""What the apps say waits for somebody, put together for /my/ and the desk."""

from itertools import chain

from django.urls import reverse

import brokerage.waiting
import claims.waiting
import correspondence.waiting
import influencers.waiting
import programmes.waiting
import satc.personal.waiting
import schools.waiting
from core import clock
from core.waiting import Hat, Together, Waiting, read, read_groups
from influencers.models import Influencer
from satc.personal import expiry
from schools import permissions
from schools.models import Post, Role

APPS = (influencers.waiting, brokerage.waiting, programmes.waiting, claims.waiting)
DESK = (correspondence.waiting, satc.personal.waiting, *APPS, schools.waiting)


def home_of(person):
    """What waits for this person and what is theirs, in a group for every role; and the rest that is theirs."""
    parts = {
        "desk": _parts(DESK, "desk_for", person) if permissions.is_staff_role(person) else [],
        "waiting": _parts(APPS, "waiting_for", person),
        "yours": _parts(APPS, "yours", person),
        "letters": correspondence.waiting.letters_of.parts(person),
        "payments": claims.waiting.payments_to_school_of.parts(person),
        "proud_of": claims.waiting.proud_of.parts(person),
        "thanks": brokerage.waiting.thanks_to.parts(person),
        "posts": [Together(_posts_of(person), {"role": "role", "school": "school__name", "proven": "proven_at"}, list)],
        "profiles": [Together(Influencer.objects.in_role().filter(person=person), {"slug": "slug"}, list)],
    }
    found = read_groups(parts)
    posts = found["posts"]
    own = _own_hat(posts, is_influencer=bool(found["profiles"]))
    return {
        "waiting": _by_hat([*_desk_in_a_line(found["desk"]), *found["waiting"]], own, posts),
        "yours": _by_hat(found["yours"], own, posts),
        "letters": found["letters"],
        "thanks": found["thanks"],
        "payments": found["payments"],
        "proud_of": found["proud_of"],
    }


def _posts_of(person):
    return Post.objects.of(person).on(clock.today()).order_by("school__name", "pk")


def _parts(apps, name, about):
    """What these apps offer under this name, in their order, still to be read."""
    return list(chain.from_iterable(getattr(app, name).parts(about) for app in apps))


def _by_hat(items, own, posts):
    """Pairs of a heading and its items, in the order of `Hat`; what is anybody's goes under their own hat."""
    groups = {hat: [] for hat in Hat}
    for item in items:
        groups[own if item.hat == Hat.ANY else item.hat].append(item)
    return [(_heading(hat, posts), found) for hat, found in groups.items() if found]


def _own_hat(posts, *, is_influencer):
    """Where what is anybody's goes: under the role in which they mostly come here."""
    if is_influencer:
        return Hat.INFLUENCER
    is_leader = any(post.role == Role.SCIENCE_LEADER for post in posts)
    return Hat.SCIENCE_LEADER if is_leader else Hat.ANY


def _heading(hat, posts):
    """With the school where SATC has accepted that they hold the role."""
    role = {Hat.HEAD: Role.HEADTEACHER, Hat.SCIENCE_LEADER: Role.SCIENCE_LEADER}.get(hat)
    schools = dict.fromkeys(post.school for post in posts if post.role == role and post.proven)
    return f"{hat.value} of {' and '.join(schools)}" if schools else hat.value


def about_person(person):
    """What somebody is and has to do with, for the desk's page of them, in the order of the story."""
    return read(_parts((influencers.waiting, brokerage.waiting), "about_person", person))


def about_school(school):
    """What is going on at a school, for the desk's page of it, in the order of the story."""
    return read(_parts((influencers.waiting, brokerage.waiting), "about", school))


def desk_of(person):
    """What waits for this member of staff, what could not be sent first; and when old data was last cleared away."""
    parts = {"cleared": [expiry.last_run()], "checked": [claims.waiting.books_last_checked()]}
    found = read_groups({"waiting": _parts(DESK, "desk_for", person), **parts})
    last = next(iter(found["cleared"]), None)
    return {
        "waiting": found["waiting"],
        "last_checked": next(iter(found["checked"]), None),
        "last_cleared": last,
        "is_clearing_overdue": expiry.is_overdue(last and last.ran_at),
    }


def _desk_in_a_line(found):
    """One line that says how much waits at the desk, or nothing."""
    number = sum(item.stands_for for item in found)
    if not number:
        return []
    text = "One thing waits for you at the desk" if number == 1 else f"{number} things wait for you at the desk"
    return [Waiting(text, reverse("desk"), hat=Hat.STAFF)]


def desk_pages(person):
    """The pages of the desk that are open to this member of staff."""
    pages = []
    if permissions.runs_the_programme(person):
        pages += [
            Waiting(
                "Nominations",
                reverse("influencers_desk:nominations"),
                "from a head’s word to the expression of interest",
            ),
            Waiting(
                "Opportunities", reverse("influencers_desk:opportunities"), "who works towards what, and achieved it"
            ),
            Waiting("Science influencers", reverse("influencers_desk:profiles"), "their pages, and what has changed"),
            Waiting("Events", reverse("influencers_desk:events"), "who is coming, and who came"),
            Waiting("Requests for support", reverse("brokerage_desk:requests"), "triage, funding, matching"),
            Waiting("Quotes", reverse("brokerage_desk:quotes"), "what is out, and when it runs out"),
            Waiting("Coaching pools", reverse("brokerage_desk:pools"), "reserved, used, left; the target schools"),
            Waiting("Visit reports", reverse("brokerage_desk:reports"), "to read, to accept or to return"),
            Waiting("Monitoring", reverse("monitoring"), "the pool, target schools, waiting times, load, the city"),
            Waiting("School calendar", reverse("calendar:periods"), "holidays, INSET days, SATs week, phonics check"),
        ]
    pages.append(Waiting("Schools", reverse("people:schools"), "trusts, networks, levels, and who works there"))
    if permissions.runs_the_programme(person):
        pages.append(Waiting("People", reverse("people:people"), "who works where: they start, leave and move"))
    pages.append(Waiting("Claims", reverse("claims_desk:claims"), "days that influencers have claimed"))
    if permissions.is_lead(person):
        pages.append(Waiting("Held days", reverse("claims_desk:days"), "days with a question to answer"))
    if permissions.is_finance(person) or permissions.is_lead(person):
        pages.append(Waiting("Payment runs", reverse("claims_desk:runs"), "from approved claims to payments"))
        pages.append(Waiting("Corrections", reverse("claims_desk:corrections"), "more or less, agreed by two"))
    if permissions.is_finance(person) or permissions.is_lead(person):
        pages.append(Waiting("Invoices", reverse("brokerage_desk:invoices"), "what schools have to pay for quotes"))
    pages.append(
        Waiting("The books", reverse("claims_desk:books"), "budgets, what is planned, owed and paid; the year")
    )
    if permissions.runs_the_programme(person):
        made = "what was made and sent, and what could not be"
        pages.append(Waiting("Documents and messages", reverse("correspondence_desk:outbox"), made))
    return pages

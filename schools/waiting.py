"""What waits for a SATC lead about schools and posts."""

from types import SimpleNamespace

from django.urls import reverse

from core.waiting import Kind, Together, Waiting, in_one_query, name_of
from schools import permissions, school_days
from schools.domains import doubt_about
from schools.models import OPENS_LETTERS, Post, Role


@in_one_query
def desk_for(person):
    """Posts to look at, and a calendar without holidays."""
    return [*_posts(person), *_holidays(person)]


def _holidays(person):
    """The school holidays of the coming half-year, while nobody has recorded any."""
    if not permissions.can_keep_the_calendar(person):
        return []
    return [Together(school_days.holidays_ahead(), {"pk": "pk"}, _to_record)]


def _to_record(holidays):
    if not holidays:
        detail = "mail keeps to term time, and visits are warned of holidays"
        yield Waiting("Record the school holidays of the coming half-year", reverse("calendar:periods"), detail)


def _posts(person):
    """Heads and business managers to prove, and what people say of their own posts, for a SATC lead."""
    if not permissions.is_lead(person):
        return []
    return [
        Kind(
            Post.objects.to_look_at(),
            {
                "role": "role",
                "is_proven": "proven_at",
                "told_at": "told_at",
                "ends_on": "ends_on",
                "person_id": "person",
                "person": name_of("person"),
                "email": "person__email",
                "school": "school__name",
                "website": "school__website",
            },
            lambda row: Waiting(_question(row), reverse("person", args=[row.person_id]), _flag(row)),
        )
    ]


def _question(row):
    if row.told_at and row.ends_on:
        return f"{row.person} says that they leave {row.school}"
    if row.told_at and row.role not in OPENS_LETTERS:
        return f"{row.person} says that they work at {row.school}"
    return f"Is {row.person} the {Role(row.role).label.lower()} of {row.school}?"


def _flag(row):
    """See `Post.flag`."""
    is_in_doubt = row.role in OPENS_LETTERS and not row.is_proven
    return doubt_about(row.email, SimpleNamespace(website=row.website)) if is_in_doubt else ""

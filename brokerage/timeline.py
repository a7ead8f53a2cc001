"""What happened at a school: visits, and calls and meetings that staff wrote down."""

import datetime

from django.urls import reverse

from brokerage.models import LoggedContact, Visit
from core.timelines import Event, Strand
from core.words import LONDON


def about(school):
    visits = Visit.objects.filter(school=school).select_related("person").order_by("-on", "-pk")
    contacts = LoggedContact.objects.filter(school=school).select_related("by", "request").order_by("-on", "-pk")
    return [Strand("visits", "Visits", visits, _visit), Strand("contacts", "Calls and meetings", contacts, _contact)]


def _noon(date):
    """A date among moments: the middle of the day."""
    return datetime.datetime.combine(date, datetime.time(12), LONDON)


def _visit(visit):
    detail = " · ".join(part for part in (visit.get_status_display(), visit.purpose) if part)
    summary = f"{visit.get_kind_display()} by {visit.person}, {visit.get_part_display().lower()}"
    return Event(_noon(visit.on), "Visit", summary, detail=detail, url=visit.get_absolute_url())


def _contact(contact):
    who = f" with {contact.with_whom}" if contact.with_whom else ""
    url = reverse("brokerage_desk:request", args=[contact.request.reference]) if contact.request else ""
    summary = f"{contact.get_kind_display()}{who}"
    return Event(_noon(contact.on), "Call or meeting", summary, by=str(contact.by), detail=contact.text, url=url)

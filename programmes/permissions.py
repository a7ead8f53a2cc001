"""Who may do what with events, places and gap tasks."""

from programmes.audiences import Audience
from schools.permissions import is_lead, runs_the_programme


def can_add(person):
    """A SATC lead adds events, changes them and calls them off."""
    return is_lead(person)


def can_book(event, groups):
    """Somebody in one of the groups that the event is open to."""
    return event.audience in Audience.open_to(groups)


def can_book_for_others(person):
    """A SATC lead books places and offers them."""
    return is_lead(person)


def can_record(person):
    """Whoever runs the programme records who came."""
    return runs_the_programme(person)


def can_cancel(person, place):
    """A SATC lead, and whoever holds the place."""
    return is_lead(person) or place.person_id == person.pk


def can_set_tasks(person, event):
    """The event's tutor, and whoever runs the programme."""
    return runs_the_programme(person) or (event.tutor_id is not None and event.tutor_id == person.pk)

"""Who may do what with events and places."""

from schools.permissions import is_lead, runs_the_programme


def can_add(person):
    """A SATC lead adds events."""
    return is_lead(person)


def can_record(person):
    """Whoever runs the programme records who came."""
    return runs_the_programme(person)


def can_cancel(person, place):
    """A SATC lead, and whoever holds the place."""
    return is_lead(person) or place.person_id == person.pk

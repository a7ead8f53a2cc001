from django.db import models


class PartOfDay(models.TextChoices):
    """The part of a day that something takes.

    A funded day is a morning, an afternoon or both; a twilight is never funded.
    """

    MORNING = "morning", "Morning"
    AFTERNOON = "afternoon", "Afternoon"
    WHOLE_DAY = "whole_day", "Whole day"
    TWILIGHT = "twilight", "Twilight"

    @classmethod
    def of_school_day(cls):
        """The parts for which a school can release somebody."""
        return [choice for choice in cls.choices if choice[0] != cls.TWILIGHT]


def has_morning(part):
    return part in (PartOfDay.MORNING, PartOfDay.WHOLE_DAY)


def has_afternoon(part):
    return part in (PartOfDay.AFTERNOON, PartOfDay.WHOLE_DAY)


def halves(part):
    """How many funded half-days the part is: none, one or two."""
    return has_morning(part) + has_afternoon(part)


def part_of(morning, afternoon):
    """The part of day that the two halves make."""
    if morning and afternoon:
        return PartOfDay.WHOLE_DAY
    return PartOfDay.MORNING if morning else PartOfDay.AFTERNOON

"""Whom an event is open to. Each group is told by the app that knows who is in it; apps above register theirs."""

from django.db import models

MEMBERS = {}


class Group(models.TextChoices):
    """Those who may be asked as a body."""

    INFLUENCERS = "influencers", "science influencers"
    TARGET_LEADERS = "target_leaders", "science leaders of target schools"


class Audience(models.TextChoices):
    """Who may book a place by themselves. A SATC lead may offer one to anybody."""

    INFLUENCERS = "influencers", "Science influencers"
    TARGET_LEADERS = "target_leaders", "Science leaders of target schools"
    BOTH = "both", "Science influencers, and science leaders of target schools"
    ALL = "all", "Anybody we know"

    @property
    def groups(self):
        """The groups that it is open to; none for `ALL`, which asks for no group."""
        return {group for group in Group if self in (self.BOTH, group.value)}

    @classmethod
    def open_to(cls, groups):
        """The audiences that somebody in these groups belongs to."""
        return [audience for audience in cls if audience == cls.ALL or audience.groups & set(groups)]


def register(group, is_member):
    """Say how it is known that a person belongs to a group."""
    MEMBERS[group] = is_member


def groups_of(person):
    """The groups that a person belongs to today."""
    return {group for group, is_member in MEMBERS.items() if is_member(person)}

from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q

from core import clock
from schools import permissions
from schools.models import Post, Role, School
from schools.search import MOST_WORDS, fold


def posts_today():
    """Proven posts held today, with their schools, the latest first."""
    latest = [F("starts_on").desc(nulls_last=True), "-pk"]
    return Post.objects.on(clock.today()).proven().select_related("school").order_by(*latest)


class NominationQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Every nomination for whoever runs the programme.

        Otherwise one's own, once one's e-mail is proved by signing in, and a proven head's school's.
        """
        if permissions.runs_the_programme(person):
            return self
        own = self.sent_from(person.email).values("pk")
        return self.filter(Q(pk__in=own) | Q(school__in=School.objects.proven_for(person, Role.HEADTEACHER)))

    def sent_from(self, email):
        """Nominations whose head or helper has this e-mail."""
        return self.filter(Q(head_email=email) | Q(helper_email=email))

    def open(self):
        """Nominations on which the lead has something to do, the oldest first."""
        return self.filter(status__in=("confirmed", "visit_arranged", "visited")).order_by("submitted_at", "pk")


class ExpressionOfInterestQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Every expression of interest for whoever runs the programme; otherwise one's own."""
        return self if permissions.runs_the_programme(person) else self.filter(person=person)

    def live(self):
        """Those still on their way to an influencer."""
        return self.filter(status__in=("invited", "submitted", "returned"))

    def awaiting_answer(self):
        """Those that wait for the nominee."""
        return self.filter(status__in=("invited", "returned")).order_by("invited_at", "pk")

    def awaiting_decision(self):
        """Those that wait for the lead, the oldest first."""
        return self.filter(status="submitted").order_by("submitted_at", "pk")


class InfluencerQuerySet(models.QuerySet):
    def published(self):
        """Profiles in the public directory."""
        return self.filter(status="published", consented_at__isnull=False)

    def found_by(self, typed):
        """Those for whom every word typed begins a word of name, expertise, biography or today's school."""
        condition = Q()
        for word in fold(typed).split()[:MOST_WORDS]:
            at_school = Post.objects.on(clock.today()).proven().filter(
                person=OuterRef("person"), school__search_text__contains=f" {word}"
            )  # fmt: skip
            condition &= Q(search_text__contains=f" {word}") | Exists(at_school)
        return self.filter(condition)

    def strong_in(self, expertise):
        """Those with any of the strengths; everybody when none is asked for."""
        if not expertise:
            return self
        strong = self.model.expertise.through.objects.filter(expertise__in=expertise)
        return self.filter(pk__in=strong.values("influencer"))

    def knowing(self, stage):
        """Those who know a key stage well."""
        return self.filter(**{stage: True})

    def for_lists(self):
        """With what a list shows, in a fixed number of queries."""
        at_school = Prefetch("person__posts", queryset=posts_today(), to_attr="posts_today")
        return self.select_related("person").prefetch_related("expertise", at_school)

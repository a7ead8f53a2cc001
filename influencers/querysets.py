from django.db import models
from django.db.models import CharField, F, FloatField, OuterRef, Prefetch, Q, Subquery, Value
from django.db.models.functions import MD5, Cast, Concat, Sqrt

from core import clock
from influencers.search import HoldsWords, words_of
from schools import permissions
from schools.models import Post, Role, School

METRES_IN_A_MILE = 1609.344


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
    def in_role(self):
        """Those who haven't stepped down, in the directory or not."""
        return self.exclude(status="stepped_down")

    def published(self):
        """Profiles in the public directory."""
        return self.filter(status="published", consented_at__isnull=False)

    def back_today(self):
        """Paused profiles whose return date has come."""
        return self.filter(status="paused", returns_on__lte=clock.today())

    def found_by(self, typed):
        """Those for whom each word typed begins a word of name, school, expertise or offer, or has the stem of one."""
        words = words_of(typed)
        return self.filter(HoldsWords("search_text", words)) if words else self

    def with_miles_to(self, school):
        """With `miles` from that school to where they work today; None where the register gives no place."""
        east, north = (
            Cast(F(f"school__{axis}"), FloatField()) - Value(float(getattr(school, axis)))
            for axis in ("easting", "northing")
        )
        where = posts_today().filter(person=OuterRef("person"))
        metres = where.annotate(metres=Sqrt(east * east + north * north)).values("metres")[:1]
        return self.annotate(miles=Subquery(metres) / METRES_IN_A_MILE)

    def nearest_first(self):
        """By `miles`; whoever's place nobody knows comes last."""
        return self.order_by(F("miles").asc(nulls_last=True), "pk")

    def shuffled(self, seed):
        """In an order that only the seed decides: nobody is first by their name."""
        return self.order_by(MD5(Concat(Value(f"{seed}:"), Cast("pk", CharField()))), "pk")

    def for_lists(self):
        """With what a list shows, in a fixed number of queries."""
        at_school = Prefetch("person__posts", queryset=posts_today(), to_attr="posts_today")
        return self.select_related("person").prefetch_related("expertise", at_school)

    def for_a_page(self):
        """With what a page about one of them shows, which is more than a list does."""
        return self.for_lists().prefetch_related("progress__opportunity")


class ProgressQuerySet(models.QuerySet):
    def of(self, person):
        """One person's progress, in the order of the opportunities."""
        return self.filter(influencer__person=person).select_related("opportunity", "influencer__person")

    def in_hand(self):
        """What is not stopped, for the desk."""
        return self.exclude(status="stopped").select_related("opportunity", "influencer__person")

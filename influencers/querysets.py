from math import dist, inf

from django.db import models
from django.db.models import CharField, F, FilteredRelation, Prefetch, Q, Value
from django.db.models.functions import MD5, Cast, Concat

from core import clock
from influencers.search import HoldsWords, words_of
from schools import permissions
from schools.models import Post, Role, School
from schools.querysets import held_on


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
        own = self.sent_from(*person.addresses).values("pk")
        return self.filter(Q(pk__in=own) | Q(school__in=School.objects.proven_for(person, Role.HEADTEACHER)))

    def sent_from(self, *emails):
        """Nominations whose head or helper has one of these e-mails."""
        return self.filter(Q(head_email__in=emails) | Q(helper_email__in=emails))

    def open(self):
        """Nominations on which the lead has something to do, the oldest first; a deferred one from its date on.

        One that goes with an earlier nomination is decided there.
        """
        now = Q(status__in=("confirmed", "visit_arranged", "visited"))
        return self.filter(now | Q(status="deferred", back_on__lte=clock.today()), first=None).order_by(
            "submitted_at", "pk"
        )

    def put_off(self):
        """Deferred to a date that hasn't come, the next first."""
        return self.filter(status="deferred", first=None, back_on__gt=clock.today()).order_by("back_on", "pk")

    def back(self):
        """Deferred to a date that has come."""
        return self.filter(status="deferred", first=None, back_on__lte=clock.today())

    def alive(self):
        """Confirmed, and neither declined, withdrawn nor given up by the nominee."""
        accepted = Q(status="accepted") & ~Q(interest__status="withdrawn")
        return self.filter(Q(status__in=("confirmed", "visit_arranged", "visited", "deferred")) | accepted)


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

    def working_at(self, schools):
        """Those who hold a proven post at one of the schools today."""
        return self.filter(person__in=posts_today().filter(school__in=schools).order_by().values("person"))

    def back_today(self):
        """Paused profiles whose return date has come."""
        return self.filter(status="paused", returns_on__lte=clock.today())

    def found_by(self, typed):
        """Those for whom each word typed begins a word of name, school, expertise or offer, or has the stem of one."""
        words = words_of(typed)
        return self.filter(HoldsWords("search_text", words)) if words else self

    def keys_nearest_first(self, school):
        """Their keys, by how near to that school they work today; whoever's place nobody knows comes last.

        One join for all of them: a subquery for each took a millisecond for every twenty.
        """
        today = held_on(clock.today(), "person__posts__") & Q(person__posts__proven_at__isnull=False)
        posts = self.annotate(post=FilteredRelation("person__posts", condition=today))
        latest = posts.order_by(F("post__starts_on").desc(nulls_last=True), "-post__pk")
        places = {}
        for key, *place in latest.values_list("pk", "post__school__easting", "post__school__northing"):
            places.setdefault(key, inf if None in place else dist(place, (school.easting, school.northing)))
        return sorted(places, key=lambda key: (places[key], key))

    def shuffled(self, seed):
        """In an order that only the seed decides: nobody is first by their name."""
        return self.order_by(MD5(Concat(Value(f"{seed}:"), Cast("pk", CharField()))), "pk")

    def with_posts(self):
        """With the person, and where they work today."""
        at_school = Prefetch("person__posts", queryset=posts_today(), to_attr="posts_today")
        return self.select_related("person").prefetch_related(at_school)

    def for_lists(self):
        """With what a list shows, in a fixed number of queries."""
        return self.with_posts().select_related("person__photograph").prefetch_related("expertise")

    def for_finding(self):
        """With what one is found by, which is more than a list shows."""
        return self.for_lists().prefetch_related("person__posts_today__school__networks")

    def for_a_page(self):
        """With what a page about one of them shows, which is more than a list does."""
        return self.for_finding().prefetch_related("progress__opportunity")


class InvitationQuerySet(models.QuerySet):
    def unanswered(self):
        """Those who haven't said yet whether their page may be listed, who was asked first at the top."""
        open_pages = self.filter(answered_at__isnull=True, influencer__status="unpublished")
        return open_pages.filter(influencer__person__is_active=True).order_by("asked_at", "pk")

    def of(self, person):
        return self.filter(influencer__person=person)

    def for_lists(self):
        """With what a list shows, in a fixed number of queries."""
        at_school = Prefetch("influencer__person__posts", queryset=posts_today(), to_attr="posts_today")
        return self.select_related("influencer__person").prefetch_related(at_school)


class PhotographQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Those of pages in the directory for anybody; every one for whoever runs the programme; one's own."""
        if permissions.runs_the_programme(person):
            return self
        is_listed = Q(person__influencer__status="published", person__influencer__consented_at__isnull=False)
        return self.filter(is_listed | Q(person_id=person.pk))


class ProgressQuerySet(models.QuerySet):
    def of(self, person):
        """One person's progress, in the order of the opportunities."""
        return self.filter(influencer__person=person).select_related("opportunity", "influencer__person")

    def in_hand(self):
        """What is not stopped, for the desk."""
        return self.exclude(status="stopped").select_related("opportunity", "influencer__person")

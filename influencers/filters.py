"""What a directory address asks for.

An address typed wrong is never an error: what isn't known is left out, and said.
"""

from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Count, Q

from influencers.models import Expertise, ExpertiseGroup, Influencer, KeyStage, Progress
from influencers.search import words_of
from influencers.workflow import ProgressStatus
from programmes.models import Opportunity
from schools.fields import SchoolField
from schools.models import School

LONGEST_SEARCH = 200


class NearForm(forms.Form):
    """The school to look from: a URN in an address that is shared, a name while somebody chooses."""

    is_filter = True
    near = SchoolField(label="Near which school?", help_text="Its name, postcode or URN.", required=False)

    def clean_near(self):
        school = self.cleaned_data["near"]
        if school and (school.easting is None or school.northing is None):
            raise ValidationError(f"The register doesn’t say where {school.name} is.")
        return school

    @property
    def school(self):
        """The school, once it is clear which."""
        return self.cleaned_data["near"] if self.is_valid() else None

    @property
    def was_sent(self):
        """Whether it comes from the box on the page, with what the box adds, rather than from an address."""
        return "near_picked_for" in self.data

    def address(self):
        """The query of the plain address: no blanks, nothing of the box but the URN."""
        query = self.data.copy()
        for name in ("near", "near_urn", "near_picked_for", "page"):
            query.pop(name, None)
        for name in list(query):
            query.setlist(name, [value for value in query.getlist(name) if value.strip()])
        if self.school:
            query["near"] = str(self.school.urn)
        return query.urlencode()


@dataclass(frozen=True)
class Vocabulary:
    """What an address may name: every term of expertise and every opportunity, each in order."""

    terms: list
    opportunities: list

    @classmethod
    def today(cls):
        return cls(list(Expertise.objects.all()), list(Opportunity.objects.all()))


@dataclass(frozen=True)
class DirectorySearch:
    """Words, strengths, achievements, a key stage and a school to be near; `unknown` holds what means nothing here.

    Of several strengths, or several achievements, one is enough.
    """

    typed: str
    expertise: list
    achieved: list
    stage: str
    near: School | None
    unknown: list

    @classmethod
    def of(cls, query, vocabulary, near):
        """Read the query of an address, against what it may name."""
        expertise, no_expertise = _known(query.getlist("expertise"), vocabulary.terms)
        achieved, no_opportunity = _known(query.getlist("achieved"), vocabulary.opportunities)
        stage = query.get("stage", "")
        return cls(
            typed=query.get("q", "").replace("\0", "").strip()[:LONGEST_SEARCH],
            expertise=expertise,
            achieved=achieved,
            stage=stage if stage in KeyStage else "",
            near=near,
            unknown=no_expertise + no_opportunity + ([stage] if stage not in ("", *KeyStage) else []),
        )

    def __bool__(self):
        return bool(words_of(self.typed) or self.expertise or self.achieved or self.stage)

    def conditions(self):
        """What narrows the search besides words, by name."""
        strong = Influencer.expertise.through.objects.filter(expertise__in=self.expertise).values("influencer")
        return {
            "expertise": Q(pk__in=strong) if self.expertise else Q(),
            "achieved": _have_achieved(self.achieved) if self.achieved else Q(),
            "stage": Q(**{self.stage: True}) if self.stage else Q(),
        }

    def apply(self, influencers):
        """Narrow a queryset of influencers."""
        return influencers.found_by(self.typed).filter(*self.conditions().values())

    def keys(self, influencers, seed):
        """The keys of whoever is found: nearest first where a school is named, otherwise in the seed's fair order."""
        found = self.apply(influencers)
        return found.keys_nearest_first(self.near) if self.near else found.shuffled(seed).values("pk")

    def in_order(self, influencers, keys, seed):
        """Those with some of these keys, for a list, in the same order; only they are read whole."""
        found = influencers.filter(pk__in=keys).for_lists()
        return sorted(found, key=lambda each: keys.index(each.pk)) if self.near else found.shuffled(seed)

    def counts(self, influencers, vocabulary):
        """How many there are in all, with each key stage or achievement, and without each part of the search."""
        parts = self.conditions()
        others = {name: _all(part for other, part in parts.items() if other != name) for name in parts}
        asked = {"total": _all(parts.values())}
        asked |= {f"stage_{stage.value}": others["stage"] & Q(**{stage.value: True}) for stage in KeyStage}
        asked |= {
            f"achieved_{opportunity.pk}": others["achieved"] & _have_achieved([opportunity])
            for opportunity in vocabulary.opportunities
        }
        asked |= {f"without_{name}": condition for name, condition in others.items()}
        found = influencers.found_by(self.typed)
        return found.aggregate(**{name: Count("pk", filter=condition or None) for name, condition in asked.items()})

    def count_terms(self, influencers):
        """How many each term of expertise would find with the rest of the search, by its key; one query."""
        parts = self.conditions()
        found = influencers.found_by(self.typed).filter(parts["stage"], parts["achieved"])
        strengths = Influencer.expertise.through.objects.filter(influencer__in=found.values("pk"))
        return dict(strengths.values_list("expertise").annotate(number=Count("influencer")).order_by())

    def groups(self, terms, numbers):
        """The terms under the names of their groups, each with whether it is asked for and how many it finds."""
        groups = {group: [] for group in ExpertiseGroup}
        for term in terms:
            groups[term.group].append((term, term in self.expertise, numbers.get(term.pk, 0)))
        return [
            {"label": group.label, "terms": known, "is_open": any(chosen for _, chosen, _ in known)}
            for group, known in groups.items()
            if known
        ]

    def chips(self, query):
        """What is asked for, in words, each with the address without it."""
        chips = [(f"“{self.typed}”", _without(query, "q"))] if words_of(self.typed) else []
        chips += [(term.name, _without(query, "expertise", term.slug)) for term in self.expertise]
        chips += [(f"Achieved: {item}", _without(query, "achieved", item.slug)) for item in self.achieved]
        if self.stage:
            chips.append((KeyStage(self.stage).label, _without(query, "stage")))
        if self.near:
            chips.append((f"Near {self.near.name}", _without(query, "near")))
        return [{"label": label, "query": rest} for label, rest in chips]

    def ways_out(self, query, counts, influencers):
        """For a search that finds nobody: what to leave out, the address without it, and how many that finds."""
        parts = []
        if words_of(self.typed):
            number = influencers.filter(*self.conditions().values()).count()
            parts.append((f"the words “{self.typed}”", "q", number))
        if self.expertise:
            parts.append(("the strengths", "expertise", counts["without_expertise"]))
        if self.achieved:
            parts.append(("what they have achieved", "achieved", counts["without_achieved"]))
        if self.stage:
            parts.append((KeyStage(self.stage).label.lower(), "stage", counts["without_stage"]))
        return [
            {"label": label, "query": _without(query, name), "number": number}
            for label, name, number in parts
            if number
        ]


def _known(slugs, things):
    """The things that the slugs name, each once, and the slugs that name nothing."""
    by_slug, slugs = {thing.slug: thing for thing in things}, dict.fromkeys(filter(None, slugs))
    return [by_slug[slug] for slug in slugs if slug in by_slug], [slug for slug in slugs if slug not in by_slug]


def _have_achieved(opportunities):
    """Whoever has achieved one of them."""
    steps = Progress.objects.filter(status=ProgressStatus.ACHIEVED, opportunity__in=opportunities)
    return Q(pk__in=steps.values("influencer"))


def _all(conditions):
    """Every condition at once."""
    together = Q()
    for condition in conditions:
        together &= condition
    return together


def _without(query, name, value=None):
    """The query of an address without one thing that it asks for, on its first page."""
    rest = query.copy()
    rest.pop("page", None)
    rest.setlist(name, [other for other in rest.getlist(name) if value is not None and other != value])
    return rest.urlencode()

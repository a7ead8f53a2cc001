"""What a directory address asks for.

An address typed wrong is never an error: what isn't known is left out, and said.
"""

from dataclasses import dataclass

from influencers.models import Expertise, ExpertiseGroup, KeyStage

LONGEST_SEARCH = 200


@dataclass(frozen=True)
class DirectorySearch:
    """Words, strengths and a key stage; `unknown` holds the values of filters that mean nothing here."""

    typed: str
    expertise: list
    stage: str
    unknown: list

    @classmethod
    def of(cls, query, vocabulary):
        """Read the query of an address, against the known terms of expertise."""
        by_slug = {term.slug: term for term in vocabulary}
        slugs, stage = dict.fromkeys(filter(None, query.getlist("expertise"))), query.get("stage", "")
        return cls(
            typed=query.get("q", "").replace("\0", "").strip()[:LONGEST_SEARCH],
            expertise=[by_slug[slug] for slug in slugs if slug in by_slug],
            stage=stage if stage in KeyStage else "",
            unknown=[slug for slug in slugs if slug not in by_slug] + ([stage] if stage not in ("", *KeyStage) else []),
        )

    def __bool__(self):
        return bool(self.typed or self.expertise or self.stage)

    def apply(self, influencers):
        """Narrow a queryset of influencers."""
        found = influencers.found_by(self.typed).strong_in(self.expertise)
        return found.knowing(self.stage) if self.stage else found

    def groups(self, vocabulary):
        """The terms under the names of their groups, each with whether it is asked for."""
        groups = {group: [] for group in ExpertiseGroup}
        for term in vocabulary:
            groups[term.group].append((term, term in self.expertise))
        return [(group.label, terms) for group, terms in groups.items() if terms]


def vocabulary():
    """Every term of expertise, in order."""
    return list(Expertise.objects.all())

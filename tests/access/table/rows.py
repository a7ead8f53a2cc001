"""The roles, and what a row of the table says. An argument names a thing of the world, by attribute path;
one that begins with = is given as it is.
"""

from dataclasses import dataclass, field

ROLES = (
    "signed_out",
    "nobody",
    "unproven_head",
    "helped_head",
    "releasing_head",
    "other_head",
    "bursar",
    "science_leader",
    "influencer",
    "other_influencer",
    "lead",
    "national",
    "other_national",
    "finance",
)
EVERYBODY = frozenset(ROLES)
SIGNED_IN = EVERYBODY - {"signed_out"}
STAFF = frozenset({"lead", "national", "other_national", "finance"})
PROGRAMME = STAFF - {"finance"}
PAYERS = frozenset({"lead", "finance"})
LEAD = frozenset({"lead"})
FINANCE = frozenset({"finance"})
NOBODY = frozenset()
# Who may see what has to do with the support of the helped school.
PARTIES = PROGRAMME | {"influencer", "helped_head", "science_leader"}
# Who writes its plan and plans its visits.
WRITERS = frozenset({"influencer", "national", "lead"})
# Who may see what is owed and paid to the releasing school.
OFFICE = frozenset({"releasing_head", "bursar"})


@dataclass(frozen=True)
class Page:
    """A page: a 200 for those who `may`, a 403 for the others who see that it exists, otherwise a 404."""

    name: str
    may: frozenset
    sees: frozenset = NOBODY
    args: tuple = ()
    query: str = ""
    # Staff who have a page of their own for it are sent there.
    to_the_desk: frozenset = NOBODY

    def expected(self, role):
        if role in self.may:
            return 200
        if role in self.to_the_desk:
            return 302
        if role in self.sees:
            return 403
        return "sign in" if role == "signed_out" else 404


@dataclass(frozen=True)
class Act(Page):
    """Something done by POST: those who `may` are not refused; those who see it are, with a 403."""

    data: dict = field(default_factory=dict)
    is_post_only: bool = True


INFLUENCERS = frozenset({"influencer", "other_influencer"})
# Who sees the gap tasks of the past event: whoever runs the programme, its tutor, and the one who came.
TUTORS = PROGRAMME | {"science_leader"}
TASKS = TUTORS | {"influencer"}
SENDERS = PROGRAMME | {"releasing_head"}
ASKERS = PROGRAMME | {"science_leader", "helped_head"}

REASON = {"reason": "It has to be."}

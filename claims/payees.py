"""Whom finance pays for a school: by its kind, unless somebody has said otherwise. The school always gets the summary.

An academy is paid through its trust, a maintained school through its authority, an independent one itself. The kinds
are those of the DfE's register (“TypeOfEstablishment”); a kind that is not among them is asked about.
"""

from dataclasses import dataclass

from claims.models import SchoolPayee

# The first of these that is part of the kind's name decides.
OF_ITSELF = (
    "independent",
    "non-maintained",
    "further education",
    "special post 16",
    "sixth form centres",
    "service child",
)
OF_A_TRUST = ("academy", "academies", "free school", "studio school", "university technical college", "city technology")
OF_THE_AUTHORITY = ("community", "voluntary", "foundation", "local authority", "pupil referral", "maintained")


@dataclass(frozen=True)
class Payee:
    """A name to pay, empty while nobody has said it, and why it is that one."""

    name: str
    because: str

    @property
    def is_known(self):
        return bool(self.name)


def payee_of(school, said=None):
    """The payee of a school; `said` is its `SchoolPayee`, if somebody has said one."""
    if said:
        return Payee(said.name, "as was said for this school")
    kind = (school.type_name or school.type_group).lower()
    if any(word in kind for word in OF_ITSELF):
        return Payee(school.name, "the school itself")
    if any(word in kind for word in OF_A_TRUST):
        return Payee(school.trust_name, "its trust" if school.trust_name else "the register doesn’t name its trust")
    if any(word in kind for word in OF_THE_AUTHORITY) and school.la_name:
        return Payee(school.la_name, "its authority")
    return Payee("", "the register doesn’t say what kind of school it is")


def payees_of(schools):
    """The payee of each school, by its URN, in one query."""
    said = {each.school_id: each for each in SchoolPayee.objects.filter(school__in=schools)}
    return {school.pk: payee_of(school, said.get(school.pk)) for school in schools}

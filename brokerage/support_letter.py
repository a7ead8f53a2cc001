"""The letters about support that is agreed: to the school that is helped, and to the one that releases the influencer.

Who, what, how many days and under whom; to the releasing school the money, too. Nobody's address or number.
"""

from brokerage.workflow import Route
from core import clock
from core.words import days, pounds
from programmes.services import pence_per_day


def context(deployment, *, head, school, is_release, before=None, release=None):
    """Everything that one of the letters says, as plain words. `before` is the letter that it replaces.

    `release` is what the head is asked for; without one they have nothing to answer.
    """
    rate = pence_per_day(clock.today())
    is_paid = deployment.route != Route.GOODWILL
    return {
        "addressee_lines": [head.name, "Headteacher", *school.address_lines],
        "letter_date": clock.today().isoformat(),
        "is_demo_city": school.is_invented,
        "head": head.name,
        "influencer": deployment.person.name,
        "from_school": deployment.influencer.school.name if deployment.influencer.school else "",
        "supported": deployment.school.name,
        "kind": deployment.get_kind_display(),
        "days": days(deployment.halves),
        "national_lead": deployment.national_lead.name,
        "lead": deployment.proposed_by.name,
        "support": deployment.reference,
        "is_release": is_release,
        "asked": days(release.halves) if release else "",
        "rate": pounds(rate) if is_paid else "",
        "money": pounds(rate // 2 * deployment.halves) if is_paid else "",
        "replaces": before.reference if before else "",
    }

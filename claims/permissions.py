"""Who may do what with days, claims and runs. When they may is in `workflow`."""

from schools.permissions import is_finance, is_lead, is_staff_role, runs_the_programme


def can_claim_for(by, person):
    """Everybody claims their own days, and nobody else's."""
    return by.pk == person.pk


def can_answer_days(person):
    """A SATC lead answers the question of a held day."""
    return is_lead(person)


def sees_claims_desk(person):
    return is_staff_role(person)


def sees_runs(person):
    """SATC finance, who pay, and SATC leads, who look."""
    return is_finance(person) or is_lead(person)


def can_pay(person):
    """SATC finance opens, authorises, sends and marks."""
    return is_finance(person)


def can_send_summary(person):
    return sees_runs(person)


def why_not_approve(person, claim):
    """Why this person may not approve, return or reject the claim, or nothing (rule 4)."""
    if not runs_the_programme(person):
        return "Only a SATC lead or a national lead approves claims."
    if person.pk == claim.person_id:
        return "These are your own days, so somebody else has to decide on this claim."
    if person.pk == claim.submitted_by_id:
        return "You sent this claim, so somebody else has to decide on it."
    return ""


def can_approve(person, claim):
    return not why_not_approve(person, claim)


def can_resubmit(person, claim):
    """Whoever sent a claim sends it again."""
    return person.pk == claim.submitted_by_id


def why_not_authorise(person, claims):
    """Why this person may not authorise a run of these claims, naming the first in the way, or nothing (rule 4)."""
    if not can_pay(person):
        return "Only SATC finance authorises a payment run."
    for claim in claims:
        if person.pk == claim.person_id:
            return f"{claim.reference} is for your own days, so somebody else in finance has to authorise this run."
        if person.pk == claim.submitted_by_id:
            return f"You sent {claim.reference}, so somebody else in finance has to authorise this run."
        if person.pk == claim.approved_by_id:
            return f"You approved {claim.reference}, so somebody else in finance has to authorise this run."
    return ""

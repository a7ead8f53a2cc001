"""Who may do what with days, claims and runs. When they may is in `workflow`."""

from schools.permissions import is_finance, is_lead, is_staff_role, runs_the_programme


def can_claim_for(by, person):
    """Everybody claims their own days, a SATC lead those of somebody who is away; a school's office: in services."""
    return by.pk == person.pk or is_lead(by)


def can_claim_at_the_desk(person):
    """A SATC lead claims for somebody who is away."""
    return is_lead(person)


def can_withdraw(person, claim):
    """Whoever sent a claim takes it back."""
    return person.pk == claim.submitted_by_id


def can_answer_days(person):
    """A SATC lead answers the question of a held day."""
    return is_lead(person)


def sees_claims_desk(person):
    return is_staff_role(person)


def sees_runs(person):
    """SATC finance, who pay, and SATC leads, who look."""
    return is_finance(person) or is_lead(person)


def sees_books(person):
    """Everybody with a staff role: SATC leads and finance, who keep them, and national leads, who look."""
    return is_staff_role(person)


def can_set_budgets(person):
    return is_finance(person) or is_lead(person)


def can_pay(person):
    """SATC finance opens, authorises, sends and marks."""
    return is_finance(person)


def can_send_summary(person):
    return sees_runs(person)


def can_set_payee(person):
    return sees_runs(person)


def can_correct(person):
    """A SATC lead or SATC finance proposes a correction, and another of them agrees to it."""
    return sees_runs(person)


def why_not_agree(person, correction):
    """Why this person may not agree to the correction or refuse it, or nothing (rule 4)."""
    if not can_correct(person):
        return "Only a SATC lead or SATC finance agrees to a correction."
    if person.pk == correction.person_id:
        return "This is about your own day, so somebody else has to decide on it."
    if person.pk == correction.proposed_by_id:
        return "You proposed this, so somebody else has to decide on it."
    return ""


def why_not_approve(person, claim):
    """Why this person may not approve, return or reject the claim, or nothing (rule 4)."""
    if not runs_the_programme(person):
        return "Only a SATC lead or a national lead approves claims."
    if person.pk == claim.person_id:
        return "These are your own days, so somebody else has to decide on this claim."
    if person.pk == claim.submitted_by_id:
        return "You sent this claim, so somebody else has to decide on it."
    return ""


def why_not_look_again(person, check):
    """Why this person may not look at an approved claim a second time, or nothing (rule 4)."""
    if not runs_the_programme(person):
        return "Only a SATC lead or a national lead looks at a claim a second time."
    if person.pk in (check.beneficiary_id, check.claimant_id):
        return "These are your own days, or you sent the claim, so somebody else has to look at it."
    if person.pk == check.approver_id:
        return "You approved this claim, so somebody else has to look at it a second time."
    return ""


def can_set_policy(person):
    """A SATC lead says how claims are checked."""
    return is_lead(person)


def can_approve(person, claim):
    return not why_not_approve(person, claim)


def can_resubmit(person, claim):
    """Whoever sent a claim sends it again."""
    return person.pk == claim.submitted_by_id


def why_not_authorise(person, claims, corrections=(), checks=()):
    """Why this person may not authorise a run of these, naming the first in the way, or nothing (rule 4)."""
    if not can_pay(person):
        return "Only SATC finance authorises a payment run."
    for claim in claims:
        if person.pk == claim.person_id:
            return f"{claim.reference} is for your own days, so somebody else in finance has to authorise this run."
        if person.pk == claim.submitted_by_id:
            return f"You sent {claim.reference}, so somebody else in finance has to authorise this run."
        if person.pk == claim.approved_by_id:
            return f"You approved {claim.reference}, so somebody else in finance has to authorise this run."
    for check in checks:
        if person.pk == check.passed_by_id:
            return f"You looked at {check.claim.reference} a second time, so somebody else in finance has to authorise."
    for each in corrections:
        if person.pk == each.person_id:
            return f"{each.reference} is about your own day, so somebody else in finance has to authorise this run."
        if person.pk == each.proposed_by_id:
            return f"You proposed {each.reference}, so somebody else in finance has to authorise this run."
        if person.pk == each.agreed_by_id:
            return f"You agreed to {each.reference}, so somebody else in finance has to authorise this run."
    return ""

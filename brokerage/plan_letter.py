"""What the action plan says on paper, in words, frozen with the document."""

from core import clock
from core.words import days, long_date


def title(deployment):
    return f"Action plan for {deployment.school}"


def context(plan, head):
    """Everything that the plan's letter says. Nobody's e-mail address is in it."""
    deployment = plan.deployment
    objectives = list(plan.objectives.prefetch_related("actions"))
    return {
        "addressee_lines": [*([str(head)] if head else []), *deployment.school.address_lines],
        "letter_date": clock.today().isoformat(),
        "is_demo_city": deployment.school.is_invented,
        "school": str(deployment.school),
        "deployment": deployment.reference,
        "influencer": str(deployment.person),
        "national_lead": str(deployment.national_lead),
        "days": days(deployment.halves),
        "agreed_on": long_date(plan.agreed_at),
        "agreed_by": str(head or ""),
        "objectives": [
            {
                "text": objective.text,
                "before": objective.get_confidence_before_display() if objective.confidence_before else "",
            }
            for objective in objectives
        ],
        "actions": [
            {
                "objective": number,
                "text": action.text,
                "who": action.who,
                "by_when": long_date(action.by_when),
                "how": action.how_we_will_know,
            }
            for number, objective in enumerate(objectives, start=1)
            for action in objective.actions.all()
        ],
    }

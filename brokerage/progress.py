"""How far an action plan has got: what accepted reports ticked, counted over every version."""

from dataclasses import dataclass, field

from brokerage.models import VisitReport
from brokerage.workflow import ReportStatus


@dataclass
class Line:
    """An objective and the visits that were for it; each of its actions with the visit by which it was done, if any."""

    objective: object
    visits: list = field(default_factory=list)
    actions: list = field(default_factory=list)

    @property
    def last(self):
        return self.visits[-1] if self.visits else None


def lines_of(plan):
    """The plan's objectives in order, each with its progress. The plan comes from `whole()`."""
    accepted = VisitReport.objects.filter(visit__deployment=plan.deployment_id, status=ReportStatus.ACCEPTED)
    visits, done = {}, {}
    for report in accepted.select_related("visit").prefetch_related("objectives", "actions_done").order_by("visit__on"):
        for objective in report.objectives.all():
            visits.setdefault(objective.first, []).append(report.visit)
        for action in report.actions_done.all():
            done.setdefault(action.first, report.visit)
    return [
        Line(
            objective,
            visits.get(objective.first, []),
            [(action, done.get(action.first)) for action in objective.actions.all()],
        )
        for objective in plan.objectives.all()
    ]

from brokerage.models.deployment import Deployment, DeploymentKind
from brokerage.models.plan import ActionPlan, Objective, PlanAction, PlanSeat, Seat
from brokerage.models.pool import CoachingPool, PoolEntry
from brokerage.models.request import RequesterRole, SupportRequest
from brokerage.models.visit import ReportAcceptance, Visit, VisitKind, VisitReport

__all__ = [
    "ActionPlan",
    "CoachingPool",
    "Deployment",
    "DeploymentKind",
    "Objective",
    "PlanAction",
    "PlanSeat",
    "PoolEntry",
    "ReportAcceptance",
    "RequesterRole",
    "Seat",
    "SupportRequest",
    "Visit",
    "VisitKind",
    "VisitReport",
]

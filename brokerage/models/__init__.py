from brokerage.models.deployment import Deployment, DeploymentKind
from brokerage.models.desk import ContactKind, LoggedContact, PreparedAnswer, ReferralKind
from brokerage.models.feedback import Feedback, FeedbackPart, Needed, StoryShare
from brokerage.models.plan import ActionPlan, Objective, PlanAction, PlanSeat, Seat
from brokerage.models.pool import CoachingPool, PoolEntry
from brokerage.models.quote import Invoice, Quote, QuoteAcceptance
from brokerage.models.release import Release
from brokerage.models.request import Occasion, RequesterRole, SupportRequest
from brokerage.models.visit import ReportAcceptance, Visit, VisitKind, VisitReport

__all__ = [
    "ActionPlan",
    "CoachingPool",
    "ContactKind",
    "Deployment",
    "DeploymentKind",
    "Feedback",
    "FeedbackPart",
    "Invoice",
    "LoggedContact",
    "Needed",
    "Objective",
    "Occasion",
    "PlanAction",
    "PlanSeat",
    "PoolEntry",
    "PreparedAnswer",
    "Quote",
    "QuoteAcceptance",
    "ReferralKind",
    "Release",
    "ReportAcceptance",
    "RequesterRole",
    "Seat",
    "StoryShare",
    "SupportRequest",
    "Visit",
    "VisitKind",
    "VisitReport",
]

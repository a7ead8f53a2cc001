from django.db import models

from core.workflow import Flow, Transition


class RequestStatus(models.TextChoices):
    SUBMITTED = "submitted", "Waiting for its e-mail to be confirmed"
    CONFIRMED = "confirmed", "We have your request"
    TRIAGED = "triaged", "We are working out how to help"
    FUNDED = "funded", "We are finding the right person"
    MATCHED = "matched", "We have asked an influencer"
    UNDER_WAY = "under_way", "Support is under way"
    COMPLETED = "completed", "Completed"
    REFERRED = "referred", "Referred elsewhere"
    DECLINED = "declined", "Declined"
    WITHDRAWN = "withdrawn", "Withdrawn"


R = RequestStatus
BEFORE_UNDER_WAY = (R.CONFIRMED, R.TRIAGED, R.FUNDED, R.MATCHED)

REQUEST = Flow(
    name="request for support",
    statuses=RequestStatus,
    starts=(R.SUBMITTED,),
    began="sent",
    transitions={
        "confirm": Transition((R.SUBMITTED,), R.CONFIRMED, "confirmed by e-mail"),
        "triage": Transition((R.CONFIRMED, R.TRIAGED), R.TRIAGED, "given a support level"),
        "fund": Transition((R.TRIAGED,), R.FUNDED, "funded from the coaching pool"),
        "match": Transition((R.FUNDED,), R.MATCHED, "matched with an influencer"),
        "unmatch": Transition((R.MATCHED,), R.FUNDED, "put back to be matched again"),
        "start": Transition((R.MATCHED,), R.UNDER_WAY, "started"),
        "complete": Transition((R.UNDER_WAY,), R.COMPLETED, "completed"),
        "refer": Transition(BEFORE_UNDER_WAY, R.REFERRED, "referred elsewhere"),
        "decline": Transition(BEFORE_UNDER_WAY, R.DECLINED, "declined"),
        "withdraw": Transition((R.SUBMITTED, *BEFORE_UNDER_WAY), R.WITHDRAWN, "withdrawn"),
    },
)


class DeploymentStatus(models.TextChoices):
    PROPOSED = "proposed", "Waiting for the influencer's answer"
    ACCEPTED = "accepted", "Accepted by the influencer"
    TURNED_DOWN = "turned_down", "Not this time"
    ACTIVE = "active", "Under way"
    COMPLETED = "completed", "Completed"
    ENDED_EARLY = "ended_early", "Ended early"


D = DeploymentStatus
# Between the influencer's yes and the end.
GOING_ON = (D.ACCEPTED, D.ACTIVE)

DEPLOYMENT = Flow(
    name="deployment",
    statuses=DeploymentStatus,
    starts=(D.PROPOSED,),
    began="proposed",
    transitions={
        "accept": Transition((D.PROPOSED,), D.ACCEPTED, "accepted by the influencer"),
        "turn_down": Transition((D.PROPOSED,), D.TURNED_DOWN, "turned down by the influencer"),
        "activate": Transition((D.ACCEPTED,), D.ACTIVE, "started, once the head has agreed the plan"),
        "complete": Transition((D.ACTIVE,), D.COMPLETED, "completed"),
        "end_early": Transition((D.PROPOSED, D.ACCEPTED, D.ACTIVE), D.ENDED_EARLY, "ended early"),
    },
)


class PlanStatus(models.TextChoices):
    DRAFT = "draft", "Draft"
    SHARED = "shared", "Shared, waiting for the head"
    AGREED = "agreed", "Agreed"


P = PlanStatus

PLAN = Flow(
    name="action plan",
    statuses=PlanStatus,
    starts=(P.DRAFT,),
    transitions={
        "share": Transition((P.DRAFT,), P.SHARED, "shared with the school"),
        "revise": Transition((P.SHARED,), P.DRAFT, "taken back to be changed"),
        "agree": Transition((P.SHARED,), P.AGREED, "agreed by the head"),
    },
)


class VisitStatus(models.TextChoices):
    PLANNED = "planned", "Planned"
    TOOK_PLACE = "took_place", "Took place"
    CANCELLED = "cancelled", "Cancelled"


V = VisitStatus

VISIT = Flow(
    name="visit",
    statuses=VisitStatus,
    starts=(V.PLANNED,),
    began="planned",
    transitions={
        "take_place": Transition((V.PLANNED,), V.TOOK_PLACE, "reported"),
        "cancel": Transition((V.PLANNED,), V.CANCELLED, "cancelled"),
    },
)


class ReportStatus(models.TextChoices):
    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "Waiting to be read"
    RETURNED = "returned", "Returned with a comment"
    ACCEPTED = "accepted", "Accepted"


S = ReportStatus

REPORT = Flow(
    name="visit report",
    statuses=ReportStatus,
    starts=(S.DRAFT,),
    transitions={
        "submit": Transition((S.DRAFT, S.RETURNED), S.SUBMITTED, "sent"),
        "accept": Transition((S.SUBMITTED,), S.ACCEPTED, "accepted"),
        "return": Transition((S.SUBMITTED,), S.RETURNED, "returned with a comment"),
    },
)

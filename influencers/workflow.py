from django.db import models

from core.workflow import Flow, Transition


class NominationStatus(models.TextChoices):
    SUBMITTED = "submitted", "Waiting for its e-mail to be confirmed"
    CONFIRMED = "confirmed", "Confirmed"
    VISIT_ARRANGED = "visit_arranged", "Visit arranged"
    VISITED = "visited", "Visited"
    ACCEPTED = "accepted", "Accepted"
    DEFERRED = "deferred", "Deferred"
    DECLINED = "declined", "Declined"
    WITHDRAWN = "withdrawn", "Withdrawn"


N = NominationStatus

NOMINATION = Flow(
    name="nomination",
    statuses=NominationStatus,
    starts=(N.SUBMITTED,),
    transitions={
        "confirm": Transition((N.SUBMITTED,), N.CONFIRMED, "confirmed by e-mail"),
        "arrange_visit": Transition((N.CONFIRMED, N.DEFERRED), N.VISIT_ARRANGED, "given a visit date"),
        "record_visit": Transition((N.VISIT_ARRANGED,), N.VISITED, "recorded as visited"),
        "accept": Transition((N.VISITED,), N.ACCEPTED, "accepted"),
        "defer": Transition((N.VISITED,), N.DEFERRED, "deferred"),
        "decline": Transition((N.VISITED,), N.DECLINED, "declined"),
        "withdraw": Transition(
            (N.SUBMITTED, N.CONFIRMED, N.VISIT_ARRANGED, N.VISITED, N.DEFERRED), N.WITHDRAWN, "withdrawn"
        ),
    },
)


class InterestStatus(models.TextChoices):
    INVITED = "invited", "Invited"
    SUBMITTED = "submitted", "Submitted"
    RETURNED = "returned", "Returned with a comment"
    ACCEPTED = "accepted", "Accepted"
    WITHDRAWN = "withdrawn", "Withdrawn"


E = InterestStatus

INTEREST = Flow(
    name="expression of interest",
    statuses=InterestStatus,
    starts=(E.INVITED,),
    transitions={
        "submit": Transition((E.INVITED, E.RETURNED), E.SUBMITTED, "submitted"),
        "accept": Transition((E.SUBMITTED,), E.ACCEPTED, "accepted"),
        "return": Transition((E.SUBMITTED,), E.RETURNED, "returned with a comment"),
        "withdraw": Transition((E.INVITED, E.SUBMITTED, E.RETURNED), E.WITHDRAWN, "withdrawn"),
    },
)


class InfluencerStatus(models.TextChoices):
    UNPUBLISHED = "unpublished", "Not in the directory"
    PUBLISHED = "published", "In the directory"


P = InfluencerStatus

INFLUENCER = Flow(
    name="profile",
    statuses=InfluencerStatus,
    starts=(P.UNPUBLISHED,),
    transitions={"publish": Transition((P.UNPUBLISHED,), P.PUBLISHED, "published")},
)

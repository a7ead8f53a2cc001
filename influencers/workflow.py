from django.db import models

from core.workflow import Flow, Transition


class NominationStatus(models.TextChoices):
    SUBMITTED = "submitted", "Waiting for the head to confirm"
    CONFIRMED = "confirmed", "Confirmed by the head"
    VISIT_ARRANGED = "visit_arranged", "Visit arranged"
    VISITED = "visited", "Visited"
    ACCEPTED = "accepted", "Accepted"
    DEFERRED = "deferred", "Put off for now"
    DECLINED = "declined", "Not taken further"
    WITHDRAWN = "withdrawn", "Withdrawn"


N = NominationStatus

NOMINATION = Flow(
    name="nomination",
    statuses=NominationStatus,
    starts=(N.SUBMITTED,),
    began="sent",
    transitions={
        "confirm": Transition((N.SUBMITTED,), N.CONFIRMED, "confirmed by e-mail"),
        "arrange_visit": Transition(
            (N.CONFIRMED, N.VISIT_ARRANGED, N.DEFERRED), N.VISIT_ARRANGED, "given a date for the visit"
        ),
        "record_visit": Transition((N.VISIT_ARRANGED,), N.VISITED, "recorded as visited"),
        "accept": Transition((N.VISITED,), N.ACCEPTED, "accepted"),
        "defer": Transition((N.VISITED,), N.DEFERRED, "deferred"),
        "decline": Transition((N.VISITED,), N.DECLINED, "declined"),
        # One that goes with an earlier nomination of the same teacher takes part in what is decided there.
        "accept_with_first": Transition((N.CONFIRMED,), N.ACCEPTED, "accepted with the first nomination"),
        "defer_with_first": Transition((N.CONFIRMED,), N.DEFERRED, "deferred with the first nomination"),
        "decline_with_first": Transition((N.CONFIRMED,), N.DECLINED, "declined with the first nomination"),
        "resume_with_first": Transition((N.DEFERRED,), N.CONFIRMED, "taken up again with the first nomination"),
        "withdraw": Transition(
            (N.SUBMITTED, N.CONFIRMED, N.VISIT_ARRANGED, N.VISITED, N.DEFERRED), N.WITHDRAWN, "withdrawn"
        ),
    },
)

# What the sender of a nomination reads: who does what next.
NOMINATION_NEXT = {
    N.SUBMITTED: "We have sent the headteacher an e-mail with a link. Nothing happens until they press its button.",
    N.CONFIRMED: "The SATC lead will be in touch to arrange a visit to your school. You need do nothing until then.",
    N.VISIT_ARRANGED: "The SATC lead visits your school to meet the head and the teacher, and to talk about strengths, "
    "expectations and time.",
    N.VISITED: "The SATC lead decides with you whether now is the right time. You will hear by e-mail.",
    N.ACCEPTED: "The teacher has an e-mail asking what they would like to do. When that is agreed, the headteacher "
    "gets a letter with the dates, the expectations and the money.",
    N.DEFERRED: "Now is not the right time, and nothing is lost. The nomination stays with us, and the SATC lead comes "
    "back to you on {back_on}.",
    N.DECLINED: "We can’t take this nomination further. The SATC lead is glad to talk about it.",
    N.WITHDRAWN: "The nomination was withdrawn. You are welcome to send another at any time.",
}


# What the sender reads once the date of a deferral has come.
NEXT_WHEN_BACK = (
    "The SATC lead meant to come back to you on {back_on}, and will be in touch to arrange another visit. You need do "
    "nothing until then."
)

# What the sender reads instead, where somebody else nominated the same teacher before.
NEXT_WITH_ANOTHER = (
    "Somebody else thinks as highly of this teacher and had nominated them before. We look at both nominations "
    "together. You need do nothing; you hear from us what is decided."
)
NEXT_WHEN_INVITED_ALREADY = (
    "This teacher is a science influencer already, or is invited to be one. Your good word is kept beside their name."
)


class InterestStatus(models.TextChoices):
    INVITED = "invited", "Invited"
    SUBMITTED = "submitted", "Sent to SATC"
    RETURNED = "returned", "Back with a comment"
    ACCEPTED = "accepted", "Accepted"
    WITHDRAWN = "withdrawn", "Withdrawn"


E = InterestStatus

INTEREST = Flow(
    name="expression of interest",
    statuses=InterestStatus,
    starts=(E.INVITED,),
    began="invited",
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
    PAUSED = "paused", "Paused"
    STEPPED_DOWN = "stepped_down", "Stepped down"


P = InfluencerStatus

INFLUENCER = Flow(
    name="profile",
    statuses=InfluencerStatus,
    starts=(P.UNPUBLISHED,),
    began="made",
    transitions={
        "publish": Transition((P.UNPUBLISHED,), P.PUBLISHED, "published"),
        "pause": Transition((P.PUBLISHED,), P.PAUSED, "paused"),
        "come_back": Transition((P.PAUSED,), P.PUBLISHED, "shown again"),
        "withdraw_consent": Transition((P.PUBLISHED, P.PAUSED), P.UNPUBLISHED, "taken out of the directory"),
        "step_down": Transition((P.UNPUBLISHED, P.PUBLISHED, P.PAUSED), P.STEPPED_DOWN, "stepped down from"),
        "return": Transition((P.STEPPED_DOWN,), P.UNPUBLISHED, "brought back"),
        "forget": Transition(tuple(status for status in P if status != P.UNPUBLISHED), P.UNPUBLISHED, "forgotten"),
    },
)


class ProgressStatus(models.TextChoices):
    INTERESTED = "interested", "Interested"
    WORKING_TOWARDS = "working_towards", "Working towards it"
    ACHIEVED = "achieved", "Achieved"
    STOPPED = "stopped", "Not just now"


G = ProgressStatus

PROGRESS = Flow(
    name="progress",
    statuses=ProgressStatus,
    starts=(G.INTERESTED,),
    began="interested",
    transitions={
        "be_interested": Transition((G.WORKING_TOWARDS, G.STOPPED), G.INTERESTED, "marked as interested"),
        "work_towards": Transition((G.INTERESTED, G.STOPPED), G.WORKING_TOWARDS, "worked towards"),
        "achieve": Transition((G.INTERESTED, G.WORKING_TOWARDS, G.STOPPED), G.ACHIEVED, "recorded as achieved"),
        "stop": Transition((G.INTERESTED, G.WORKING_TOWARDS), G.STOPPED, "stopped"),
    },
)

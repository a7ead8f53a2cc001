from django.db import models

from core.workflow import TOLD, Flow, Transition


class Route(models.TextChoices):
    """How a request's support is paid for (ADR 0017). Only an intensive school is funded, wholly or in part."""

    FUNDED = "funded", "Funded coaching days"
    QUOTE = "quote", "A quote"
    BOTH = "both", "Part funded, part by quote"
    GOODWILL = "goodwill", "Goodwill: no money, still reported"


# The routes that draw on a coaching pool, and those that need an accepted quote.
FUNDED_ROUTES = (Route.FUNDED, Route.BOTH)
QUOTED_ROUTES = (Route.QUOTE, Route.BOTH)


class RequestStatus(models.TextChoices):
    SUBMITTED = "submitted", "Waiting for its e-mail to be confirmed"
    CONFIRMED = "confirmed", "We have your request"
    TRIAGED = "triaged", "We are working out how to help"
    QUOTED = "quoted", "A quote is with the headteacher"
    QUOTE_ACCEPTED = "quote_accepted", "Quote accepted: we are finding the right person"
    QUOTE_DECLINED = "quote_declined", "The quote was declined"
    QUOTE_EXPIRED = "quote_expired", "The quote has run out"
    FUNDED = "funded", "We are finding the right person"
    MATCHED = "matched", "We have asked an influencer"
    UNDER_WAY = "under_way", "Support is under way"
    COMPLETED = "completed", "Completed"
    REFERRED = "referred", "Referred elsewhere"
    DECLINED = "declined", "Declined"
    WITHDRAWN = "withdrawn", "Withdrawn"


R = RequestStatus
QUOTE_STATUSES = (R.QUOTED, R.QUOTE_ACCEPTED, R.QUOTE_DECLINED, R.QUOTE_EXPIRED)
# Where a quote may be made: at first, and anew while one is out, declined or has run out.
TO_QUOTE = (R.TRIAGED, R.QUOTED, R.QUOTE_DECLINED, R.QUOTE_EXPIRED)
# Where a SATC lead decides how it is paid for.
UNDECIDED = (R.TRIAGED, R.QUOTE_DECLINED, R.QUOTE_EXPIRED)
# Where it is settled who pays, so that an influencer can be asked.
READY_TO_MATCH = (R.FUNDED, R.QUOTE_ACCEPTED)
BEFORE_UNDER_WAY = (R.CONFIRMED, R.TRIAGED, *QUOTE_STATUSES, R.FUNDED, R.MATCHED)
# Over, and perhaps by mistake.
ENDED_BY_A_LEAD = (R.REFERRED, R.DECLINED, R.WITHDRAWN)
# Confirmed, and not over.
OPEN = (*BEFORE_UNDER_WAY, R.UNDER_WAY)

REQUEST = Flow(
    name="request for support",
    statuses=RequestStatus,
    starts=(R.SUBMITTED,),
    began="sent",
    transitions={
        "confirm": Transition((R.SUBMITTED,), R.CONFIRMED, "confirmed by e-mail"),
        "triage": Transition((R.CONFIRMED, *TO_QUOTE), R.TRIAGED, "given a support level and a way to pay"),
        "fund": Transition((R.TRIAGED,), R.FUNDED, "funded from the coaching pool"),
        "part_fund": Transition((R.TRIAGED,), R.TRIAGED, "funded in part from the coaching pool"),
        "give": Transition((R.TRIAGED,), R.FUNDED, "given in goodwill"),
        "quote": Transition(TO_QUOTE, R.QUOTED, "quoted for"),
        "accept_quote": Transition((R.QUOTED,), R.QUOTE_ACCEPTED, "agreed at the price quoted"),
        "decline_quote": Transition((R.QUOTED,), R.QUOTE_DECLINED, "declined at the price quoted"),
        "expire_quote": Transition((R.QUOTED,), R.QUOTE_EXPIRED, "left until the quote ran out"),
        "match": Transition(READY_TO_MATCH, R.MATCHED, "matched with an influencer"),
        "unmatch": Transition((R.MATCHED,), R.FUNDED, "put back to be matched again"),
        "unmatch_quoted": Transition((R.MATCHED,), R.QUOTE_ACCEPTED, "put back to be matched again"),
        "hand_over": Transition((R.MATCHED, R.UNDER_WAY), R.MATCHED, "handed over to another influencer"),
        "start": Transition((R.MATCHED,), R.UNDER_WAY, "started"),
        "complete": Transition((R.UNDER_WAY,), R.COMPLETED, "completed"),
        "untriage": Transition((R.TRIAGED,), R.CONFIRMED, "put back as it was before its level was set"),
        "unfund": Transition((R.FUNDED,), R.TRIAGED, "put back as it was before its days were reserved"),
        "refer": Transition(BEFORE_UNDER_WAY, R.REFERRED, "referred elsewhere"),
        "decline": Transition(BEFORE_UNDER_WAY, R.DECLINED, "declined"),
        "withdraw": Transition((R.SUBMITTED, *BEFORE_UNDER_WAY), R.WITHDRAWN, "withdrawn"),
        # When, within which days and by whom these are safe: services/undoing.py.
        "reopen": Transition(ENDED_BY_A_LEAD, R.TRIAGED, "opened again"),
        "reopen_unread": Transition(ENDED_BY_A_LEAD, R.CONFIRMED, "opened again, to be read anew"),
    },
)


class QuoteStatus(models.TextChoices):
    SENT = "sent", "Waiting for the headteacher"
    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Declined"
    EXPIRED = "expired", "Run out"
    REPLACED = "replaced", "Replaced by a newer one"
    WITHDRAWN = "withdrawn", "Taken back"


Q = QuoteStatus

QUOTE = Flow(
    name="quote",
    statuses=QuoteStatus,
    starts=(Q.SENT,),
    began="sent",
    transitions={
        "accept": Transition((Q.SENT,), Q.ACCEPTED, "accepted by the head"),
        "decline": Transition((Q.SENT,), Q.DECLINED, "declined by the head"),
        "expire": Transition((Q.SENT,), Q.EXPIRED, "left to run out"),
        "replace": Transition((Q.SENT,), Q.REPLACED, "replaced by a newer one"),
        "withdraw": Transition((Q.SENT,), Q.WITHDRAWN, "taken back"),
    },
)


class InvoiceStatus(models.TextChoices):
    TO_RAISE = "to_raise", "To raise"
    RAISED = "raised", "Raised"
    RECEIVED = "received", "Money received"
    CANCELLED = "cancelled", "Cancelled"


I = InvoiceStatus  # noqa: E741

INVOICE = Flow(
    name="invoice",
    statuses=InvoiceStatus,
    starts=(I.TO_RAISE,),
    began="put on finance’s list",
    transitions={
        "raise": Transition((I.TO_RAISE,), I.RAISED, "raised"),
        "receive": Transition((I.RAISED,), I.RECEIVED, "marked as received"),
        "cancel": Transition((I.TO_RAISE, I.RAISED), I.CANCELLED, "cancelled"),
    },
)


class DeploymentStatus(models.TextChoices):
    PROPOSED = "proposed", "Waiting for the influencer's answer"
    ACCEPTED = "accepted", "Accepted by the influencer"
    TURNED_DOWN = "turned_down", "Not this time"
    UNANSWERED = "unanswered", "No answer came"
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
        "lapse": Transition((D.PROPOSED,), D.UNANSWERED, "left without an answer"),
        "activate": Transition((D.ACCEPTED,), D.ACTIVE, "started, once the head has agreed the plan"),
        "complete": Transition((D.ACTIVE,), D.COMPLETED, "completed"),
        "hand_over": Transition(GOING_ON, D.ENDED_EARLY, "handed over to another influencer"),
        "end_early": Transition((D.PROPOSED, D.ACCEPTED, D.ACTIVE), D.ENDED_EARLY, "ended early"),
    },
)


class ReleaseStatus(models.TextChoices):
    ASKED = "asked", "Waiting for the influencer's head"
    AGREED = "agreed", "Agreed by the influencer's head"
    REFUSED = "refused", "The influencer's head said no"
    CALLED_OFF = "called_off", "No longer needed"


L = ReleaseStatus

RELEASE = Flow(
    name="release",
    statuses=ReleaseStatus,
    starts=(L.ASKED,),
    began="asked for",
    transitions={
        "agree": Transition((L.ASKED,), L.AGREED, "agreed by the head"),
        "refuse": Transition((L.ASKED,), L.REFUSED, "refused by the head"),
        "write_down": Transition((L.ASKED, L.REFUSED), L.AGREED, "agreed on the telephone"),
        "call_off": Transition((L.ASKED,), L.CALLED_OFF, "called off, since it is no longer needed"),
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
        "move": Transition((V.PLANNED,), V.PLANNED, "moved"),
        "take_place": Transition((V.PLANNED,), V.TOOK_PLACE, "reported"),
        "cancel": Transition((V.PLANNED,), V.CANCELLED, "cancelled"),
    },
)


class ReportStatus(models.TextChoices):
    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "Waiting to be read"
    RETURNED = "returned", "Returned with a comment"
    ACCEPTED = "accepted", "Accepted"
    CLOSED = "closed", "Closed without being accepted"


S = ReportStatus

REPORT = Flow(
    name="visit report",
    statuses=ReportStatus,
    starts=(S.DRAFT,),
    transitions={
        "submit": Transition((S.DRAFT, S.RETURNED), S.SUBMITTED, "sent"),
        "accept": Transition((S.SUBMITTED,), S.ACCEPTED, "accepted"),
        "return": Transition((S.SUBMITTED,), S.RETURNED, "returned with a comment"),
        "withdraw_acceptance": Transition((S.ACCEPTED,), S.RETURNED, "returned, since it was accepted by mistake"),
        "close": Transition((S.RETURNED,), S.CLOSED, "closed without being accepted"),
    },
)
# Nothing more is to be written or read.
SETTLED_REPORTS = (S.ACCEPTED, S.CLOSED)


TOLD |= {
    "change_days": "given another number of days",
    "purchase_order": "given a purchase order number",
    "answered_yes": "said yes to",
    "commented": "commented on",
    "ask_for_feedback": "Feedback was asked for",
    "remind_of_feedback": "A reminder to give feedback went out",
    "give_feedback": "Feedback was given",
    "share_story": "The story was shared with funders",
    "unshare_story": "The story is no longer shared",
}

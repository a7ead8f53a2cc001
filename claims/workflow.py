from django.db import models

from core.workflow import TOLD, Flow, Transition


class DayStatus(models.TextChoices):
    LIVE = "live", "Funded"
    HELD = "held", "Waiting for an answer from SATC"
    VOID = "void", "Not funded"


D = DayStatus

FUNDED_DAY = Flow(
    name="funded day",
    statuses=DayStatus,
    starts=(D.LIVE, D.HELD),
    began="recorded",
    transitions={
        "release": Transition((D.HELD,), D.LIVE, "given its school"),
        "void": Transition((D.HELD,), D.VOID, "turned down"),
        "take_back": Transition((D.LIVE, D.HELD), D.VOID, "taken back with what it stands on"),
    },
)


class ClaimStatus(models.TextChoices):
    SUBMITTED = "submitted", "Waiting for approval"
    APPROVED = "approved", "Approved"
    RETURNED = "returned", "Returned with a comment"
    REJECTED = "rejected", "Rejected"
    IN_RUN = "in_run", "Being paid"
    PAID = "paid", "Paid"
    WITHDRAWN = "withdrawn", "Taken back"


C = ClaimStatus

CLAIM = Flow(
    name="claim",
    statuses=ClaimStatus,
    starts=(C.SUBMITTED,),
    began="sent",
    transitions={
        "approve": Transition((C.SUBMITTED,), C.APPROVED, "approved"),
        "return": Transition((C.SUBMITTED,), C.RETURNED, "returned with a comment"),
        "resubmit": Transition((C.RETURNED,), C.SUBMITTED, "sent again"),
        "reject": Transition((C.SUBMITTED,), C.REJECTED, "rejected"),
        "withdraw": Transition((C.SUBMITTED, C.RETURNED), C.WITHDRAWN, "taken back"),
        "send_back": Transition((C.APPROVED,), C.RETURNED, "returned after a spot check"),
        "empty": Transition((C.SUBMITTED, C.RETURNED, C.APPROVED), C.WITHDRAWN, "ended, since its days are void"),
        "add_to_run": Transition((C.APPROVED,), C.IN_RUN, "put in a payment run"),
        "take_from_run": Transition((C.IN_RUN,), C.APPROVED, "taken out of its payment run"),
        "pay": Transition((C.IN_RUN,), C.PAID, "paid"),
        "fail": Transition((C.IN_RUN,), C.APPROVED, "marked as not paid"),
    },
)


class RunStatus(models.TextChoices):
    OPEN = "open", "Open"
    AUTHORISED = "authorised", "Authorised"
    SENT = "sent", "Sent for payment"
    RECONCILED = "reconciled", "Finished"
    CANCELLED = "cancelled", "Cancelled"


R = RunStatus

RUN = Flow(
    name="payment run",
    statuses=RunStatus,
    starts=(R.OPEN,),
    began="opened",
    transitions={
        "authorise": Transition((R.OPEN,), R.AUTHORISED, "authorised"),
        "send": Transition((R.AUTHORISED,), R.SENT, "sent"),
        "reconcile": Transition((R.SENT,), R.RECONCILED, "finished, once every payment is paid or has failed"),
        "cancel": Transition((R.OPEN, R.AUTHORISED), R.CANCELLED, "cancelled"),
    },
)


class PaymentStatus(models.TextChoices):
    AUTHORISED = "authorised", "Authorised"
    PAID = "paid", "Paid"
    FAILED = "failed", "Payment failed"
    CANCELLED = "cancelled", "Cancelled with its run"


P = PaymentStatus

PAYMENT = Flow(
    name="payment",
    statuses=PaymentStatus,
    starts=(P.AUTHORISED,),
    began="authorised",
    transitions={
        "pay": Transition((P.AUTHORISED,), P.PAID, "marked as paid"),
        "fail": Transition((P.AUTHORISED,), P.FAILED, "marked as failed"),
        "cancel": Transition((P.AUTHORISED,), P.CANCELLED, "cancelled with its run"),
    },
)


class CorrectionStatus(models.TextChoices):
    PROPOSED = "proposed", "Waiting for a second person"
    AGREED = "agreed", "Agreed"
    IN_RUN = "in_run", "Being paid"
    PAID = "paid", "Paid"
    REFUSED = "refused", "Refused"


K = CorrectionStatus

CORRECTION = Flow(
    name="correction",
    statuses=CorrectionStatus,
    starts=(K.PROPOSED,),
    began="proposed",
    transitions={
        "agree": Transition((K.PROPOSED,), K.AGREED, "agreed to"),
        "refuse": Transition((K.PROPOSED,), K.REFUSED, "refused"),
        "add_to_run": Transition((K.AGREED,), K.IN_RUN, "put in a payment run"),
        "take_from_run": Transition((K.IN_RUN,), K.AGREED, "taken out of its payment run"),
        "pay": Transition((K.IN_RUN,), K.PAID, "paid"),
        "fail": Transition((K.IN_RUN,), K.AGREED, "marked as not paid"),
    },
)


TOLD |= {
    "lost_a_day": "left with fewer days",
    "passed_a_spot_check": "looked at a second time and found in order",
    "set_payee": "Whom we pay for the school was set",
    "set_purchase_order": "given a purchase order number",
}

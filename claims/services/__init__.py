from claims.services.approving import approve, reject, resubmit, return_claim
from claims.services.claiming import submit_claims
from claims.services.days import answer_held_day, fund_day, void_held_day
from claims.services.paying import mark_all_paid, mark_failed, mark_paid, send_summary
from claims.services.runs import authorise, cancel_run, open_run, send_run, take_from_run

__all__ = [
    "answer_held_day",
    "approve",
    "authorise",
    "cancel_run",
    "fund_day",
    "mark_all_paid",
    "mark_failed",
    "mark_paid",
    "open_run",
    "reject",
    "resubmit",
    "return_claim",
    "send_run",
    "send_summary",
    "submit_claims",
    "take_from_run",
    "void_held_day",
]

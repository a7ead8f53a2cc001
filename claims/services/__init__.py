from claims.services.approving import approve, approve_usual, reject, resubmit, return_claim
from claims.services.authorising import authorise
from claims.services.books import check_books
from claims.services.budgets import set_budget
from claims.services.claiming import submit_claims, submit_for_school, withdraw
from claims.services.confirming import confirm
from claims.services.corrections import (
    agree_to_correction,
    correct_line,
    correct_school,
    propose_reversal,
    refuse_correction,
)
from claims.services.days import (
    answer_held_day,
    check_days_covered,
    fund_day,
    void_held_day,
)
from claims.services.files import take_file
from claims.services.payees import set_payee, set_purchase_order
from claims.services.paying import mark_all_paid, mark_failed, mark_paid, send_summary
from claims.services.reminding import send_reminders
from claims.services.runs import cancel_run, open_run, send_run, take_correction_from_run, take_from_run
from claims.services.spot_checks import pass_check, send_back, set_policy
from claims.services.taking_back import take_back_day

__all__ = [
    "agree_to_correction",
    "answer_held_day",
    "approve",
    "approve_usual",
    "authorise",
    "cancel_run",
    "check_books",
    "check_days_covered",
    "confirm",
    "correct_line",
    "correct_school",
    "fund_day",
    "mark_all_paid",
    "mark_failed",
    "mark_paid",
    "open_run",
    "pass_check",
    "propose_reversal",
    "refuse_correction",
    "reject",
    "resubmit",
    "return_claim",
    "send_back",
    "send_reminders",
    "send_run",
    "send_summary",
    "set_budget",
    "set_payee",
    "set_policy",
    "set_purchase_order",
    "submit_claims",
    "submit_for_school",
    "take_back_day",
    "take_correction_from_run",
    "take_file",
    "take_from_run",
    "void_held_day",
    "withdraw",
]

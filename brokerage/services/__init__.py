"""One function for each thing that a person means to do between a school's request and an accepted report.

Rows are locked in one order everywhere: request, deployment, plan or visit, report, quote, invoice, pool.
"""

from brokerage.services.asking import confirm_request, resend_confirmation, submit_request
from brokerage.services.contacts import log_contact
from brokerage.services.deployments import (
    accept_proposal,
    change_days,
    complete,
    days_possible,
    end_early,
    halves_to_hand_over,
    hand_over,
    lapse,
    propose,
    turn_down,
)
from brokerage.services.feedback import (
    forget_feedback,
    give_feedback,
    has_agreed,
    join_feedback,
    remind_of_feedback,
    share_story,
    thank,
    unshare_story,
)
from brokerage.services.funding import fund, give, halves_available
from brokerage.services.invoices import cancel_invoice, raise_invoice, receive_invoice, set_purchase_order
from brokerage.services.plans import answer_plan, rate_confidence, revise_plan, save_plan, share_plan
from brokerage.services.pools import add_pool, change_pool, mark_target
from brokerage.services.quotes import (
    Offer,
    accept_quote,
    decline_quote,
    expire_quotes,
    only_the_head,
    preview_quote,
    resend_quote_link,
    send_quote,
    warn_of_quotes,
)
from brokerage.services.releases import answer_release, resend_release_link, why_not_released, write_down_release
from brokerage.services.reminders import send_reminders
from brokerage.services.reports import (
    DRAFT,
    WITHDRAWERS,
    accept_report,
    close_report,
    others_may_read_from,
    return_report,
    save_draft,
    submit_report,
    withdraw_acceptance,
)
from brokerage.services.requests import (
    decline_request,
    head_for,
    prove_head,
    refer_request,
    triage,
    withdraw_request,
)
from brokerage.services.undoing import undo, why_not_undo
from brokerage.services.visits import cancel_visit, move_visit, plan_other_visit, plan_visit

__all__ = [
    "DRAFT",
    "WITHDRAWERS",
    "Offer",
    "accept_proposal",
    "accept_quote",
    "accept_report",
    "add_pool",
    "answer_plan",
    "answer_release",
    "cancel_invoice",
    "cancel_visit",
    "change_days",
    "change_pool",
    "close_report",
    "complete",
    "confirm_request",
    "days_possible",
    "decline_quote",
    "decline_request",
    "end_early",
    "expire_quotes",
    "forget_feedback",
    "fund",
    "give",
    "give_feedback",
    "halves_available",
    "halves_to_hand_over",
    "hand_over",
    "has_agreed",
    "head_for",
    "join_feedback",
    "lapse",
    "log_contact",
    "mark_target",
    "move_visit",
    "only_the_head",
    "others_may_read_from",
    "plan_other_visit",
    "plan_visit",
    "preview_quote",
    "propose",
    "prove_head",
    "raise_invoice",
    "rate_confidence",
    "receive_invoice",
    "refer_request",
    "remind_of_feedback",
    "resend_confirmation",
    "resend_quote_link",
    "resend_release_link",
    "return_report",
    "revise_plan",
    "save_draft",
    "save_plan",
    "send_quote",
    "send_reminders",
    "set_purchase_order",
    "share_plan",
    "share_story",
    "submit_report",
    "submit_request",
    "thank",
    "triage",
    "turn_down",
    "undo",
    "unshare_story",
    "warn_of_quotes",
    "why_not_released",
    "why_not_undo",
    "withdraw_acceptance",
    "withdraw_request",
    "write_down_release",
]

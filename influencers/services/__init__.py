from influencers.services.forgetting import forget_interest, forget_nomination, forget_profile, lapse_interest
from influencers.services.interests import (
    accept_interest,
    return_interest,
    submit_interest,
    withdraw_interest,
)
from influencers.services.letters import letter_of, preview_letter, send_new_letter, why_new_letter
from influencers.services.nominations import (
    accept_nomination,
    arrange_visit,
    confirm_nomination,
    decline_nomination,
    defer_nomination,
    prove_head,
    record_visit,
    submit_nomination,
    withdraw_nomination,
)
from influencers.services.profiles import make_profile, publish, write_search_text

__all__ = [
    "accept_interest",
    "accept_nomination",
    "arrange_visit",
    "confirm_nomination",
    "decline_nomination",
    "defer_nomination",
    "forget_interest",
    "forget_nomination",
    "forget_profile",
    "lapse_interest",
    "letter_of",
    "make_profile",
    "preview_letter",
    "prove_head",
    "publish",
    "record_visit",
    "return_interest",
    "send_new_letter",
    "submit_interest",
    "submit_nomination",
    "why_new_letter",
    "withdraw_interest",
    "withdraw_nomination",
    "write_search_text",
]

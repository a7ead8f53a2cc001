from influencers.services.bringing_in import ask_again, bring_in
from influencers.services.deciding import accept_nomination, decline_nomination, defer_nomination
from influencers.services.finding import write_all_search_texts, write_search_text
from influencers.services.forgetting import forget_interest, forget_nomination, forget_profile, lapse_interest
from influencers.services.interests import (
    DRAFT,
    accept_interest,
    return_interest,
    save_draft,
    submit_interest,
    withdraw_interest,
)
from influencers.services.joining import find_by_new_words, join_interests, join_profiles, why_not_join_profiles
from influencers.services.letters import (
    letter_of,
    letters_to_send,
    preview_letter,
    preview_new_letter,
    send_new_letter,
    why_new_letter,
)
from influencers.services.nominations import (
    confirm_nomination,
    prove_head,
    submit_nomination,
    withdraw_nomination,
)
from influencers.services.photographs import (
    forget_photograph,
    keep_photograph,
    may_have_photograph,
    remove_photograph,
)
from influencers.services.profiles import (
    agree_and_publish,
    bring_back,
    change_profile,
    come_back,
    end_pauses,
    make_profile,
    pause,
    publish,
    stay_unlisted,
    step_down,
    withdraw_consent,
)
from influencers.services.progress import record_achievement, say_progress, start_progress
from influencers.services.reminders import send_reminders
from influencers.services.visits import arrange_visit, record_held_visit, record_visit

__all__ = [
    "DRAFT",
    "accept_interest",
    "accept_nomination",
    "agree_and_publish",
    "arrange_visit",
    "ask_again",
    "bring_back",
    "bring_in",
    "change_profile",
    "come_back",
    "confirm_nomination",
    "decline_nomination",
    "defer_nomination",
    "end_pauses",
    "find_by_new_words",
    "forget_interest",
    "forget_nomination",
    "forget_photograph",
    "forget_profile",
    "join_interests",
    "join_profiles",
    "keep_photograph",
    "lapse_interest",
    "letter_of",
    "letters_to_send",
    "make_profile",
    "may_have_photograph",
    "pause",
    "preview_letter",
    "preview_new_letter",
    "prove_head",
    "publish",
    "record_achievement",
    "record_held_visit",
    "record_visit",
    "remove_photograph",
    "return_interest",
    "save_draft",
    "say_progress",
    "send_new_letter",
    "send_reminders",
    "start_progress",
    "stay_unlisted",
    "step_down",
    "submit_interest",
    "submit_nomination",
    "why_new_letter",
    "why_not_join_profiles",
    "withdraw_consent",
    "withdraw_interest",
    "withdraw_nomination",
    "write_all_search_texts",
    "write_search_text",
]

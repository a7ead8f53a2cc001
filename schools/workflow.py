"""What is recorded of schools and of posts, as a timeline says it. Neither has a flow."""

from core.workflow import TOLD

TOLD |= {
    "claim_post": "Somebody said that they work here",
    "start_post": "A post was put down",
    "prove_post": "A post was proven",
    "note_post": "A post was seen",
    "end_post": "A last day was set for a post",
    "leave_post": "Somebody said when they leave",
    "correct_post": "The dates of a post were put right",
    "join_post": "Two records of one post were joined",
    "support_level_universal": "Support level set to universal",
    "support_level_targeted": "Support level set to targeted",
    "support_level_intensive": "Support level set to intensive",
    "mark_target": "Marked as a target school",
    "unmark_target": "No longer a target school",
    "join_network": "Joined a network",
    "leave_network": "Left a network",
    "open": "The school is open",
    "propose_closing": "The school is going to close",
    "propose_opening": "The school is going to open",
    "close": "The school has closed",
}

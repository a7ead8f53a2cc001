from schools.services.people import give_staff_role, meet, take_staff_role
from schools.services.posts import (
    correct_post,
    end_post,
    hold_post,
    join_posts,
    move_post,
    note_post,
    prove_post,
    start_post,
    take_back_post,
)
from schools.services.schools import (
    head_of,
    heads_by_school,
    mark_target,
    move_to_successor,
    set_networks,
    set_support_level,
)
from schools.services.telling import disown_post, leave_post, say_post

__all__ = [
    "correct_post",
    "disown_post",
    "end_post",
    "give_staff_role",
    "head_of",
    "heads_by_school",
    "hold_post",
    "join_posts",
    "leave_post",
    "mark_target",
    "meet",
    "move_post",
    "move_to_successor",
    "note_post",
    "prove_post",
    "say_post",
    "set_networks",
    "set_support_level",
    "start_post",
    "take_back_post",
    "take_staff_role",
]

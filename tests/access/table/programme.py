"""The rows about influencers, opportunities and events."""

from tests.access.table.rows import EVERYBODY, INFLUENCERS, LEAD, PROGRAMME, REASON, SIGNED_IN, TASKS, TUTORS, Act, Page

PUBLIC = [
    Page("influencers:nominate", EVERYBODY),
    Page("influencers:nomination_sent", EVERYBODY, args=("nomination.reference",)),
    Page("influencers:directory", EVERYBODY),
    Page("influencers:profile", EVERYBODY, args=("profile.slug",)),
    # Of a page in the directory; whose else may be seen by whom: tests/influencers/test_adding_a_photograph.py.
    Page("influencers:photograph", EVERYBODY, args=("photograph.token",)),
    Page("influencers:small_photograph", EVERYBODY, args=("photograph.token",)),
    Page("programmes:opportunities", EVERYBODY),
    Page("programmes:events", EVERYBODY),
    Page("programmes:event", EVERYBODY, args=("event.reference",)),
    Page("programmes:event_calendar", EVERYBODY, args=("event.reference",)),
    # Whoever holds the address may read it: a calendar program doesn't sign in.
    Page("programmes:feed", EVERYBODY, args=("calendar_token",)),
]

OWN = [
    *(
        Page(f"influencers:{name}", frozenset({"influencer", "other_influencer"}))
        for name in ("own_profile", "change_profile", "pause_profile", "step_down", "own_photograph")
    ),
    Page("influencers:interest_preview", PROGRAMME | {"influencer"}, args=("interest.reference",)),
    Page("influencers:interest", frozenset({"influencer"}), args=("interest.reference",), to_the_desk=PROGRAMME),
    Page("influencers:progress", INFLUENCERS),
    Page("programmes:tasks", TASKS, args=("past_event.reference",)),
    Page("programmes:calendar", SIGNED_IN),
]

DESK = [
    Page("influencers_desk:nominations", PROGRAMME),
    Page("influencers_desk:enter_nomination", LEAD),
    Page("influencers_desk:nomination", PROGRAMME, args=("nomination.reference",)),
    Page("influencers_desk:interest", PROGRAMME, args=("interest.reference",)),
    Page("influencers_desk:opportunities", PROGRAMME),
    Page("influencers_desk:preview_letter", PROGRAMME, args=("submitted_interest.reference",)),
    Page("influencers_desk:preview_new_letter", PROGRAMME, args=("profile_without_letter.slug",)),
    Page("influencers_desk:profiles", PROGRAMME),
    Page("influencers_desk:profile", PROGRAMME, args=("profile.slug",)),
    Page("influencers_desk:events", PROGRAMME),
    Page("influencers_desk:new_event", LEAD),
    Page("influencers_desk:event", PROGRAMME, args=("event.reference",)),
    Page("influencers_desk:change_event", LEAD, args=("event.reference",)),
    Page("influencers_desk:call_off_event", LEAD, args=("event.reference",)),
    Page("influencers_desk:event_sheet", PROGRAMME, args=("event.reference",)),
    Page("influencers_desk:bring_in", LEAD),
    Page("influencers_desk:bring_in_template", LEAD),
    Page("influencers_desk:brought_in", LEAD),
]

ACTS = [
    Act("influencers:interest", frozenset({"influencer"}), PROGRAMME, ("interest.reference",), is_post_only=False),
    Act("influencers:interest_withdraw", frozenset({"influencer"}), PROGRAMME, ("interest.reference",)),
    Act("influencers_desk:enter_nomination", LEAD, is_post_only=False),
    Act("influencers_desk:new_event", LEAD, is_post_only=False),
    Act("influencers:change_profile", frozenset({"influencer", "other_influencer"}), is_post_only=False),
    Act("influencers:publish_profile", frozenset({"influencer", "other_influencer"})),
    Act("influencers:stay_unlisted", frozenset({"influencer", "other_influencer"})),
    Act("influencers:pause_profile", frozenset({"influencer", "other_influencer"}), is_post_only=False),
    Act("influencers:come_back", frozenset({"influencer", "other_influencer"})),
    Act("influencers:withdraw_consent", frozenset({"influencer", "other_influencer"})),
    Act("influencers:interest_draft", frozenset({"influencer"}), PROGRAMME, ("interest.reference",)),
    Act("influencers:own_photograph", INFLUENCERS, is_post_only=False),
    Act("influencers:remove_photograph", frozenset({"influencer"})),
    Act("influencers:step_down", frozenset({"influencer", "other_influencer"}), is_post_only=False),
    Act("influencers_desk:profile", LEAD, PROGRAMME, ("profile.slug",), is_post_only=False),
    Act("influencers_desk:bring_back", LEAD, PROGRAMME, ("profile.slug",)),
    Act("influencers_desk:arrange", LEAD, PROGRAMME, ("nomination.reference",)),
    Act("influencers_desk:record", LEAD, PROGRAMME, ("nomination.reference",)),
    Act("influencers_desk:decide", LEAD, PROGRAMME, ("nomination.reference",)),
    Act("influencers_desk:withdraw", LEAD, PROGRAMME, ("nomination.reference",)),
    Act("influencers_desk:prove_head", LEAD, PROGRAMME, ("own_nomination.reference",)),
    Act("influencers_desk:accept_interest", LEAD, PROGRAMME, ("interest.reference",)),
    Act("influencers_desk:return_interest", LEAD, PROGRAMME, ("interest.reference",)),
    Act("influencers_desk:send_letter", LEAD, PROGRAMME, ("profile.slug",)),
    Act("influencers_desk:change_event", LEAD, args=("event.reference",), is_post_only=False),
    Act("influencers_desk:call_off_event", LEAD, args=("event.reference",), is_post_only=False),
    Act("influencers_desk:give_place", LEAD, PROGRAMME, ("event.reference",)),
    Act("influencers_desk:achieved", LEAD, PROGRAMME),
    Act("influencers:say_progress", INFLUENCERS, args=("=csciteach",)),
    # Who may see an event but isn't one of those it is for, or holds a place already.
    Act("programmes:book", INFLUENCERS, SIGNED_IN, ("event.reference",)),
    Act("programmes:cancel", INFLUENCERS, args=("event.reference",)),
    Act("programmes:set_tasks", TUTORS, TASKS, ("past_event.reference",)),
    Act("programmes:answer_task", frozenset({"influencer"}), TASKS, ("past_event.reference", "gap_task.pk")),
    Act("programmes:take_back_task", TUTORS, TASKS, ("past_event.reference", "gap_task.pk")),
    Act("programmes:make_calendar", SIGNED_IN),
    Act("programmes:revoke_calendar", SIGNED_IN),
    Act("influencers_desk:place_attended", PROGRAMME, args=("past_place.pk",)),
    Act("influencers_desk:place_absent", PROGRAMME, args=("past_place.pk",)),
    Act("influencers_desk:place_take_back", PROGRAMME, args=("past_place.pk",)),
    Act("influencers_desk:place_cancel", LEAD, PROGRAMME, ("place.pk",)),
    Act("influencers_desk:bring_in", LEAD, data=REASON, is_post_only=False),
    Act("influencers_desk:ask_again", LEAD, args=("invitation.pk",)),
]  # fmt: skip

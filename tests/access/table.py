"""Who gets where, written by hand from design.md, section 3, rule 10: never from what the portal happened to answer.

Signed out: sign in first, whatever the reference. What a person may not see is a 404; what they may see but not do
is a 403. Staff see what their role runs; a head sees the school's, once proven; everybody sees what is their own.
"""

from dataclasses import dataclass, field

ROLES = (
    "signed_out",
    "nobody",
    "unproven_head",
    "helped_head",
    "releasing_head",
    "other_head",
    "bursar",
    "science_leader",
    "influencer",
    "other_influencer",
    "lead",
    "national",
    "other_national",
    "finance",
)
EVERYBODY = frozenset(ROLES)
SIGNED_IN = EVERYBODY - {"signed_out"}
STAFF = frozenset({"lead", "national", "other_national", "finance"})
PROGRAMME = STAFF - {"finance"}
PAYERS = frozenset({"lead", "finance"})
LEAD = frozenset({"lead"})
FINANCE = frozenset({"finance"})
NOBODY = frozenset()
# Who may see what has to do with the support of the helped school.
PARTIES = PROGRAMME | {"influencer", "helped_head", "science_leader"}
# Who writes its plan and plans its visits.
WRITERS = frozenset({"influencer", "national", "lead"})
# Who may see what is owed and paid to the releasing school.
OFFICE = frozenset({"releasing_head", "bursar"})


@dataclass(frozen=True)
class Page:
    """A page: a 200 for those who `may`, a 403 for the others who see that it exists, otherwise a 404."""

    name: str
    may: frozenset
    sees: frozenset = NOBODY
    args: tuple = ()
    query: str = ""
    # Staff who have a page of their own for it are sent there.
    to_the_desk: frozenset = NOBODY

    def expected(self, role):
        if role in self.may:
            return 200
        if role in self.to_the_desk:
            return 302
        if role in self.sees:
            return 403
        return "sign in" if role == "signed_out" else 404


@dataclass(frozen=True)
class Act(Page):
    """Something done by POST: those who `may` are not refused; those who see it are, with a 403."""

    data: dict = field(default_factory=dict)
    is_post_only: bool = True


# An argument that names a thing of the world, by attribute path; anything else is given as it is.
PUBLIC = [
    Page("home", EVERYBODY),
    Page("influencers:nominate", EVERYBODY),
    Page("influencers:nomination_sent", EVERYBODY, args=("nomination.reference",)),
    Page("influencers:directory", EVERYBODY),
    Page("influencers:profile", EVERYBODY, args=("profile.slug",)),
    Page("programmes:opportunities", EVERYBODY),
    Page("programmes:events", EVERYBODY),
    Page("programmes:event", EVERYBODY, args=("event.reference",)),
    Page("programmes:event_calendar", EVERYBODY, args=("event.reference",)),
    # Whoever holds the address may read it: a calendar program doesn't sign in.
    Page("programmes:feed", EVERYBODY, args=("calendar_token",)),
    Page("brokerage:support", EVERYBODY),
    Page("brokerage:support_sent", EVERYBODY, args=("request.reference",)),
    Page("schools:search", EVERYBODY, query="q=Primary"),
    Page("privacy", EVERYBODY),
    Page("correspondence:verify", EVERYBODY),
    Page("correspondence:link", EVERYBODY, args=("token",)),
    Page("healthz", EVERYBODY),
    Page("readyz", EVERYBODY),
]

INFLUENCERS = frozenset({"influencer", "other_influencer"})
# Who sees the gap tasks of the past event: whoever runs the programme, its tutor, and the one who came.
TUTORS = PROGRAMME | {"science_leader"}
TASKS = TUTORS | {"influencer"}
SENDERS = PROGRAMME | {"releasing_head"}
ASKERS = PROGRAMME | {"science_leader", "helped_head"}
OWN = [
    Page("my", SIGNED_IN),
    Page("my_data", SIGNED_IN),
    Page("my_data_file", SIGNED_IN),
    Page("track", SENDERS, args=("nomination.reference",)),
    Page("track", ASKERS, args=("request.reference",)),
    # What somebody sent who has not been proven is theirs; a proven head sees what concerns the school.
    Page("track", SENDERS | {"unproven_head"}, args=("own_nomination.reference",)),
    Page("track", PROGRAMME | {"helped_head", "unproven_head"}, args=("own_request.reference",)),
    *(
        Page(f"influencers:{name}", frozenset({"influencer", "other_influencer"}))
        for name in ("own_profile", "change_profile", "pause_profile", "step_down")
    ),
    Page("influencers:interest", frozenset({"influencer"}), args=("interest.reference",), to_the_desk=PROGRAMME),
    Page("influencers:progress", INFLUENCERS),
    Page("programmes:tasks", TASKS, args=("past_event.reference",)),
    Page("programmes:calendar", SIGNED_IN),
    Page("brokerage:deployment", PARTIES, args=("deployment.reference",)),
    Page("brokerage:plan", WRITERS, sees=PARTIES, args=("deployment.reference",)),
    Page("brokerage:plan_visit", WRITERS, sees=PARTIES, args=("deployment.reference",)),
    Page("brokerage:end_early", frozenset({"national", "lead"}), sees=PARTIES, args=("deployment.reference",)),
    Page("brokerage:report", PARTIES - {"science_leader"}, args=("accepted_visit.reference",)),
    Page("brokerage:cancel_visit", WRITERS, sees=PARTIES - {"science_leader"}, args=("planned_visit.reference",)),
    Page("claims:index", SIGNED_IN),
    Page("claims:claim", STAFF | OFFICE | {"influencer"}, args=("claim.reference",)),
    Page("correspondence:document", STAFF | OFFICE | {"influencer"}, args=("letter.reference",)),
    Page("correspondence:document", STAFF | OFFICE, args=("summary.reference",)),
]

DESK = [
    Page("desk", STAFF),
    Page("influencers_desk:nominations", PROGRAMME),
    Page("influencers_desk:enter_nomination", LEAD),
    Page("influencers_desk:nomination", PROGRAMME, args=("nomination.reference",)),
    Page("influencers_desk:interest", PROGRAMME, args=("interest.reference",)),
    Page("influencers_desk:opportunities", PROGRAMME),
    Page("influencers_desk:preview_letter", PROGRAMME, args=("submitted_interest.reference",)),
    Page("influencers_desk:profiles", PROGRAMME),
    Page("influencers_desk:profile", PROGRAMME, args=("profile.slug",)),
    Page("influencers_desk:events", PROGRAMME),
    Page("influencers_desk:new_event", LEAD),
    Page("influencers_desk:event", PROGRAMME, args=("event.reference",)),
    Page("influencers_desk:change_event", LEAD, args=("event.reference",)),
    Page("influencers_desk:call_off_event", LEAD, args=("event.reference",)),
    Page("influencers_desk:event_sheet", PROGRAMME, args=("event.reference",)),
    Page("brokerage_desk:requests", PROGRAMME),
    Page("brokerage_desk:new_request", LEAD),
    Page("brokerage_desk:request", PROGRAMME, args=("request.reference",)),
    Page("brokerage_desk:reports", PROGRAMME),
    Page("brokerage_desk:report", PROGRAMME, args=("submitted_visit.reference",)),
    Page("brokerage_desk:new_visit", PROGRAMME),
    Page("claims_desk:claims", STAFF),
    Page("claims_desk:claim", STAFF, args=("claim.reference",)),
    Page("claims_desk:days", PROGRAMME),
    Page("claims_desk:day", PROGRAMME, args=("held_day.pk",)),
    Page("claims_desk:turn_down", LEAD, sees=PROGRAMME, args=("held_day.pk",)),
    Page("claims_desk:runs", PAYERS),
    Page("claims_desk:run", PAYERS, args=("paid_run.reference",)),
    Page("claims_desk:payment_file", PAYERS, args=("paid_run.reference",)),
    Page("claims_desk:cancel", FINANCE, sees=PAYERS, args=("run.reference",)),
    Page("claims_desk:take_out", FINANCE, sees=PAYERS, args=("run.reference", "run_claim.reference")),
    Page("claims_desk:failed", FINANCE, sees=PAYERS, args=("payment.reference",)),
    Page("correspondence_desk:outbox", PROGRAMME),
    Page("people:staff_roles", STAFF, args=("profile.person.pk",)),
    Page("forget_person", PROGRAMME, args=("profile.person.pk",)),
]

REASON = {"reason": "It has to be."}
ACTS = [
    Act("track", frozenset({"releasing_head", "lead"}), SENDERS, ("nomination.reference",), data={"act": "withdraw"},
        is_post_only=False),
    Act("influencers:interest", frozenset({"influencer"}), PROGRAMME, ("interest.reference",), is_post_only=False),
    Act("influencers:interest_withdraw", frozenset({"influencer"}), PROGRAMME, ("interest.reference",)),
    Act("brokerage:withdraw", frozenset({"science_leader", "lead"}), ASKERS, ("request.reference",)),
    Act("brokerage:accept", frozenset({"influencer"}), PARTIES, ("deployment.reference",)),
    Act("brokerage:turn_down", frozenset({"influencer"}), PARTIES, ("deployment.reference",)),
    Act("brokerage:plan", WRITERS, PARTIES, ("deployment.reference",), is_post_only=False),
    Act("brokerage:share_plan", WRITERS, PARTIES, ("deployment.reference",)),
    Act("brokerage:revise_plan", WRITERS, PARTIES, ("deployment.reference",)),
    Act("brokerage:answer_plan", frozenset({"influencer", "helped_head", "science_leader"}), PARTIES,
        ("deployment.reference",), data={"answer": "yes"}),
    Act("brokerage:plan_visit", WRITERS, PARTIES, ("deployment.reference",), is_post_only=False),
    Act("brokerage:complete", frozenset({"national", "lead"}), PARTIES, ("deployment.reference",)),
    Act("brokerage:end_early", frozenset({"national", "lead"}), PARTIES, ("deployment.reference",), data=REASON,
        is_post_only=False),
    Act("brokerage:report", frozenset({"influencer"}), PARTIES - {"science_leader"}, ("planned_visit.reference",),
        is_post_only=False),
    Act("brokerage:cancel_visit", WRITERS, PARTIES - {"science_leader"}, ("planned_visit.reference",), data=REASON,
        is_post_only=False),
    Act("claims:index", SIGNED_IN, is_post_only=False),
    Act("claims:resubmit", frozenset({"influencer"}), STAFF | OFFICE, ("returned_claim.reference",)),
    Act("my_forgetting", SIGNED_IN, data={"act": "ask"}),
    Act("correspondence:verify", EVERYBODY, data={"code": "22222-22222"}, is_post_only=False),
    Act("correspondence:renew_link", EVERYBODY, args=("token",)),
    Act("correspondence:link", EVERYBODY, args=("token",), is_post_only=False),
    Act("influencers_desk:enter_nomination", LEAD, is_post_only=False),
    Act("influencers_desk:new_event", LEAD, is_post_only=False),
    Act("influencers:change_profile", frozenset({"influencer", "other_influencer"}), is_post_only=False),
    Act("influencers:publish_profile", frozenset({"influencer", "other_influencer"})),
    Act("influencers:pause_profile", frozenset({"influencer", "other_influencer"}), is_post_only=False),
    Act("influencers:come_back", frozenset({"influencer", "other_influencer"})),
    Act("influencers:withdraw_consent", frozenset({"influencer", "other_influencer"})),
    Act("influencers:step_down", frozenset({"influencer", "other_influencer"}), is_post_only=False),
    Act("influencers_desk:profile", LEAD, PROGRAMME, ("profile.slug",), is_post_only=False),
    Act("influencers_desk:arrange", LEAD, PROGRAMME, ("nomination.reference",)),
    Act("influencers_desk:record", LEAD, PROGRAMME, ("nomination.reference",)),
    Act("influencers_desk:decide", LEAD, PROGRAMME, ("nomination.reference",)),
    Act("influencers_desk:withdraw", LEAD, PROGRAMME, ("nomination.reference",)),
    Act("influencers_desk:prove_head", LEAD, PROGRAMME, ("own_nomination.reference",)),
    Act("influencers_desk:accept_interest", LEAD, PROGRAMME, ("interest.reference",)),
    Act("influencers_desk:return_interest", LEAD, PROGRAMME, ("interest.reference",)),
    Act("influencers_desk:send_letter", LEAD, PROGRAMME, ("interest.reference",)),
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
    Act("influencers_desk:place_cancel", LEAD, PROGRAMME, ("place.pk",)),
    Act("brokerage_desk:new_request", LEAD, is_post_only=False),
    Act("brokerage_desk:prove_head", LEAD, PROGRAMME, ("own_request.reference",)),
    Act("brokerage_desk:act", LEAD, PROGRAMME, ("own_request.reference", "=triage")),
    Act("brokerage_desk:act", LEAD, PROGRAMME, ("own_request.reference", "=fund")),
    Act("brokerage_desk:act", LEAD, PROGRAMME, ("own_request.reference", "=propose")),
    Act("brokerage_desk:act", LEAD, PROGRAMME, ("own_request.reference", "=refer")),
    Act("brokerage_desk:act", LEAD, PROGRAMME, ("own_request.reference", "=decline")),
    Act("brokerage_desk:act", LEAD, PROGRAMME, ("own_request.reference", "=withdraw")),
    # Who reads a report first, and from when the others may, is a matter of time: tests/brokerage.
    Act("brokerage_desk:accept_report", PROGRAMME, args=("submitted_visit.reference",)),
    Act("brokerage_desk:return_report", PROGRAMME, args=("submitted_visit.reference",)),
    Act("brokerage_desk:new_visit", PROGRAMME, is_post_only=False),
    Act("claims_desk:claim", PROGRAMME, STAFF, ("claim.reference",), is_post_only=False),
    Act("claims_desk:day", LEAD, PROGRAMME, ("held_day.pk",), is_post_only=False),
    Act("claims_desk:turn_down", LEAD, PROGRAMME, ("held_day.pk",), data=REASON, is_post_only=False),
    Act("claims_desk:open_run", FINANCE, PAYERS),
    Act("claims_desk:authorise", FINANCE, PAYERS, ("run.reference",)),
    Act("claims_desk:send", FINANCE, PAYERS, ("run.reference",)),
    Act("claims_desk:all_paid", FINANCE, PAYERS, ("run.reference",)),
    Act("claims_desk:cancel", FINANCE, PAYERS, ("run.reference",), data=REASON, is_post_only=False),
    Act("claims_desk:take_out", FINANCE, PAYERS, ("run.reference", "run_claim.reference"), data=REASON,
        is_post_only=False),
    Act("claims_desk:paid", FINANCE, PAYERS, ("payment.reference",)),
    Act("claims_desk:failed", FINANCE, PAYERS, ("payment.reference",), data=REASON, is_post_only=False),
    Act("claims_desk:send_summary", PAYERS, args=("payment.reference",)),
    Act("correspondence_desk:retry", LEAD, PROGRAMME, ("=document", "letter.reference")),
    Act("correspondence_desk:retry", LEAD, PROGRAMME, ("=message", "message.reference")),
    Act("people:staff_roles", LEAD, STAFF, ("profile.person.pk",), is_post_only=False),
    Act("forget_person", LEAD, PROGRAMME, ("profile.person.pk",), is_post_only=False),
]  # fmt: skip

# The pages about one's sign-in: what signed-out people get, what everybody who is signed in by a code gets, and staff,
# who have an authenticator app, where that is something else. Who has neither password nor second step has nothing to
# prove themselves with again; who has is asked to, before something about the sign-in is changed.
SIGN_IN_PAGES = {
    "account_login": (200, 302),
    "account_logout": (302, 200),
    "account_inactive": (200, 200),
    "account_signup": (200, 302),
    "account_reauthenticate": ("sign in", 403, 302),
    "account_email": ("sign in", 200),
    "account_email_verification_sent": ("sign in", 302),
    "account_change_password": ("sign in", 302),
    "account_set_password": ("sign in", 200),
    "account_reset_password": (200, 200),
    "account_reset_password_done": (200, 200),
    "account_reset_password_from_key": (200, 200),
    "account_reset_password_from_key_done": (200, 200),
    "account_request_login_code": (200, 302),
    "account_confirm_login_code": ("sign in", 302),
    "mfa_index": ("sign in", 200),
    "mfa_authenticate": ("sign in", 302),
    "mfa_reauthenticate": ("sign in", 403, 200),
    "mfa_activate_totp": ("sign in", 200, 302),
    "mfa_deactivate_totp": ("sign in", 404, 302),
    "mfa_view_recovery_codes": ("sign in", 404),
    "mfa_generate_recovery_codes": ("sign in", 200, 302),
    "mfa_download_recovery_codes": ("sign in", 404),
    "mfa_list_webauthn": ("sign in", 200),
    "mfa_add_webauthn": ("sign in", 200, 302),
    "mfa_reauthenticate_webauthn": ("sign in", 403, 302),
    "mfa_remove_webauthn": ("sign in", 404, 302),
    "mfa_edit_webauthn": ("sign in", 404, 302),
    "security": ("sign in", 200),
    "usersessions_list": ("sign in", 200),
}

# The stock admin, by model: who looks it up, and who writes it by form. For anybody else there is no such page.
LOOKED_UP = {
    "core.Change": (PROGRAMME, NOBODY),
    "schools.School": (STAFF, NOBODY),
    "schools.Person": (STAFF, NOBODY),
    "schools.Post": (STAFF, NOBODY),
    "correspondence.Document": (STAFF, NOBODY),
    "correspondence.Message": (PROGRAMME, NOBODY),
    "programmes.Opportunity": (STAFF, LEAD),
    "programmes.Event": (STAFF, NOBODY),
    "programmes.EventSeries": (STAFF, LEAD),
    "programmes.DayRate": (STAFF, LEAD),
    "programmes.Place": (PROGRAMME, NOBODY),
    "influencers.Expertise": (STAFF, LEAD),
    "influencers.Nomination": (PROGRAMME, NOBODY),
    "influencers.ExpressionOfInterest": (PROGRAMME, NOBODY),
    "influencers.Influencer": (PROGRAMME, NOBODY),
    "influencers.Progress": (PROGRAMME, NOBODY),
    "brokerage.CoachingPool": (PROGRAMME, NOBODY),
    "brokerage.PoolEntry": (PROGRAMME, NOBODY),
    "brokerage.SupportRequest": (PROGRAMME, NOBODY),
    "brokerage.Deployment": (PROGRAMME, NOBODY),
    "brokerage.ActionPlan": (PROGRAMME, NOBODY),
    "brokerage.Visit": (PROGRAMME, NOBODY),
    "brokerage.VisitReport": (PROGRAMME, NOBODY),
    "claims.FundedDay": (PROGRAMME, NOBODY),
    "claims.Claim": (STAFF, NOBODY),
    "claims.PaymentRun": (PAYERS, NOBODY),
    "claims.Payment": (PAYERS, NOBODY),
}
# The admin's own pages that are about no model.
ADMIN_PAGES = ("index", "login", "logout", "password_change", "password_change_done", "autocomplete", "jsi18n",
               "view_on_site", "app_list")  # fmt: skip
# In development alone.
DEVELOPMENT = ("dev_mail", "dev_codes")

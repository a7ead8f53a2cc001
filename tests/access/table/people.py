"""The rows about schools, people, letters and the portal as a whole; signing in; and the stock admin."""

from tests.access.table.rows import (
    ASKERS,
    EVERYBODY,
    LEAD,
    NOBODY,
    OFFICE,
    PAYERS,
    PROGRAMME,
    REASON,
    SENDERS,
    SIGNED_IN,
    STAFF,
    Act,
    Page,
)

PUBLIC = [
    Page("home", EVERYBODY),
    Page("schools:search", EVERYBODY, query="q=Primary"),
    Page("privacy", EVERYBODY),
    Page("correspondence:verify", EVERYBODY),
    Page("correspondence:heads_hear", EVERYBODY),
    Page("correspondence:link", EVERYBODY, args=("token",)),
    Page("healthz", EVERYBODY),
    Page("readyz", EVERYBODY),
]

OWN = [
    Page("my", SIGNED_IN),
    Page("work:work", SIGNED_IN),
    Page("work:add", SIGNED_IN),
    Page("work:left", frozenset({"other_influencer"}), args=("own_post.pk",)),
    Page("my_data", SIGNED_IN),
    Page("my_data_file", SIGNED_IN),
    Page("track", SENDERS, args=("nomination.reference",)),
    Page("track", ASKERS, args=("request.reference",)),
    # What somebody sent who has not been proven is theirs; a proven head sees what concerns the school.
    Page("track", SENDERS | {"unproven_head"}, args=("own_nomination.reference",)),
    Page("track", PROGRAMME | {"helped_head", "unproven_head"}, args=("own_request.reference",)),
    Page("correspondence:document", STAFF | OFFICE | {"influencer"}, args=("letter.reference",)),
    Page("correspondence:document", STAFF | OFFICE, args=("summary.reference",)),
]

DESK = [
    Page("desk", STAFF),
    Page("correspondence_desk:outbox", PROGRAMME),
    Page("calendar:periods", PROGRAMME),
    Page("calendar:add", LEAD),
    Page("calendar:change", LEAD, args=("period.pk",)),
    Page("calendar:import", LEAD),
    Page("calendar:template", LEAD),
    Page("people:schools", STAFF),
    Page("people:people", PROGRAMME),
    Page("school", STAFF, args=("helped.pk",)),
    Page("monitoring", PROGRAMME),
    Page("monitoring_section", PROGRAMME, args=("=city",)),
    Page("monitoring_section", PROGRAMME, args=("=reports",)),
    Page("monitoring_file", PROGRAMME, args=("=targets",)),
    Page("school_timeline", PROGRAMME, args=("helped.pk",)),
    Page("person", PROGRAMME, args=("profile.person.pk",)),
    Page("people:staff_roles", STAFF, args=("profile.person.pk",)),
    Page("people:start_post", LEAD),
    *(
        Page(f"people:{act}_post", LEAD, sees=PROGRAMME, args=("post.pk",))
        for act in ("end", "move", "correct", "take_back")
    ),
    Page("people:school_networks", LEAD, sees=STAFF, args=("helped.pk",)),
    Page("people:to_successor", LEAD, sees=STAFF, args=("closed.pk",)),
    Page("forget_person", PROGRAMME, args=("profile.person.pk",)),
    Page("merge_choose", LEAD, args=("profile.person.pk",)),
    Page("merge_compare", LEAD, args=("profile.person.pk", "duplicate.pk")),
]

ACTS = [
    Act("track", frozenset({"releasing_head", "lead"}), SENDERS, ("nomination.reference",), data={"act": "withdraw"},
        is_post_only=False),
    Act("work:add", SIGNED_IN, is_post_only=False),
    Act("work:left", frozenset({"other_influencer"}), args=("own_post.pk",), is_post_only=False),
    Act("work:not_mine", frozenset({"other_influencer"}), args=("own_post.pk",)),
    Act("my_forgetting", SIGNED_IN, data={"act": "ask"}),
    Act("correspondence:verify", EVERYBODY, data={"code": "22222-22222"}, is_post_only=False),
    Act("correspondence:renew_link", EVERYBODY, args=("token",)),
    Act("correspondence:link", EVERYBODY, args=("token",), is_post_only=False),
    Act("calendar:add", LEAD, is_post_only=False),
    Act("calendar:change", LEAD, args=("period.pk",), is_post_only=False),
    Act("calendar:import", LEAD, is_post_only=False),
    Act("calendar:remove", LEAD, PROGRAMME, ("period.pk",)),
    Act("correspondence_desk:retry", LEAD, PROGRAMME, ("=document", "letter.reference")),
    Act("correspondence_desk:retry", LEAD, PROGRAMME, ("=message", "message.reference")),
    Act("people:start_post", LEAD, is_post_only=False),
    *(
        Act(f"people:{act}_post", LEAD, PROGRAMME, ("post.pk",), is_post_only=False)
        for act in ("end", "move", "correct", "take_back")
    ),
    Act("people:prove_post", LEAD, PROGRAMME, ("post.pk",)),
    Act("people:note_post", LEAD, PROGRAMME, ("post.pk",)),
    Act("people:school_networks", LEAD, STAFF, ("helped.pk",), is_post_only=False),
    Act("people:to_successor", LEAD, STAFF, ("closed.pk",), is_post_only=False),
    Act("people:staff_roles", LEAD, STAFF, ("profile.person.pk",), is_post_only=False),
    Act("forget_person", LEAD, PROGRAMME, ("profile.person.pk",), is_post_only=False),
    Act("merge_compare", LEAD, args=("profile.person.pk", "duplicate.pk"), data=REASON, is_post_only=False),
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
    "schools.Network": (STAFF, LEAD),
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
    "brokerage.Quote": (PROGRAMME, NOBODY),
    "brokerage.Invoice": (PAYERS, NOBODY),
    "brokerage.Deployment": (PROGRAMME, NOBODY),
    "brokerage.ActionPlan": (PROGRAMME, NOBODY),
    "brokerage.Release": (PROGRAMME, NOBODY),
    "brokerage.Visit": (PROGRAMME, NOBODY),
    "brokerage.VisitReport": (PROGRAMME, NOBODY),
    "brokerage.PreparedAnswer": (STAFF, LEAD),
    "brokerage.LoggedContact": (PROGRAMME, NOBODY),
    "claims.FundedDay": (PROGRAMME, NOBODY),
    "claims.Claim": (STAFF, NOBODY),
    "claims.Correction": (PAYERS, NOBODY),
    "claims.PaymentRun": (PAYERS, NOBODY),
    "claims.Payment": (PAYERS, NOBODY),
}
# The admin's own pages that are about no model.
ADMIN_PAGES = ("index", "login", "logout", "password_change", "password_change_done", "autocomplete", "jsi18n",
               "view_on_site", "app_list")  # fmt: skip
# In development alone.
DEVELOPMENT = ("dev_mail", "dev_codes")

"""The messages of this app; templates/brokerage/mail/ holds their words."""

from brokerage.models import Deployment, Feedback, Release, Visit
from brokerage.notifications import STORY
from correspondence import kinds

# Subject and label of the button, by kind.
MESSAGES = {
    "confirm_request": ("Please confirm your request for support", "Confirm it"),
    "track_request": ("Your request for support, {reference}", "See where it is"),
    "request_arrived": ("{school} asks for support", "Look at it"),
    "request_received": ("We have your request for support", "See where it is"),
    "request_for_your_school": ("{requester} has asked for science support for {school}", ""),
    "request_referred": ("Your request for support, {reference}", "See your request"),
    "request_reopened": ("We are looking at your request again, {reference}", "See your request"),
    "request_declined": ("Your request for support, {reference}", "See your request"),
    "request_withdrawn": ("{school} no longer asks for support", "Look at it"),
    "quote_sent": ("A quote for science support: {total}", "Read and answer it"),
    "quote_copied": ("A quote for science support, with your headteacher", "Read the quote"),
    "quote_link": ("Your quote for science support, {quote}", "Read and answer it"),
    "quote_runs_out": ("Your quote for science support is valid until {valid_until}", "Read and answer it"),
    "quote_agreed": ("Thank you: the quote for {school} is accepted", "See the quote"),
    "quote_over": ("The quote for science support has run out", "See the quote"),
    "quote_accepted": ("{school} has accepted its quote", "Choose an influencer"),
    "quote_declined": ("{school} has declined its quote", "Decide what comes next"),
    "quote_expired": ("The quote for {school} has run out", "Decide what comes next"),
    "invoice_to_raise": ("An invoice to raise: {total} to {school}", "Open the line"),
    "deployment_proposed": ("Could you support {school}?", "Read more and answer"),
    "proposal_reminder": ("Could you support {school}? Still open", "Read more and answer"),
    "proposal_lapsed": ("We are asking somebody else for {school}", "Look at it"),
    "proposal_unanswered": ("{influencer} hasn’t answered about {school}", "Ask somebody else"),
    "deployment_called_off": ("{school} no longer needs your support", "Look at it"),
    "support_agreed": ("{influencer} will support {school}", "See your support"),
    "release_letter": ("{influencer} is to support {school}: days, and the money to your school", "Open the letter"),
    "release_asked": ("Can {influencer} support {school}? We ask for your yes", "Say yes or no"),
    "release_reminder": ("Can {influencer} support {school}? Still open", "Say yes or no"),
    "release_agreed": ("{releasing} releases {influencer} for {school}", "See the support"),
    "release_refused": ("{releasing} can’t release {influencer} for {school}", "Find another way"),
    "release_not_possible": ("Your support for {school}: your school can’t release you", "See your support"),
    "release_unaskable": ("Nobody to ask at {releasing}: release for {school}", "Look at the support"),
    "proposal_accepted": ("{influencer} will support {school}", "See the support"),
    "proposal_turned_down": ("{influencer} can’t support {school} this time", "Ask somebody else"),
    "plan_shared": ("An action plan for {school}: please read and answer", "Read the plan"),
    "plan_commented": ("{who} has commented on the action plan for {school}", "Read it in the plan"),
    "plan_agreed": ("{school} has agreed the action plan", "Plan the first visit"),
    "support_started": ("{school} has agreed the action plan", "See the support"),
    "support_completed": ("The support for {school} is complete: how was it?", "Tell us how it was"),
    "feedback_reminder": ("The support for {school}: would you tell us how it was?", "Tell us how it was"),
    "influencer_thanked": ("{sender} thanks you for your support of {school}", "Read it"),
    "support_ended_early": ("The support for {school} has ended", "See what was done"),
    "support_handed_over": ("The support for {school} goes on with somebody else", "See what was done"),
    "days_changed": ("The support for {school}: {days} now", "See your support"),
    "visit_planned": ("{influencer} will visit {school} on {date}", "See your support"),
    "your_visit_planned": ("Your visit to {school} on {date}", "See your support"),
    "visit_moved": ("Moved: the visit to {school} is now on {date}", "See it"),
    "other_visit_planned": ("A day at {school} on {date}", "See the day and report on it"),
    "day_at_your_school": ("{influencer} comes to {school} on {date}", "See the day"),
    "visit_cancelled": ("Cancelled: the visit to {school} on {date}", "Look at it"),
    "report_submitted": ("A visit report to read: {school}", "Read the report"),
    "report_returned": ("Your visit report needs a little more", "Change your report"),
    "acceptance_withdrawn": ("Your visit report for {school} has come back to you", "Change your report"),
    "report_reminder": ("Still to write: your report on {school}", "Write the report"),
    "report_closed": ("Your visit report for {school} is closed", "See the report"),
    "report_accepted": ("Your visit report is accepted", "Claim the day"),
    "goodwill_report_accepted": ("Your visit report is accepted", "See the report"),
}


def _is_unreported(context):
    return Visit.objects.awaiting_report().filter(reference=context["reference"]).exists()


# Kind, when, on whose act.
HEADS_HEAR = [
    ("confirm_request", "When you have sent a request for support", "you"),
    ("track_request", "When you ask for a new link to see where your request is", "you"),
    ("request_received", "When your request is confirmed", "you"),
    ("request_for_your_school", "When your science leader has asked for support: a copy", "your science leader"),
    ("request_referred", "When somebody else can help better, or help exists already", "a SATC lead"),
    ("request_declined", "When we can’t help", "a SATC lead"),
    ("request_reopened", "When we look at your request again after all", "a SATC lead"),
    ("quote_sent", "When your support isn’t from the funded days: the quote, to accept or decline", "a SATC lead"),
    ("quote_link", "When you ask for a new link to your quote", "you"),
    ("quote_runs_out", "Three working days before your quote runs out", "nobody: the portal writes by itself"),
    ("quote_agreed", "When you have accepted the quote", "you"),
    ("quote_over", "When the quote has run out", "nobody: the portal writes by itself"),
    ("support_agreed", "When an influencer has said yes to supporting your school", "the influencer"),
    (
        "release_letter",
        "When your teacher is to support another school on days to which you have said yes",
        "the influencer",
    ),
    (
        "release_asked",
        "When your teacher is to support another school: are they released? The days, and the money to yours",
        "the influencer, or a SATC lead who changes the days",
    ),
    (
        "release_reminder",
        "After three days and after seven, if you haven’t said yes or no",
        "nobody: the portal asks by itself",
    ),
    ("plan_shared", "When the action plan is ready for your yes, or your comment", "the influencer"),
    ("support_handed_over", "When another influencer goes on with your support, with the reason", "a SATC lead"),
    ("days_changed", "When your support has more days, or fewer, with the reason", "a SATC lead"),
    ("visit_planned", "When a visit is planned", "the influencer"),
    ("day_at_your_school", "When an influencer comes to shadow, or for a task from a CPD day", "SATC"),
    ("visit_moved", "When a visit is moved, with the new date", "the influencer, or SATC"),
    ("visit_cancelled", "When a visit is cancelled, with the reason", "the influencer, or SATC"),
    ("support_completed", "When the support is complete; four short questions, if you like", "the national lead"),
    (
        "feedback_reminder",
        "Once, a week later, if you haven’t answered those questions",
        "nobody: the portal asks by itself",
    ),
    ("support_ended_early", "When the support ends early, with the reason", "the national lead"),
]


def _is_unanswered(context):
    return Feedback.objects.unanswered().filter(pk=context["feedback"]).exists()


def _is_proposed(context):
    return Deployment.objects.filter(reference=context["reference"], status="proposed").exists()


def _is_asked(context):
    return Release.objects.asked().filter(pk=context["release"]).exists()


# What a reminder reminds of, asked again when it goes.
WANTED = {
    "report_reminder": _is_unreported,
    "feedback_reminder": _is_unanswered,
    "proposal_reminder": _is_proposed,
    "release_reminder": _is_asked,
}


def register():
    kinds.document(
        "action_plan",
        title="Action plan",
        template="brokerage/letters/action_plan.html",
        called="Action plan for a school",
    )
    kinds.document(
        "quote",
        title="Quote for science support",
        template="brokerage/letters/quote.html",
        called="Quote for support of a school",
    )
    kinds.document(
        "support_letter",
        title="Support that is agreed",
        template="brokerage/letters/support_letter.html",
        called="Letter about support of a school",
    )
    kinds.document(
        STORY,
        title="The story of the support",
        template="brokerage/letters/support_story.html",
        called="Story of the support that a school had",
    )
    for kind, (subject, action) in MESSAGES.items():
        more = {"is_wanted": WANTED[kind]} if kind in WANTED else {}
        kinds.message(kind, subject=subject, template=f"brokerage/mail/{kind}.txt", action=action, **more)
    kinds.waited_for(
        "confirm_request",
        "track_request",
        "request_received",
        "quote_link",
        "deployment_called_off",
        "visit_planned",
        "your_visit_planned",
        "visit_moved",
        "other_visit_planned",
        "day_at_your_school",
        "visit_cancelled",
    )
    kinds.heads_hear("Support for your school", *HEADS_HEAR)

"""The messages and documents that this app sends."""

from correspondence import kinds
from influencers.models import ExpressionOfInterest, Nomination


def register():
    kinds.document(
        "head_letter",
        title="Your science influencer: dates, expectations and money",
        template="influencers/letters/head_letter.html",
        called="Letter to a headteacher about a science influencer",
    )
    for kind, subject, action in MESSAGES:
        more = {"is_wanted": WANTED[kind]} if kind in WANTED else {}
        kinds.message(kind, subject=subject, template=f"influencers/mail/{kind}.txt", action=action, **more)
    kinds.waited_for(
        "nomination_confirm",
        "nomination_helped",
        "nomination_track",
        "nomination_again",
        "nomination_joined",
        "nomination_visit",
        "nomination_visit_cancelled",
    )
    kinds.heads_hear("Nominating a teacher", *HEADS_HEAR)


def _is_unconfirmed(context):
    return Nomination.objects.filter(reference=context["reference"], status="submitted").exists()


def _is_put_off(context):
    return Nomination.objects.filter(reference=context["reference"], status="deferred").exists()


def _is_unanswered(context):
    invited = ExpressionOfInterest.objects.filter(status="invited")
    return invited.filter(nomination__reference=context["reference"]).exists()


# What a reminder reminds of, asked again when it goes.
WANTED = {
    "nomination_reminder": _is_unconfirmed,
    "nomination_back": _is_put_off,
    "interest_reminder": _is_unanswered,
}

# Kind, when, on whose act.
HEADS_HEAR = [
    ("nomination_confirm", "When you, or somebody for you, has sent a nomination", "you"),
    ("nomination_reminder", "Once, after three days, if you haven’t confirmed it", "nobody: the portal asks by itself"),
    ("nomination_again", "When you nominate somebody a second time", "you"),
    ("nomination_joined", "When somebody else has nominated the same teacher", "you"),
    ("nomination_track", "When you ask for a new link to see how your nomination is getting on", "you"),
    ("nomination_visit", "When the SATC lead has arranged to visit you, or moves the visit", "a SATC lead"),
    ("nomination_visit_cancelled", "When that visit is cancelled", "a SATC lead"),
    ("nomination_accepted", "When your teacher is invited to become a science influencer", "a SATC lead"),
    ("nomination_deferred", "When the time isn’t right, with the reason", "a SATC lead"),
    ("nomination_declined", "When your teacher can’t be a science influencer", "a SATC lead"),
    (
        "head_letter",
        "When your teacher has become an influencer: the letter with dates, expectations and money",
        "a SATC lead",
    ),
    ("head_letter_renewed", "When those dates have changed: a new letter", "a SATC lead"),
]

# Kind, subject, label of the button.
MESSAGES = [
    ("nomination_confirm", "Please confirm your nomination of {nominee}", "Confirm the nomination"),
    ("nomination_reminder", "Is it from you? The nomination of {nominee}", "Confirm the nomination"),
    ("nomination_helped", "Your nomination of {nominee} is with the headteacher", "See how it is getting on"),
    ("nomination_track", "Your nomination of {nominee}", "See how it is getting on"),
    ("nomination_confirmed", "New nomination: {nominee} at {school_name}", "Arrange a visit"),
    ("nomination_withdrawn", "Withdrawn: the nomination of {nominee} at {school_name}", "Open the nomination"),
    ("nomination_again", "You have nominated {nominee} already", "See how it is getting on"),
    ("nomination_joined", "Your nomination of {nominee}: you are not the only one", "See your nomination"),
    ("nomination_joined_lead", "Nominated again: {nominee} at {school_name}", "Open the nomination"),
    ("nomination_visit", "Visit {news}: {school_name}, {visit_date}", "See the nomination"),
    ("nomination_visit_cancelled", "Visit cancelled: {school_name}, {visit_date}", "See the nomination"),
    ("nomination_back", "Back today: the nomination of {nominee} at {school_name}", "Arrange another visit"),
    ("nomination_accepted", "{nominee} is invited to be a science influencer", "See your nomination"),
    ("nomination_deferred", "Your nomination of {nominee}: not just now", "See your nomination"),
    ("nomination_declined", "Your nomination of {nominee}", "See your nomination"),
    ("interest_invited", "{head} has nominated you. What would you like to do?", "Tell us what you would like"),
    ("interest_reminder", "Still open: what would you like to do?", "Tell us what you would like"),
    ("interest_submitted", "{nominee} has told us what they would like to do", "Read it"),
    ("interest_returned", "A question about what you would like to do", "Answer it"),
    ("interest_withdrawn", "{nominee} would rather not go on", "Open it"),
    ("influencer_welcome", "Welcome: you are a science influencer", "See what is agreed"),
    ("influencer_brought_in", "Your page as a science influencer: is it right?", "Look at your page"),
    ("head_letter", "{influencer} is a science influencer: dates, expectations and money", "Open the letter"),
    ("head_letter_renewed", "{influencer}: the dates have changed", "Open the new letter"),
    ("profile_left", "{influencer} {what}", "See their page"),
    ("profile_taken_out", "Your page is not in the directory any more", "See your page"),
    ("profile_returned", "Welcome back: you are a science influencer again", "Look at your page"),
    ("profile_back", "Your page is in the directory again", "See your page"),
]

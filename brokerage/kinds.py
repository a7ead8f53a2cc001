"""The messages of this app; templates/brokerage/mail/ holds their words."""

from correspondence import kinds

# Subject and label of the button, by kind.
MESSAGES = {
    "confirm_request": ("Please confirm your request for support", "Confirm it"),
    "track_request": ("Your request for support, {reference}", "See where it is"),
    "request_arrived": ("{school} asks for support", "Look at it"),
    "request_received": ("We have your request for support", "See where it is"),
    "request_for_your_school": ("{requester} has asked for science support for {school}", ""),
    "request_referred": ("Your request for support, {reference}", "See your request"),
    "request_declined": ("Your request for support, {reference}", "See your request"),
    "request_withdrawn": ("{school} no longer asks for support", "Look at it"),
    "deployment_proposed": ("Could you support {school}?", "Read more and answer"),
    "deployment_called_off": ("{school} no longer needs your support", "Look at it"),
    "support_agreed": ("{influencer} will support {school}", "See your support"),
    "proposal_accepted": ("{influencer} will support {school}", "See the support"),
    "proposal_turned_down": ("{influencer} can't support {school} this time", "Ask somebody else"),
    "plan_shared": ("An action plan for {school}: please read and answer", "Read the plan"),
    "plan_commented": ("{who} has commented on the action plan for {school}", "Read it in the plan"),
    "plan_agreed": ("{school} has agreed the action plan", "Plan the first visit"),
    "support_started": ("{school} has agreed the action plan", "See the support"),
    "support_completed": ("The support for {school} is complete", "See what was done"),
    "support_ended_early": ("The support for {school} has ended", "See what was done"),
    "visit_planned": ("{influencer} will visit {school} on {date}", "See your support"),
    "other_visit_planned": ("A day at {school} on {date}", "See the day and report on it"),
    "visit_cancelled": ("Cancelled: the visit to {school} on {date}", "Look at it"),
    "report_submitted": ("A visit report to read: {school}", "Read the report"),
    "report_returned": ("Your visit report needs a little more", "Change your report"),
    "report_accepted": ("Your visit report is accepted", "Claim the day"),
}


def register():
    for kind, (subject, action) in MESSAGES.items():
        kinds.message(kind, subject=subject, template=f"brokerage/mail/{kind}.txt", action=action)

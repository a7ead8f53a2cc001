"""The messages that this app sends."""

from correspondence import kinds

# Kind, subject, label of the button.
MESSAGES = [
    ("place_booked", "You have a place at “{title}”", "See the event"),
    ("place_waiting", "You are on the waiting list for “{title}”", "See the event"),
    ("place_promoted", "A place has come free: you are booked for “{title}”", "See the event"),
    ("place_offered", "Would you like to come to “{title}”?", "Answer"),
    ("place_cancelled", "Your place at “{title}” is cancelled", "See other events"),
    ("event_changed", "New time or place: “{title}”", "See the event"),
    ("event_called_off", "“{title}” is called off", "See other events"),
    ("gap_tasks_set", "Something to try after “{title}”", "See what to try"),
]


def register():
    for kind, subject, action in MESSAGES:
        kinds.message(kind, subject=subject, template=f"programmes/mail/{kind}.txt", action=action)
    kinds.waited_for(
        "place_booked",
        "place_waiting",
        "place_promoted",
        "place_cancelled",
        "event_changed",
        "event_called_off",
    )

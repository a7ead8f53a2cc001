"""The messages that this app sends."""

from correspondence import kinds


def register():
    kinds.message(
        "place_cancelled",
        subject="Your place at “{title}” is cancelled",
        template="programmes/mail/place_cancelled.txt",
        action="See other events",
    )
